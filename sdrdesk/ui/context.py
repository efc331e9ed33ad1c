"""What a page needs to work, handed to its constructor; there are no globals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.domain.when import When, parse_when
from sdrdesk.core.texts import Texts
from sdrdesk.ui.bridge import Bridge
from sdrdesk.ui.runner import Runner


class Navigator(QObject):
    """Ways from one page to another, by name; pages do not know each other.

    Signals:
        go: key of a page (today, focus, prospects, import, inbox, handoffs, numbers, playbook, outbox, history, settings).
        open_prospect: show this person on Today.
        open_work: (person, tab of the work panel): show them on Today with that tab in front.
        open_company: show the company of this person; Esc comes back.
        write_template: (person, template): show them on Today with this email begun.
        open_settings: key of a section of the settings.
        toast: (words, can be undone).
        lasting: (words, seconds): it can be undone, and is shown at least that long.
        undo: take the last step back.
    """

    go = Signal(str)
    open_prospect = Signal(int)
    open_work = Signal(int, str)
    open_company = Signal(int)
    write_template = Signal(int, str)
    open_settings = Signal(str)
    toast = Signal(str, bool)
    lasting = Signal(str, int)
    banner = Signal(str, str, str, str)
    open_mailbox = Signal()
    undo = Signal()


class Desk(Protocol):
    """The application's services as the window sees them (app.Application)."""

    @property
    def clock(self) -> Any: ...
    @property
    def store(self) -> Any: ...
    @property
    def settings(self) -> Any: ...
    @property
    def day(self) -> Any: ...
    @property
    def touches(self) -> Any: ...
    @property
    def enrolments(self) -> Any: ...
    @property
    def tasks(self) -> Any: ...
    @property
    def compose(self) -> Any: ...
    @property
    def research(self) -> Any: ...
    @property
    def inbox(self) -> Any: ...
    @property
    def outbox(self) -> Any: ...
    @property
    def mail_drafts(self) -> Any: ...
    @property
    def snippets(self) -> Any: ...
    @property
    def mailboxes(self) -> Any: ...
    @property
    def credentials(self) -> Any: ...
    @property
    def mail_folders(self) -> Any: ...
    @property
    def sender(self) -> Any: ...
    @property
    def qualification(self) -> Any: ...
    @property
    def ideal(self) -> Any: ...
    @property
    def reports(self) -> Any: ...
    @property
    def companies(self) -> Any: ...
    @property
    def executives(self) -> Any: ...
    @property
    def handoff_plans(self) -> Any: ...
    @property
    def handoff_mail(self) -> Any: ...
    @property
    def handoffs(self) -> Any: ...
    @property
    def answers(self) -> Any: ...
    @property
    def not_ready(self) -> Any: ...
    @property
    def standards(self) -> Any: ...
    @property
    def imports(self) -> Any: ...
    @property
    def batches(self) -> Any: ...
    @property
    def do_not_contact(self) -> Any: ...
    @property
    def exports(self) -> Any: ...
    @property
    def prospects(self) -> Any: ...
    @property
    def bulk(self) -> Any: ...
    @property
    def scores(self) -> Any: ...
    @property
    def away(self) -> Any: ...
    @property
    def undo(self) -> Any: ...
    @property
    def safety(self) -> Any: ...
    @property
    def reminders(self) -> Any: ...
    @property
    def own_reminders(self) -> Any: ...
    @property
    def goals(self) -> Any: ...
    @property
    def focus(self) -> Any: ...
    @property
    def slas(self) -> Any: ...
    @property
    def cadences(self) -> Any: ...
    @property
    def plans(self) -> Any: ...
    @property
    def templates(self) -> Any: ...
    @property
    def template_checks(self) -> Any: ...
    @property
    def template_files(self) -> Any: ...
    @property
    def rules(self) -> Any: ...
    @property
    def triggers(self) -> Any: ...
    def read_mail_now(self) -> None: ...
    @property
    def paths(self) -> Any: ...
    @property
    def bus(self) -> Any: ...
    def read(self) -> Any: ...
    def close(self) -> None: ...
    def soon(self, job: str, after_s: float = 0) -> None: ...


@dataclass(slots=True)
class UiContext:
    """Services, runner, bridge and the user's profile, which ``reload_profile`` brings up to date."""

    desk: Desk
    runner: Runner
    bridge: Bridge
    nav: Navigator
    profile: Profile
    texts: Texts

    def now(self) -> dt.datetime:
        """This moment, in the user's zone."""
        moment: dt.datetime = self.desk.clock.now()
        return moment.astimezone(self.profile.zone)

    def when(self, typed: str) -> When:
        """A time as the user types it (rule R5)."""
        return parse_when(typed, self.now(), month_first=self.profile.month_first)

    def read(self, work: Callable[[Any, Profile], Any]) -> Any:
        """Run a short read (under 5 ms) right here."""
        with self.desk.read() as (s, profile):
            return work(s, profile)

    def reload_profile(self) -> None:
        """Read the settings again after they changed."""
        self.profile = self.desk.settings.profile()
        self.texts = Texts(self.profile.language)
