"""A template against real people before it is used: one as a sample, or everybody who is on a plan (rule R15)."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from sdrdesk.core.domain.cadence import CadenceBook
from sdrdesk.core.errors import SdrDeskError
from sdrdesk.core.render.book import Filled, TemplateText, fill
from sdrdesk.core.render.lint import Finding, lint, value_of
from sdrdesk.core.services import plans
from sdrdesk.core.services.compose import called, variables
from sdrdesk.core.services.settings import SettingsService
from sdrdesk.core.services.templates import kind_of
from sdrdesk.core.store.people import person
from sdrdesk.core.store.store import Store
from sdrdesk.core.store.tables import enrolment, prospect

PROGRESS_EVERY = 25
MOST_SAMPLES = 200

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """Somebody for whom a text can be shown."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A text as this person would get it; ``findings`` are of an email."""

    filled: Filled
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Lacking:
    """Somebody for whom a text cannot be used as it is: ``missing`` values, or another ``problem`` with it."""

    id: int
    name: str
    company: str
    missing: tuple[str, ...]
    problem: SdrDeskError | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """Everybody was looked at: ``total`` people, of whom these lack something. ``stopped``: by the user, after ``done``."""

    total: int
    done: int
    lacking: tuple[Lacking, ...]
    stopped: bool = False


class TemplateChecks:
    """Renders texts for people; nothing is stored."""

    def __init__(self, store: Store, settings: SettingsService, cadences: CadenceBook) -> None:
        self._store = store
        self._settings = settings
        self._cadences = cadences

    def samples(self, text: TemplateText) -> list[SamplePerson]:
        """People to show a text for: those who will get it, else those on a plan, else anybody who speaks its language."""
        with self._store.read() as s:
            ids = self._enrolled(s, text, everybody=False) or self._enrolled(s, text, everybody=True)
            p = prospect.c
            if not ids:
                anybody = select(p.id).where(p.language == text.language, p.status == "open").order_by(p.id).limit(MOST_SAMPLES)
                ids = list(s.execute(anybody).scalars())
            ids = ids[:MOST_SAMPLES]
            names = {r.id: r.full_name or r.email or "" for r in s.execute(select(p.id, p.full_name, p.email).where(p.id.in_(ids)))}
        return [SamplePerson(i, names[i]) for i in ids if i in names]

    def sample(self, text: TemplateText, prospect_id: int | None) -> Sample:
        """The text for one person, or with the user's own values only.

        Raises:
            ValidationError: the text is not allowed.
            NotFound: no such person.
        """
        with self._store.read() as s:
            return self._sample(s, text, prospect_id)

    def count(self, text: TemplateText, *, everybody: bool) -> int:
        """How many people ``run`` would look at."""
        with self._store.read() as s:
            return len(self._enrolled(s, text, everybody=everybody))

    def run(self, text: TemplateText, *, everybody: bool, progress: Progress | None = None, stop: threading.Event | None = None) -> Checked:
        """Render a text for those on a plan whose language it is. Each person is on their own: what is wrong with one stops nobody else.

        Args:
            text: saved or not.
            everybody: also those whose plan does not come to this text any more.
            progress: told (people done, of) now and then.
            stop: set it to end early.

        Raises:
            ValidationError: the text itself is not allowed.
        """
        fill(text, {})  # what is wrong with the text is said once, not for each person
        lacking: list[Lacking] = []
        with self._store.read() as s:
            ids = self._enrolled(s, text, everybody=everybody)
            for done, prospect_id in enumerate(ids):
                if stop is not None and stop.is_set():
                    return Checked(len(ids), done, tuple(lacking), stopped=True)
                if progress is not None and done % PROGRESS_EVERY == 0:
                    progress(done, len(ids))
                lacking += self._look(s, text, prospect_id)
        if progress is not None:
            progress(len(ids), len(ids))
        return Checked(len(ids), len(ids), tuple(lacking))

    def _look(self, s: Connection, text: TemplateText, prospect_id: int) -> Iterator[Lacking]:
        name = company = ""
        try:
            who = person(s, prospect_id)
            name, company = who.full_name, who.company
            missing = self._sample(s, text, prospect_id).filled.missing
        except SdrDeskError as error:
            yield Lacking(prospect_id, name, company, (), error)
            return
        if missing:
            yield Lacking(prospect_id, name, company, missing)

    def _sample(self, s: Connection, text: TemplateText, prospect_id: int | None) -> Sample:
        profile = self._settings.profile(s)
        if prospect_id is None:
            return Sample(fill(text, {}))
        who = person(s, prospect_id)
        referred_by = person(s, who.referred_by_id).full_name if who.referred_by_id else ""
        known = variables(who, profile, referred_by)
        filled = fill(text, known)
        if text.kind != "email":
            return Sample(filled)
        findings = lint(
            filled.subject,
            filled.body,
            language=text.language,
            first_name=called(who),
            company=who.company,
            value=value_of(known),
            country=who.country,
            opt_out=known.get("opt_out", ""),
        )
        return Sample(filled, findings)

    def _enrolled(self, s: Connection, text: TemplateText, *, everybody: bool) -> list[int]:
        """Ids of those on a plan who speak the language, in the order in which they were put on it."""
        e, p = enrolment.c, prospect.c
        rows = s.execute(
            select(e.prospect_id, e.cadence, e.cadence_version, e.step_no)
            .join(prospect, p.id == e.prospect_id)
            .where(e.state.in_(plans.OPEN), p.language == text.language)
            .order_by(e.id)
        )
        return list(dict.fromkeys(r.prospect_id for r in rows if everybody or self._will_get(r, text)))

    def _will_get(self, row, text: TemplateText) -> bool:  # type: ignore[no-untyped-def]
        plan = self._cadences.at(row.cadence, row.cadence_version)
        steps = plan.steps[row.step_no - 1 :] if plan is not None else ()
        return any(kind_of(step.channel) == text.kind and step.template_for(row.prospect_id) == text.key for step in steps)
