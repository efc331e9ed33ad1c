"""The services of "is this lead ready" and "how am I doing": qualification, companies, handoffs and their answers,
reports, reminders. A part of the composition root (app.py)."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING

from sdrdesk.core.clock import Clock
from sdrdesk.core.store.store import Store

if TYPE_CHECKING:
    from sdrdesk.core.domain.cadence import CadenceBook
    from sdrdesk.core.services.companies import CompanyService
    from sdrdesk.core.services.executives import ExecutiveService
    from sdrdesk.core.services.goals import GoalService
    from sdrdesk.core.services.handoff_answers import HandoffAnswerService
    from sdrdesk.core.services.handoff_mail import HandoffMailService
    from sdrdesk.core.services.handoff_plans import HandoffPlanService
    from sdrdesk.core.services.handoffs import HandoffService
    from sdrdesk.core.services.ideal import IdealService
    from sdrdesk.core.services.not_ready import NotReadyService
    from sdrdesk.core.services.own_reminders import OwnReminderService
    from sdrdesk.core.services.qualification import QualificationService
    from sdrdesk.core.services.reminders import ReminderService
    from sdrdesk.core.services.reports import ReportService
    from sdrdesk.core.services.settings import SettingsService
    from sdrdesk.core.services.standards import StandardService


class ReadyServices:
    """Made when they are first asked for; the profile that they work on is the application's."""

    store: Store
    clock: Clock
    if TYPE_CHECKING:
        settings: SettingsService

        @property
        def standards(self) -> StandardService: ...
        @property
        def cadences(self) -> CadenceBook: ...

    @cached_property
    def qualification(self) -> QualificationService:
        from sdrdesk.core.services.qualification import QualificationService

        return QualificationService(self.store, self.clock)

    @cached_property
    def ideal(self) -> IdealService:
        from sdrdesk.core.services.ideal import IdealService

        return IdealService(self.store, self.standards)

    @cached_property
    def companies(self) -> CompanyService:
        from sdrdesk.core.services.companies import CompanyService

        return CompanyService(self.store, self.settings)

    @cached_property
    def executives(self) -> ExecutiveService:
        from sdrdesk.core.services.executives import ExecutiveService

        return ExecutiveService(self.store)

    @cached_property
    def handoff_plans(self) -> HandoffPlanService:
        from sdrdesk.core.services.handoff_plans import HandoffPlanService

        return HandoffPlanService(self.store)

    @cached_property
    def handoff_mail(self) -> HandoffMailService:
        from sdrdesk.core.mail.mime import build_message
        from sdrdesk.core.services.handoff_mail import HandoffMailService

        return HandoffMailService(self.store, self.clock, self.settings, build_message)

    @cached_property
    def handoffs(self) -> HandoffService:
        from sdrdesk.core.services.handoffs import HandoffService

        return HandoffService(self.store, self.clock, self.settings, self.qualification, _pdf)

    @cached_property
    def reports(self) -> ReportService:
        from sdrdesk.core.services.reports import ReportService

        return ReportService(self.store, self.clock, self.settings, _pdf)

    @cached_property
    def goals(self) -> GoalService:
        from sdrdesk.core.services.goals import GoalService

        return GoalService(self.store, self.clock)

    @cached_property
    def reminders(self) -> ReminderService:
        from sdrdesk.core.services.reminders import ReminderService

        return ReminderService(self.store, self.clock, self.settings)

    @cached_property
    def own_reminders(self) -> OwnReminderService:
        from sdrdesk.core.services.own_reminders import OwnReminderService

        return OwnReminderService(self.store, self.clock, self.settings)

    @cached_property
    def answers(self) -> HandoffAnswerService:
        from sdrdesk.core.services.handoff_answers import HandoffAnswerService

        return HandoffAnswerService(self.store, self.clock, self.settings)

    @cached_property
    def not_ready(self) -> NotReadyService:
        from sdrdesk.core.services.not_ready import NotReadyService

        return NotReadyService(self.store, self.clock, self.settings, self.cadences)


def _pdf(html: str, *, title: str, made_at: dt.datetime) -> bytes:
    # Qt only when a paper is written: the command line must run where Qt cannot.
    from sdrdesk.ui.pdf import html_to_pdf

    return html_to_pdf(html, title=title, made_at=made_at)
