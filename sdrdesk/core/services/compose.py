"""From a person and a template to an email that is ready, or that says what is missing (rules R10, R14, R15; seeds P4-P6)."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, select, text, update

from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.clock import Clock
from sdrdesk.core.domain.cadence import Cadence, CadenceBook, Step
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.domain.threading import Thread, Threading, Written, choose_thread
from sdrdesk.core.errors import NotFound, SdrDeskError, ValidationError
from sdrdesk.core.queries.questions import asked_in
from sdrdesk.core.queries.threads import written_with
from sdrdesk.core.render.book import Emails, TemplateBook
from sdrdesk.core.render.engine import EmailTemplate, missing_in, parse_template, render
from sdrdesk.core.render.lint import Finding, lint, value_of
from sdrdesk.core.render.scripts import Scripts
from sdrdesk.core.render.signature import signed
from sdrdesk.core.render.variables import PROSPECT_VARIABLES, USER_VARIABLES
from sdrdesk.core.services import plans
from sdrdesk.core.services.settings import SettingsService
from sdrdesk.core.store.accounts import default_mailbox
from sdrdesk.core.store.mail_tables import mailbox
from sdrdesk.core.store.people import Person, person, suppressed, values_of
from sdrdesk.core.store.store import Store
from sdrdesk.core.store.tables import enrolment, prospect

BLANK = "blank"
_AWAITED = text("SELECT 1 FROM task WHERE prospect_id = :p AND kind = 'answer' AND state = 'open' LIMIT 1")
"""Key of the email that is written without a template: an answer begins with it."""

USER_VALUES = {
    "sender_name": "user.name",
    "sender_company": "user.company",
    "sender_phone": "user.phone",
    "sender_title": "user.title",
    "sender_address": "user.address",
    "topic": "value.topic",
    "value_prop": "value.prop",
    "similar_customers": "value.similar_customers",
    "opt_out": "value.opt_out",
}


@dataclass(frozen=True, slots=True)
class Composed:
    """An email as it would go out now.

    Attributes:
        blocked: it cannot be sent like this.
        step: (enrolment, step number) when it is the step of a plan, by whichever of the step's templates.
        own_subject: the subject that the template gives, for a thread of its own; ``subject`` is that of the thread when it joins one.
        threading: the thread it goes on with, or could.
        choices: the templates of the step, of which the first or a variant is this person's (``Step.template_for``).
    """

    prospect_id: int
    to: str
    subject: str
    body: str
    language: str
    template: str
    missing: tuple[str, ...]
    lint: tuple[Finding, ...]
    blocked: bool
    blocked_by: str = ""
    step: tuple[int, int] | None = None
    country: str = ""
    values: dict[str, str] = field(default_factory=dict)
    own_subject: str = ""
    threading: Threading = field(default_factory=Threading)
    choices: tuple[str, ...] = ()
    problem: SdrDeskError | None = None
    """Why the template of the step cannot be used for this person (``blocked_by`` is ``template``); the others go on."""

    @property
    def thread(self) -> Thread | None:
        """The thread that it goes on with, unless the user says otherwise."""
        return self.threading.thread if self.threading.joined else None


class ComposeService:
    """Renders templates for people."""

    def __init__(self, store: Store, clock: Clock, settings: SettingsService, cadences: CadenceBook, book: TemplateBook) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._cadences = cadences
        self._book = book

    def templates(self, language: str) -> Emails:
        """The templates of a language by key, the user's before the shipped ones."""
        return self._book.emails(language)

    def scripts(self, language: str) -> Scripts:
        """The call scripts of a language, with the questions that hold."""
        with self._store.read() as s:
            return asked_in(s, self._book.scripts(language))

    def compose(self, prospect_id: int, *, template: str | None = None, values: dict[str, str] | None = None) -> Composed:
        """Render an email; without a template, the one of the person's current step.

        Args:
            prospect_id: whom to write to.
            template: its key.
            values: typed on top of what is stored, for this email only (``fill`` keeps them).

        Raises:
            NotFound: no such person or template.
        """
        with self._store.read() as s:
            who = person(s, prospect_id)
            profile = self._settings.profile(s)
            row = plans.open_enrolment(s, who.id)
            referred_by = person(s, who.referred_by_id).full_name if who.referred_by_id else ""
            kind = suppressed(s, who, "email")
            written = written_with(s, who.id)
            awaited = s.execute(_AWAITED, {"p": who.id}).first() is not None
            signature = s.execute(select(mailbox.c.signature).where(mailbox.c.id == default_mailbox(s))).scalar() or ""
        planned = self._email_step(row)
        threading = self._threading(written, row, planned)
        answers = threading.why == "answer" or awaited  # whoever waits for an answer gets no first email
        key = template or (planned.template_for(who.id) if planned is not None else BLANK if answers else "referral")
        known = variables(who, profile, referred_by) | (values or {})
        try:
            rendered = render(blank(who.language) if key == BLANK else self._template(key, who.language), known)
        except SdrDeskError as error:
            if template is not None:
                raise
            return Composed(
                who.id, who.email, "", "", who.language, key, (), (), blocked=True, blocked_by="template", values=known, problem=error
            )
        if key == BLANK:
            rendered = replace(rendered, body=rendered.body.replace("\n\n", "\n\n\n\n", 1))  # room to write in
        subject = threading.thread.subject if threading.joined and threading.thread is not None else rendered.subject
        body = signed(rendered.body, signature, known)
        missing = missing_in(subject, body)
        findings = lint(
            subject,
            body,
            language=who.language,
            first_name=called(who),
            company=who.company,
            value=value_of(known),
            country=who.country,
            opt_out=known.get("opt_out", ""),
            cold=threading.why != "answer",
        )
        blocked_by = "do_not_contact" if kind else "no_email" if not who.email else "missing" if missing else ""
        choices = planned.choices if planned is not None else ()
        return Composed(
            who.id,
            who.email,
            subject,
            body,
            who.language,
            key,
            missing,
            findings,
            bool(blocked_by),
            blocked_by,
            step=(row.id, row.step_no) if key in choices else None,
            country=who.country,
            values=known,
            own_subject=rendered.subject,
            threading=threading,
            choices=choices,
        )

    def _threading(self, written: list[Written], row: Any, step: Step | None) -> Threading:
        """The thread of this step of a plan (rule R10), or of an answer."""
        cadence = self._cadences.at(row.cadence, row.cadence_version) if row is not None else None
        before = cadence.email_before(row.step_no) if cadence is not None and step is not None else None
        same = step is not None and step.thread == "same"
        return choose_thread(written, same=same, after=(row.id, before.no) if before is not None else None)

    def _template(self, key: str, language: str) -> EmailTemplate:
        found = self.templates(language).get(key)
        if found is None:
            raise NotFound("template_not_in_language" if key in self._book.keys("email") else "template_not_found", template=key)
        return found

    def call_script(self, s: Connection, prospect_id: int) -> str:
        """The opening that the person's plan names for its present step; empty when that step is no call, or there is no plan."""
        row = plans.open_enrolment(s, prospect_id)
        cadence = self._cadences.at(row.cadence, row.cadence_version) if row is not None else None
        step = cadence.step(row.step_no) if cadence is not None else None
        return step.template_for(prospect_id) if step is not None and step.channel == "call" else ""

    def _email_step(self, row: Any) -> Step | None:
        """The present step of a plan when it is an email."""
        cadence = self._cadences.at(row.cadence, row.cadence_version) if row is not None else None
        step = cadence.step(row.step_no) if cadence is not None else None
        return step if step is not None and step.channel == "email" else None

    @staticmethod
    def lint_text(composed: Composed, subject: str, body: str) -> tuple[Finding, ...]:
        """The checks for text that the user has edited."""
        values = composed.values
        return lint(
            subject,
            body,
            language=composed.language,
            first_name=values.get("first_name", ""),
            company=values.get("company", ""),
            value=value_of(values),
            country=composed.country,
            opt_out=values.get("opt_out", ""),
            cold=composed.threading.why != "answer",
        )

    def fill(self, prospect_id: int, name: str, value: str) -> Outcome[None]:
        """Keep a value typed into a slot: with the person, or in the user's settings (rule R15)."""
        if name in USER_VALUES:
            return self._settings.change({USER_VALUES[name]: value})
        if name not in PROSPECT_VARIABLES and name not in USER_VARIABLES:
            raise ValidationError("variable_unknown", field=name, value=name)
        with self._store.write(OpKind.EDIT_PROSPECT) as uow:
            who = person(uow.s, prospect_id)
            kept = values_of(who) | {name: value.strip()}
            uow.s.execute(update(prospect).where(prospect.c.id == who.id).values(values_json=json.dumps(kept, ensure_ascii=False)))
            uow.args = {"prospect": who.id, "name": who.full_name, "field": name}
        return Outcome(None, uow.changes)

    def check_all(self, cadence: str | None = None) -> list[tuple[int, str, str, tuple[str, ...]]]:
        """Render every email step for everybody on a plan: (prospect id, name, template, missing values) where something is missing."""
        problems = []
        with self._store.read() as s:
            profile = self._settings.profile(s)
            # Each person is on their own: what one lacks, or what is wrong with one's text, keeps nobody else.
            for row in s.execute(select(enrolment).where(enrolment.c.state.in_(plans.OPEN)).order_by(enrolment.c.id)):
                plan = self._cadences.at(row.cadence, row.cadence_version)
                if plan is None or (cadence and row.cadence != cadence):
                    continue
                problems += self._check_one(s, row, plan, profile)
        return problems

    def _check_one(self, s: Connection, row: Any, plan: Cadence, profile: Profile) -> list[tuple[int, str, str, tuple[str, ...]]]:
        who = person(s, row.prospect_id)
        known = variables(who, profile, person(s, who.referred_by_id).full_name if who.referred_by_id else "")
        out = []
        for step in plan.steps[row.step_no - 1 :]:
            if step.channel != "email":
                continue
            template = step.template_for(who.id)
            try:
                missing = render(self.templates(who.language)[template], known).missing
            except (KeyError, SdrDeskError):
                missing = (template,)
            if missing:
                out.append((who.id, who.full_name, template, missing))
        return out


@lru_cache(maxsize=2)
def blank(language: str) -> EmailTemplate:
    """No template: how they are addressed, and who writes."""
    body = {"en": "Hello {{ salutation }},\n\n\n\nKind regards,\n{{ sender_name }}\n{{ sender_company }}\n"}
    body["zh_CN"] = "{{ salutation }}，您好：\n\n\n\n{{ sender_name }}\n{{ sender_company }}\n"
    made = parse_template(BLANK, language, f"subject: -\n\n{body.get(language, body['en'])}")
    return replace(made, subject="")


def variables(who: Person, profile: Profile, referred_by: str = "", today: dt.date | None = None) -> dict[str, str]:
    """Every value that a template may use for this person; empty ones are missing."""
    known = {name: profile.text(key) for name, key in USER_VALUES.items()}
    known["sender_first_name"] = (known["sender_name"].split() or [""])[0] if who.language == "en" else known["sender_name"]
    known |= {
        "first_name": who.first_name or who.full_name,
        "last_name": who.last_name,
        "full_name": who.full_name,
        "title": who.title,
        "company": who.company,
        "city": who.city,
        "industry": who.industry,
        "referred_by": referred_by,
        "salutation": salutation(who),
    }
    return {k: v for k, v in (known | values_of(who)).items() if v}


_CHIEFS = ("总监", "总经理", "总裁", "董事", "经理", "主任", "主管", "工程师", "老师")


def called(who: Person) -> str:
    """The name by which an email calls them."""
    return who.first_name if who.language == "en" and who.first_name else who.full_name


def salutation(who: Person) -> str:
    """How to address them: the first name in English; in Chinese the family name with the title's last word, else the full name."""
    if who.language != "zh_CN":
        return who.first_name or who.full_name
    for word in _CHIEFS:
        if who.last_name and who.title.endswith(word):
            return f"{who.last_name}{'总' if word in ('总监', '总经理', '总裁') else word}"
    return who.full_name
