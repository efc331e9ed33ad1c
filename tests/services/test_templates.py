"""Templates as data: the user's versions before the shipped texts, refused in words, undoable; everybody is checked on their own (R15, R26)."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest
from sqlalchemy import insert, update

from sdrdesk.app import Application
from sdrdesk.core.changes import OpKind
from sdrdesk.core.errors import NotFound, ValidationError
from sdrdesk.core.files.cadences import body_of
from sdrdesk.core.render.book import Kind, TemplateText
from sdrdesk.core.store.tables import prospect
from sdrdesk.core.store.tables import template as table
from tests.support.factories import add_mailbox, add_person, enrol, queue
from tests.support.profile import one, reopen, rows

MINE = TemplateText("email", "referral", "en", "Who looks after {{ topic }}?", "Hello {{ first_name }},\n\n{{ trigger|sentence }}\n")


def _email(key: str, body: str = "Hello {{ first_name }}\n", language: str = "en") -> TemplateText:
    return TemplateText("email", key, language, "A question", body)


def _use(desk: Application, key: str, channel: str = "email", variants: tuple[str, ...] = ()) -> None:
    """A cadence whose second step names the template."""
    body = body_of(desk.cadences["p5"])
    step = {**body["steps"][1], "channel": channel, "template": key, "variants": list(variants)}
    desk.plans.save({**body, "key": "mine", "names": {"en": "Mine"}, "steps": [body["steps"][0], step]})


def test_own_text_goes_before_the_shipped_one_and_survives(desk: Application, folder: Path) -> None:
    """The newest live version of a key and language, else the file."""
    who = add_person(desk)
    before = desk.compose.compose(who, template="referral")
    done = desk.templates.save(MINE)
    assert (done.value.version, done.value.shipped) == (1, True)
    email = desk.compose.compose(who, template="referral")
    assert email.body != before.body and set(email.missing) == {"topic", "trigger"}
    assert desk.compose.templates("zh_CN")["referral"].subject != MINE.subject
    desk.close()
    again = reopen(folder)
    assert again.compose.compose(who, template="referral").body == email.body
    again.undo.undo()
    assert again.compose.compose(who, template="referral").body == before.body
    again.undo.redo()
    assert again.compose.compose(who, template="referral").body == email.body
    again.close()


def test_versions_go_back_and_forth(desk: Application) -> None:
    """Back to an earlier version is a version of its own; back to the shipped text leaves the user's."""
    t = desk.templates
    shipped = t.book.text("email", "referral", "en")
    second = TemplateText("email", "referral", "en", "Other", "Other\n")
    t.save(MINE)
    t.save(second)
    t.go_back("email", "referral", "en", 1)
    assert [(v.number, v.current) for v in t.versions("email", "referral", "en")] == [(3, True), (2, False), (1, False), (0, False)]
    assert t.book.text("email", "referral", "en") == MINE
    t.go_back("email", "referral", "en", 0)
    assert t.book.text("email", "referral", "en") == shipped
    assert [v.number for v in t.versions("email", "referral", "en") if v.current] == [0]
    desk.undo.undo()
    assert t.book.text("email", "referral", "en") == MINE
    assert t.save(second).value.version == 4
    with pytest.raises(NotFound, match="template_version_not_found"):
        t.go_back("email", "referral", "en", 9)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (_email("x", "a\n{{ compny }}"), "template_unknown_variable", 2),
        (_email("x", "a\n\n{% include 'x' %}"), "template_not_allowed", 3),
        (TemplateText("email", "x", "en", "{{ 1 + 1 }}", "a"), "template_not_allowed", 1),
        (TemplateText("email", "x", "en", " ", "a"), "template_subject_empty", None),
        (_email("x", " \n"), "template_body_empty", None),
        (TemplateText("call", "x", "en", "", "Hello\n{% if city %}\nx\n{% endif %}"), "template_syntax", 2),
        (TemplateText("talk", "x", "en", "Why {{ topic }}?", "a"), "template_not_allowed", 1),
        (TemplateText("talk", "x", "en", "", "a"), "template_heard_empty", None),
        (TemplateText("message", "x", "en", "", "{{ company.name }}"), "template_not_allowed", 1),
        (TemplateText("email", "a b", "en", "a", "a"), "template_name_empty", None),
    ],
)
def test_what_is_not_allowed_is_refused_with_its_line(desk: Application, text: TemplateText, code: str, line: int | None) -> None:
    """In words, where the person looks: in the subject or in the text."""
    with pytest.raises(ValidationError) as refused:
        desk.templates.save(text)
    assert (refused.value.code, refused.value.params.get("line")) == (code, line)
    assert one(desk, "SELECT count(*) FROM template") == 0


def test_nothing_changed_is_no_version(desk: Application) -> None:
    """Saving what is there would fill the history with nothing."""
    shipped = desk.templates.book.text("email", "referral", "en")
    assert shipped is not None
    with pytest.raises(ValidationError, match="template_unchanged"):
        desk.templates.save(shipped)


def test_copy_rename_delete(desk: Application) -> None:
    """A copy is in both languages; a shipped text keeps its name; what a step names cannot go, and the step is said."""
    t = desk.templates
    assert t.duplicate("email", "referral", "My First Touch!").value == "my_first_touch"
    assert set(t.book.own()) == {("email", "my_first_touch", "en"), ("email", "my_first_touch", "zh_CN")}
    assert t.duplicate("email", "referral", "My first touch").value == "my_first_touch_2"
    assert t.rename("email", "my_first_touch_2", "请教 一").value == "请教_一"
    with pytest.raises(ValidationError, match="template_shipped"):
        t.rename("email", "referral", "x")
    with pytest.raises(ValidationError, match="template_shipped"):
        t.delete("email", "referral", "en")
    _use(desk, "referral", variants=("请教_一",))
    for act in (lambda: t.delete("email", "请教_一", "en"), lambda: t.rename("email", "请教_一", "y")):
        with pytest.raises(ValidationError) as refused:
            act()
        assert (refused.value.code, refused.value.params["cadence"], refused.value.params["step"]) == ("template_used", "mine", 2)
    t.delete("email", "my_first_touch", "en")
    assert "my_first_touch" not in desk.compose.templates("en") and "my_first_touch" in desk.compose.templates("zh_CN")
    desk.undo.undo()
    assert "my_first_touch" in desk.compose.templates("en")


def test_cadence_may_name_own_texts_of_each_channel(desk: Application) -> None:
    """A step names an email, an opening or a message; the keys offered follow the book."""
    with pytest.raises(ValidationError, match="cadence_unknown_template"):
        _use(desk, "my_call", "call")
    desk.templates.save(TemplateText("call", "my_call", "en", "", "Hello {{ first_name }}.\n"))
    desk.templates.save(TemplateText("message", "hi", "en", "", "Hi {{ first_name }}\n"))
    _use(desk, "my_call", "call")
    assert "my_call" in desk.plans.templates("call") and desk.plans.templates("im") == ["hi"]
    _use(desk, "hi", "im")
    uses = {(e.text.kind, e.text.key): e.uses for e in desk.templates.entries()}
    assert [(u.cadence, u.step) for u in uses["message", "hi"]] == [("mine", 2)]
    assert [(u.cadence, u.step, u.variant) for u in uses["email", "welcome_1b"]] == [("welcome", 1, True)]


def test_scripts_say_the_users_words(desk: Application) -> None:
    """Openings, the voicemail and the answers; an answer of one's own comes after ours."""
    kinds: list[tuple[Kind, str, str]] = [
        ("call", "first_call", ""),
        ("talk", "voicemail", ""),
        ("talk", "no_budget", "Broke"),
        ("talk", "ours", "Why?"),
    ]
    for kind, key, heard in kinds:
        desk.templates.save(TemplateText(kind, key, "en", heard, "Mine for {{ first_name }}.\nMissing {{ trigger }}.\n"))
    scripts = desk.compose.scripts("en")
    values = {"first_name": "Ann"}
    assert scripts.opening("first_call", values) == ("Mine for Ann.",)
    assert scripts.voicemail(values) == ("Mine for Ann.",)
    assert {o.key: o.lines(values) for o in scripts.objections}["no_budget"] == ("Mine for Ann.",)
    assert scripts.objections[-1].heard == "Why?"
    assert desk.compose.scripts("zh_CN").opening("first_call", values) != ("Mine for Ann.",)


def test_script_that_is_not_allowed_any_more_never_breaks_a_call(desk: Application) -> None:
    """A row of another version of the program: the shipped words are said."""
    with desk.store.write(OpKind.TEMPLATE, undoable=False) as uow:
        uow.s.execute(insert(table).values(key="call:first_call", language="en", body="{{ company.name }}"))
    shipped = desk.compose.scripts("zh_CN").openings
    assert desk.compose.scripts("en").openings.keys() == shipped.keys()
    assert desk.compose.scripts("en").opening("first_call", {"first_name": "Ann", "sender_name": "Li", "sender_company": "L"})


def test_email_in_the_outbox_keeps_its_bytes(desk: Application) -> None:
    """What is on its way is what was looked at."""
    add_mailbox(desk)
    who = add_person(desk)
    enrol(desk, who)
    queue(desk, who)
    before = rows(desk, "SELECT mime FROM outbox_body")
    desk.templates.save(MINE)
    assert rows(desk, "SELECT mime FROM outbox_body") == before


def test_change_of_another_window_arrives(desk: Application, folder: Path) -> None:
    """Two services on one profile: the second reads what the first has saved."""
    other = reopen(folder)
    other.templates.save(MINE)
    desk.templates.reload()
    assert desk.templates.book.text("email", "referral", "en") == MINE
    other.close()


# --- everybody on their own ------------------------------------------------------------------------------------------------------


def _two_hundred(desk: Application) -> list[int]:
    people = [add_person(desk, f"Person {n}", email=f"n{n}@f{n}.example") for n in range(200)]
    enrol(desk, *people)
    return people


def _spoil(desk: Application, who: int, **values: str) -> None:
    with desk.store.write(OpKind.EDIT_PROSPECT) as uow:
        uow.s.execute(update(prospect).where(prospect.c.id == who).values(values_json=json.dumps(values)))


def test_one_of_two_hundred_fails_and_the_rest_are_checked(desk: Application) -> None:
    """One has a value as long as a book, one lacks a value: each is named, nobody else is kept."""
    people = _two_hundred(desk)
    for who in people:
        _spoil(desk, who, trigger="you are hiring", topic="invoices")
    _spoil(desk, people[7], trigger="x" * 300_000, topic="invoices")
    _spoil(desk, people[9], topic="invoices")
    done = desk.template_checks.run(MINE, everybody=False)
    assert (done.total, done.done) == (200, 200)
    assert [(p.id, p.missing, p.problem.code if p.problem else "") for p in done.lacking] == [
        (people[7], (), "template_output_too_long"),
        (people[9], ("trigger",), ""),
    ]
    desk.templates.save(MINE)
    blocked = {who: desk.compose.compose(who).blocked_by for who in people[5:12]}
    assert {who: why for who, why in blocked.items() if why} == {people[7]: "template", people[9]: "missing"}
    listed = {i: missing for i, _name, template, missing in desk.compose.check_all("p5") if template == "referral"}
    assert listed[people[7]] == ("referral",) and listed[people[9]] == ("trigger",) and len(listed) == 2


def test_check_tells_how_far_it_is_and_can_be_stopped(desk: Application) -> None:
    """Thousands of people take a while; the user may think better of it."""
    _two_hundred(desk)
    told: list[tuple[int, int]] = []
    stop = threading.Event()

    def progress(done: int, total: int) -> None:
        told.append((done, total))
        if done == 50:
            stop.set()

    done = desk.template_checks.run(MINE, everybody=True, progress=progress, stop=stop)
    assert done.stopped and done.done == 51 and told == [(0, 200), (25, 200), (50, 200)]
    with pytest.raises(ValidationError, match="template_not_allowed"):
        desk.template_checks.run(_email("x", "{{ a.b }}"), everybody=True)


def test_check_is_of_those_who_will_get_it_in_its_language(desk: Application) -> None:
    """A Chinese text is nobody's business who reads English; a step that is past is past."""
    people = [add_person(desk), add_person(desk), add_person(desk, "王芳", country="CN", city="上海", language="zh_CN")]
    enrol(desk, *people)
    check = desk.template_checks
    assert check.count(MINE, everybody=False) == 2
    assert check.count(_email("mine"), everybody=False) == 0 and check.count(_email("mine"), everybody=True) == 2
    assert [p.id for p in check.samples(_email("referral", language="zh_CN"))] == [people[2]]
    desk.enrolments.skip_step(people[0], "bad_timing")
    assert [p.id for p in check.samples(MINE)] == [people[1]]
    sample = check.sample(MINE, people[1])
    assert set(sample.filled.missing) == {"topic", "trigger"} and sample.findings
    assert check.sample(MINE, None).filled.missing == ("topic", "first_name", "trigger")


def test_person_whose_language_has_no_text_waits_and_the_rest_go(desk: Application) -> None:
    """The step names a text that exists in English only: the Chinese person waits, and it says why."""
    desk.templates.save(_email("mine"))
    body = body_of(desk.cadences["p5"])
    desk.plans.save({**body, "key": "own", "names": {"en": "Own"}, "steps": [{**body["steps"][0], "template": "mine", "variants": []}]})
    english, chinese = add_person(desk), add_person(desk, "王芳", country="CN", city="上海", language="zh_CN")
    enrol(desk, english, chinese, cadence="own")
    assert desk.compose.compose(english).blocked_by == ""
    waits = desk.compose.compose(chinese)
    assert waits.blocked and waits.blocked_by == "template" and waits.problem is not None
    assert waits.problem.code == "template_not_in_language"
    assert [i for i, *_ in desk.compose.check_all("own")] == [chinese]
