"""The files of a handoff packet (rule R24, seed W16): they open without an account, and foreign text stays text."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import re
import warnings
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import ics
import pytest
import vobject  # type: ignore[import-untyped]  # has no stubs
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Component
from markdown_it import MarkdownIt
from vcard.vcard_validator import VcardValidator  # type: ignore[import-untyped]  # has no stubs

from sdrdesk.core.domain.packet import PacketContent, PacketEmail, PacketLetter, PacketPerson, PacketTouch
from sdrdesk.core.domain.words import LETTERS
from sdrdesk.core.files.packet import build_packet, packet_html, zip_packet
from sdrdesk.core.files.packet_docx import packet_docx
from sdrdesk.core.files.packet_markdown import escape_markdown, packet_markdown
from sdrdesk.core.files.packet_view import view
from sdrdesk.core.texts import Texts

CHICAGO = ZoneInfo("America/Chicago")
MADE = dt.datetime(2026, 11, 19, 10, 53, tzinfo=CHICAGO)
MEETING = dt.datetime(2026, 11, 24, 10, 0, tzinfo=CHICAGO)
HOSTILE = (
    '"><img src=file:///x><script>x</script> [a](http://evil.example) **b** | # ](x) {{ 7*7 }} \r\nATTENDEE:mailto:x@evil.example\u202e'
)


def labels(code: str) -> str:
    """A catalogue without a language: the last part of the code."""
    return code.rpartition(".")[2].replace("_", " ")


def letter(name: str, **changes: Any) -> PacketLetter:
    """One strong letter said by Helen."""
    return replace(PacketLetter(name, "strong", f"proof of {name}", "Helen Okafor", MADE, False), **changes)


def content(**changes: Any) -> PacketContent:
    """A usual packet."""
    plain = PacketContent(
        handoff_id=12,
        language="en",
        made_at=MADE,
        sdr_name="Maya Lindqvist",
        sdr_email="maya@acme.example",
        sdr_company="Acme Flow",
        ae_name="Ravi Menon",
        ae_email="ravi@acme.example",
        prospect_id=77,
        company="Larkspur Medical Supply",
        company_facts=(("industry", "Medical supply"), ("size", "280"), ("city", "Nashville"), ("ERP", "NetSuite")),
        lead_type="seed",
        source="",
        referred_by="Abel Nkemelu",
        people=(
            PacketPerson("R. Salas", "Controller", "", "", "influencer"),
            PacketPerson("Helen Okafor", "Finance Director", "helen@larkspur.example", "+1 615 555 0162", "decider", True),
        ),
        letters=tuple(letter(n) for n in LETTERS),
        resolved_flags=(("no_owner", "Helen owns it"),),
        open_questions=("Which tools?",),
        meeting_at=MEETING,
        meeting_minutes=30,
        meeting_note="Video",
        answer_by=MADE + dt.timedelta(days=6),
        note="She is fast.",
        touches=(PacketTouch(MADE, "call", "meeting_booked", "11 min"),),
        emails=(PacketEmail(MADE, "<a@acme.example>", "Re: a/b", b"Subject: x\r\n\r\nhello\r\n"),),
    )
    return replace(plain, **changes)


def hostile() -> PacketContent:
    """The same with an attack in each text."""
    bad = HOSTILE
    return content(
        sdr_name=bad,
        sdr_company=bad,
        ae_name=bad,
        company=bad,
        company_facts=((bad, bad), ("industry", bad)),
        source=bad,
        referred_by=bad,
        people=(PacketPerson(bad, bad, bad, bad, bad, True),),
        letters=(letter("need", text=bad, said_by=bad),),
        resolved_flags=((bad, bad),),
        open_questions=(bad,),
        meeting_note=bad,
        note=bad,
        touches=(PacketTouch(MADE, bad, bad, bad),),
        emails=(PacketEmail(MADE, bad, bad, b"x"),),
    )


def packet(**changes: Any) -> dict[str, bytes]:
    """The files of a usual packet."""
    return build_packet(content(**changes), labels, b"%PDF-1.4 paper")


def test_build_packet_usual_content_has_every_file() -> None:
    """The account executive gets each of the promised files, named so that they are found."""
    assert sorted(packet()) == [
        "Larkspur Medical Supply - Helen Okafor.docx",
        "Larkspur Medical Supply - Helen Okafor.md",
        "Larkspur Medical Supply - Helen Okafor.pdf",
        "answer.json",
        "contact.vcf",
        "manifest.json",
        "meeting.ics",
        "packet.json",
        "packet.schema.json",
        "thread/01-Re- a-b.eml",
    ]


def test_build_packet_emails_keep_their_bytes_in_order_of_time() -> None:
    """A thread out of order, or with bytes changed, is no proof of what was written."""
    later = PacketEmail(MADE + dt.timedelta(days=1), "<b@x>", "Second", b"2")
    files = packet(emails=(later, PacketEmail(MADE, "<a@x>", "First", b"1\r\n\xff")))
    assert files["thread/01-First.eml"] == b"1\r\n\xff"
    assert files["thread/02-Second.eml"] == b"2"
    assert [e["file"] for e in json.loads(files["packet.json"])["emails"]] == ["thread/01-First.eml", "thread/02-Second.eml"]


def test_manifest_lists_every_other_file_with_its_digest() -> None:
    """The receiver can check that nothing was lost or changed on the way."""
    files = packet()
    entries = {e["name"]: (e["bytes"], e["sha256"]) for e in json.loads(files["manifest.json"])["files"]}
    assert entries == {n: (len(d), hashlib.sha256(d).hexdigest()) for n, d in files.items() if n != "manifest.json"}


def test_zip_packet_same_files_gives_same_bytes() -> None:
    """A packet made again must be recognisably the same packet."""
    files = packet()
    reverse = dict(reversed(files.items()))
    assert zip_packet(files) == zip_packet(reverse)
    with zipfile.ZipFile(io.BytesIO(zip_packet(files))) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == sorted(files)
        assert {i.date_time for i in archive.infolist()} == {(2026, 11, 19, 16, 53, 0)}
        assert {i.external_attr >> 16 for i in archive.infolist()} == {0o100644}
        assert all(archive.read(n) == d for n, d in files.items())


def check(value: Any, schema: dict[str, Any], root: dict[str, Any], where: str = "$") -> None:
    """The part of JSON Schema 2020-12 that our schema uses."""
    if "$ref" in schema:
        check(value, root["$defs"][schema["$ref"].rpartition("/")[2]], root, where)
    if "anyOf" in schema:
        assert any(passes(value, one, root) for one in schema["anyOf"]), where
    if "type" in schema:
        kinds = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}
        assert type(value) is kinds[schema["type"]], where
    assert value == schema.get("const", value), where
    assert value in schema.get("enum", [value]), where
    if isinstance(value, str):
        assert re.search(schema.get("pattern", ""), value), where
    if isinstance(value, dict):
        assert not set(schema.get("required", ())) - set(value), where
        assert set(value) <= set(schema.get("properties", value)), f"{where}: undocumented key"
        for key, part in schema.get("properties", {}).items():
            if key in value:
                check(value[key], part, root, f"{where}.{key}")
    if isinstance(value, list):
        for item in value:
            check(item, schema["items"], root, f"{where}[]")


def passes(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> bool:
    """Does it hold?"""
    try:
        check(value, schema, root)
    except AssertionError:
        return False
    return True


@pytest.mark.parametrize("made", [content(), hostile(), content(letters=(letter("time", at=None, signal="unknown", text=""),), emails=())])
def test_packet_json_holds_to_the_published_schema(made: PacketContent) -> None:
    """Other programs rely on the schema: every key is documented, every required one is there."""
    files = build_packet(made, labels, b"pdf")
    schema = json.loads(files["packet.schema.json"])
    check(json.loads(files["packet.json"]), schema, schema)
    check(json.loads(files["answer.json"]), schema["$defs"]["answer"], schema)


def test_packet_json_keeps_foreign_text_whole() -> None:
    """The JSON is the record: nothing is cut or cleaned in it."""
    data = json.loads(build_packet(hostile(), labels, b"")["packet.json"])
    assert data["company"]["name"] == HOSTILE
    assert data["mantcp"][0]["evidence"] == HOSTILE


def test_answer_json_names_the_handoff_and_is_unanswered() -> None:
    """The answer must find its handoff again, and an untouched form must not count as an answer."""
    files = packet()
    answer, data = json.loads(files["answer.json"]), json.loads(files["packet.json"])
    assert (answer["uid"], answer["handoff_id"], answer["answer"]) == (data["uid"], 12, "")


def test_contact_vcf_reads_back_contact_first() -> None:
    """The AE taps the file and has the person to call on top."""
    first, second = vobject.readComponents(packet()["contact.vcf"].decode())
    assert (first.fn.value, first.email.value, first.tel.value) == ("Helen Okafor", "helen@larkspur.example", "+1 615 555 0162")
    assert (first.n.value.family, first.n.value.given, first.version.value) == ("Okafor", "Helen", "3.0")
    assert second.fn.value == "R. Salas"


def test_contact_vcf_chinese_name_survives() -> None:
    """Long Chinese lines are folded within characters by careless writers."""
    name = "欧阳慧" * 30
    (card,) = vobject.readComponents(packet(people=(PacketPerson(name, "", "", "", ""),))["contact.vcf"].decode())
    assert card.fn.value == name


def test_contact_vcf_hostile_text_adds_no_property() -> None:
    """A line break in a name must not write a line of its own into the card."""
    (card,) = vobject.readComponents(build_packet(hostile(), labels, b"")["contact.vcf"].decode())
    assert set(card.contents) <= {"version", "fn", "n", "org", "title", "role", "email", "tel"}
    assert "\n" not in card.fn.value


def event_of(data: bytes) -> Any:
    """The one event of an invitation."""
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    return event


def test_meeting_ics_is_a_request_to_both_sides() -> None:
    """Without organizer and attendees no calendar offers to accept."""
    data = packet()["meeting.ics"]
    event = event_of(data)
    assert Calendar.from_ical(data)["METHOD"] == "REQUEST"
    assert str(event["ORGANIZER"]) == "mailto:maya@acme.example"
    assert [str(a) for a in event["ATTENDEE"]] == ["mailto:ravi@acme.example", "mailto:helen@larkspur.example"]
    assert event["SEQUENCE"] == 0
    assert event["DTSTAMP"].dt == MADE


def test_meeting_ics_tells_the_prospect_nothing_of_the_qualification() -> None:
    """The prospect is invited too; what they said to us, or our note to the AE, is not theirs to read."""
    text = packet(meeting_note="Video link").get("meeting.ics", b"").decode()
    assert not any(secret in text for secret in ("proof of", "She is fast", "seed", "decider"))


def test_meeting_ics_iana_zone_is_written_with_its_rules() -> None:
    """Programs that do not know the zone's name read the rules; the wall clock must stay what was agreed."""
    data = packet()["meeting.ics"]
    event = event_of(data)
    assert b"DTSTART;TZID=America/Chicago:20261124T100000" in data
    assert b"BEGIN:VTIMEZONE\r\nTZID:America/Chicago" in data
    assert event["DTSTART"].dt.astimezone(dt.UTC) == MEETING
    assert event["DTEND"].dt.astimezone(dt.UTC) == MEETING.astimezone(dt.UTC) + dt.timedelta(minutes=30)


@pytest.mark.parametrize(
    ("tz", "start"),
    [(dt.UTC, b"T100000Z"), (ZoneInfo("UTC"), b"T100000Z"), (dt.timezone(dt.timedelta(hours=5, minutes=30)), b"T043000Z")],
)
def test_meeting_ics_zone_without_name_is_written_in_utc(tz: dt.tzinfo, start: bytes) -> None:
    """An offset has no rules to write; UTC is understood by all."""
    data = packet(meeting_at=dt.datetime(2026, 11, 24, 10, tzinfo=tz))["meeting.ics"]
    assert b"DTSTART:20261124" + start in data
    assert b"VTIMEZONE" not in data


@pytest.mark.parametrize(("hour", "minutes", "fold"), [(0, 120, 0), (0, 240, 0), (1, 60, 1), (1, 60, 0)])
def test_meeting_ics_across_change_of_clocks_lasts_as_long_as_agreed(hour: int, minutes: int, fold: int) -> None:
    """Wall-clock arithmetic would make a meeting an hour longer, shorter, or put it into the wrong one of the two hours."""
    start = dt.datetime(2026, 11, 1, hour, 45, tzinfo=CHICAGO, fold=fold)
    event = event_of(packet(meeting_at=start, meeting_minutes=minutes)["meeting.ics"])
    assert event["DTSTART"].dt.astimezone(dt.UTC) == start.astimezone(dt.UTC)
    assert event["DTEND"].dt.astimezone(dt.UTC) - event["DTSTART"].dt.astimezone(dt.UTC) == dt.timedelta(minutes=minutes)


def test_meeting_ics_uid_stays_for_a_handoff_and_differs_between_senders() -> None:
    """A packet made again must move the meeting, and must not move a colleague's."""
    first = event_of(packet()["meeting.ics"])["UID"]
    assert event_of(packet(made_at=MADE + dt.timedelta(days=1), note="x")["meeting.ics"])["UID"] == first
    assert event_of(packet(sdr_email="other@acme.example")["meeting.ics"])["UID"] != first
    assert event_of(packet(handoff_id=13)["meeting.ics"])["UID"] != first


def test_meeting_ics_hostile_text_adds_no_attendee() -> None:
    """A line break in a company's name must not invite a stranger."""
    event = event_of(build_packet(hostile(), labels, b"")["meeting.ics"])
    assert str(event["ATTENDEE"]) == "mailto:ravi@acme.example"


def test_markdown_hostile_text_makes_no_markup() -> None:
    """What a stranger typed must not become a link, a picture or HTML in the AE's notes."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(packet_markdown(hostile(), labels).decode())
    kinds = {t.type for token in tokens for t in (token, *(token.children or ()))}
    assert not kinds & {"link_open", "image", "html_inline", "html_block", "code_inline", "em_open", "fence", "hr", "ordered_list_open"}
    assert sum(t.type == "tr_open" for t in tokens) == 2


@settings(max_examples=300, deadline=None)
@given(text=st.one_of(st.text(max_size=60), st.text(alphabet="`*_[]<>|~&#$^\\-+=:!().1 \n\tab", max_size=30)))
def test_escape_markdown_any_text_reads_back_as_itself(text: str) -> None:
    """Escaping must neither lose a character nor let one act."""
    from_reader = MarkdownIt("commonmark").enable("strikethrough").parse("- " + escape_markdown(text) + " end")
    inline = next(t for t in from_reader if t.type == "inline")
    assert {c.type for c in inline.children or ()} <= {"text", "text_special"}
    assert "".join(c.content for c in inline.children or ()).endswith("end")
    assert [t.type for t in from_reader][:3] == ["bullet_list_open", "list_item_open", "paragraph_open"]


def test_html_hostile_text_makes_no_tag() -> None:
    """Foreign text is shown, never obeyed."""
    page = packet_html(hostile(), labels)
    assert "&lt;img" in page
    assert not re.search(r"<(img|script|a|link|iframe)\b", page)
    assert "{{ 7*7 }}" in page
    assert "\u202e" not in page


def test_html_quote_in_evidence_stands_as_their_words_and_once() -> None:
    """The AE reads their own words as such; a paraphrase is not passed off as a quotation."""
    quoted = content(letters=(letter("need", text="Slow. “We lose eleven days on each invoice.”"),))
    page = packet_html(quoted, labels)
    assert page.count("We lose eleven days on each invoice.") == 1
    assert "“We lose eleven days on each invoice.”" in page
    assert "“proof of need”" not in packet_html(content(), labels)


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("en", ("Larkspur Medical Supply (Medical supply; 280 staff; Nashville)", "through Abel Nkemelu", "Tue 24 Nov 2026, 10:00")),
        ("zh_CN", ("员工 280 人", "经 Abel Nkemelu 引荐而来", "会议定于 2026年11月24日", "时长 30 分钟")),
    ],
)
def test_summary_states_the_stored_facts_in_the_language(language: str, parts: tuple[str, ...]) -> None:
    """The paragraph is composed of facts, so it must hold them and read as its language does."""
    summary = json.loads(packet(language=language)["packet.json"])["summary"]
    assert all(part in summary for part in parts)


def test_build_packet_nearly_empty_content_still_makes_every_file() -> None:
    """Missing facts must not stop a handoff, nor leave empty brackets behind."""
    files = packet(
        company_facts=(),
        people=(),
        letters=(),
        resolved_flags=(),
        open_questions=(),
        touches=(),
        emails=(),
        note="",
        meeting_note="",
        referred_by="",
        sdr_email="",
        ae_email="",
        sdr_company="",
    )
    assert "Larkspur Medical Supply.pdf" in files
    assert "()" not in files["Larkspur Medical Supply.md"].decode()
    assert Calendar.from_ical(files["meeting.ics"])["METHOD"] == "PUBLISH"


def test_packet_html_label_unknown_shows_the_users_own_word() -> None:
    """Users add their own flags and roles; the catalogue cannot know them."""

    def strict(code: str) -> str:
        if code.startswith(("flag.", "buyer_role.")):
            raise KeyError(code)
        return labels(code)

    assert "Office moves" in packet_html(content(resolved_flags=(("Office moves", "done"),)), strict)


def words_of(data: bytes) -> str:
    """All text of a Word file."""
    document = Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_docx_says_what_the_markdown_says_and_is_the_same_bytes_again(language: str) -> None:
    """An account executive who writes into the paper gets all of it, in their language."""
    made = content(language=language)
    texts = Texts(language)
    data = packet_docx(made, texts)
    assert data == packet_docx(made, texts)
    said = words_of(data)
    for part in (view(made, texts).summary, view(made, texts).answer, *(line.text for line in view(made, texts).letters)):
        assert part in said
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"Microsoft YaHei" in archive.read("word/styles.xml")


def test_docx_hostile_text_is_text_and_an_empty_packet_is_still_a_paper() -> None:
    """Control characters and a name of 300 letters must not stop a handoff."""
    assert words_of(packet_docx(hostile(), labels))
    assert words_of(packet_docx(content(letters=(), people=(), touches=(), company="x" * 300, sdr_name="a\x00b" * 200), labels))


def test_meeting_ics_is_read_by_two_other_libraries() -> None:
    """Calendars differ in what they forgive: who meets, when, for how long must come out of each."""
    data = packet()["meeting.ics"].decode()
    (event,) = ics.Calendar(data).events
    assert event.begin.datetime.astimezone(dt.UTC) == content().meeting_at.astimezone(dt.UTC)
    assert event.duration == dt.timedelta(minutes=content().meeting_minutes)
    assert sorted(a.email for a in event.attendees) == ["helen@larkspur.example", "ravi@acme.example"]
    other = vobject.readOne(data).vevent
    assert other.dtstart.value.astimezone(dt.UTC) == content().meeting_at.astimezone(dt.UTC)
    assert other.uid.value == event.uid


def test_contact_vcf_is_read_by_two_other_libraries(tmp_path: Path) -> None:
    """By a reader that did not write them, and by one that refuses whatever RFC 2426 does not allow (which knows no Chinese letters, a fault of it)."""
    data = packet()["contact.vcf"]
    first = Component.from_ical(data.decode(), multiple=True)[0]
    assert (str(first["FN"]), str(first["EMAIL"]), str(first["TEL"])) == ("Helen Okafor", "helen@larkspur.example", "+1 615 555 0162")
    assert rfc_2426(tmp_path, data) == ""
    assert "N" in rfc_2426(tmp_path, data.replace(b"FN:Helen Okafor\r\n", b"")), "the reader refuses nothing"


def rfc_2426(folder: Path, data: bytes) -> str:
    """What a strict reader has against the cards."""
    (folder / "contact.vcf").write_bytes(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it would leave out TYPE=INTERNET, which Outlook looks for
        return str(VcardValidator(str(folder / "contact.vcf"), False).result)
