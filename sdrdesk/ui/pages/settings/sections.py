"""The sections that are plain fields, in order, with their words."""

from __future__ import annotations

import sys

from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QSystemTrayIcon

from sdrdesk.core.domain.profile import SETTINGS
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.pages.settings.editors import (
    DateEditor,
    DaysEditor,
    EmailEditor,
    FolderEditor,
    NumberEditor,
    SegmentsEditor,
    TextEditor,
    TimeEditor,
    ToggleEditor,
)
from sdrdesk.ui.pages.settings.place_editors import CountryEditor, ZoneEditor
from sdrdesk.ui.pages.settings.section import Section
from sdrdesk.ui.widgets.places import system_zone


class Sections(QObject):
    """Makes the sections; a QObject for the sake of ``tr``."""

    def __init__(self, ctx: UiContext) -> None:
        super().__init__()
        self._ctx = ctx
        self._locale = QLocale(ctx.texts.language)

    def _number(self, key: str, suffix: str = "") -> NumberEditor:
        declared = SETTINGS[key]
        return NumberEditor(int(declared.low or 0), int(declared.high or 0), suffix)

    def you(self) -> Section:
        """Who signs the emails."""
        made = Section("you", self.tr("You"), self.tr("Your name and your firm stand in the emails and in the handoffs that you send."))
        made.add("user.name", TextEditor(), self.tr("Name"))
        made.add("user.title", TextEditor(), self.tr("Job title"))
        made.add("user.company", TextEditor(), self.tr("Company"))
        made.add("user.email", EmailEditor(self.tr("This is no email address. It looks like name@company.com.")), self.tr("Email address"))
        made.add("user.phone", TextEditor(), self.tr("Phone"))
        made.add("user.address", TextEditor(), self.tr("Postal address"), self.tr("Many countries ask for it under every sales email."))
        role = SegmentsEditor([("SDR", self.tr("SDR, outbound")), ("MDR", self.tr("MDR, inbound"))])
        made.add(
            "user.role", role, self.tr("Role"), self.tr("An SDR is measured in qualified meetings a month, an MDR in qualified leads.")
        )
        return made

    def time(self) -> Section:
        """When the user works."""
        made = Section(
            "time", self.tr("Working time"), self.tr("Steps fall on your working days; weekends and public holidays are skipped.")
        )
        made.add(
            "user.country",
            CountryEditor(self.tr("No such country. Choose one from the list.")),
            self.tr("Country"),
            self.tr("For public holidays."),
        )
        machine = self.tr("as this computer: %1").replace("%1", system_zone() or "UTC")
        made.add(
            "user.zone", ZoneEditor(self.tr("No such time zone. Type a city and choose from the list."), machine), self.tr("Time zone")
        )
        made.add("user.work_start", TimeEditor(), self.tr("Work starts at"))
        made.add("user.work_end", TimeEditor(), self.tr("Work ends at"))
        made.add("user.workdays", DaysEditor(self._locale, self.tr("At least one day must stay.")), self.tr("Working days"))
        form, today = self.tr("d MMM yyyy"), self._ctx.now().date()
        made.add("user.start_date", DateEditor(self.tr("not set"), today, form, self._locale), self.tr("First day in this job"))
        return made

    def values(self) -> Section:
        """What the templates say of the offer."""
        made = Section(
            "values",
            self.tr("What you sell"),
            self.tr("Templates put these words in. What is empty is asked for before an email goes out."),
        )
        made.add("value.topic", TextEditor(self.tr("such as: invoice approval")), self.tr("Topic"))
        made.add(
            "value.prop",
            TextEditor(self.tr("such as: finance teams close the month three days earlier")),
            self.tr("Value proposition"),
            self.tr("One line: who you help, and how."),
        )
        made.add("value.similar_customers", TextEditor(), self.tr("Customers like them"), self.tr("Two or three names, separated by ;"))
        made.add(
            "value.opt_out",
            TextEditor(),
            self.tr("Opt-out line"),
            self.tr("How somebody can say no. Empty takes the one of the template's language."),
        )
        return made

    def targets(self) -> Section:
        """What a day should bring."""
        made = Section(
            "targets", self.tr("Targets"), self.tr("For one working day; the bar at the bottom and Numbers measure against them.")
        )
        made.add("target.reach", self._number("target.reach"), self.tr("People reached a day"))
        made.add("target.meetings", self._number("target.meetings"), self.tr("Meetings booked a day"))
        made.add("target.leads", self._number("target.leads"), self.tr("Qualified leads a month, for an MDR"))
        return made

    def reminders(self) -> Section:
        """When and how the program reminds."""
        made = Section(
            "reminders",
            self.tr("Reminders"),
            self.tr("Reminders fire while the program runs, also minimised or beside the clock; what was missed comes as one digest."),
        )
        on = self.tr("On")
        made.add(
            "remind.morning_plan",
            ToggleEditor(on),
            self.tr("Plan in the morning"),
            self.tr("At the start of work: how many people are due."),
        )
        made.add(
            "remind.evening_close",
            ToggleEditor(on),
            self.tr("Close in the evening"),
            self.tr("At the end of work: the day's tallies, and its report."),
        )
        made.add("remind.snooze_minutes", self._number("remind.snooze_minutes", self.tr(" min")), self.tr("Snooze puts off by"))
        made.add(
            "remind.sound",
            ToggleEditor(on),
            self.tr("Sound"),
            self.tr("Played by the desktop where it can, else the plain beep of the computer."),
        )
        made.add(
            "remind.quiet",
            ToggleEditor(on),
            self.tr("Do not disturb"),
            self.tr("In these hours nothing reminds; afterwards what was held comes as one digest."),
        )
        made.add("remind.quiet_from", TimeEditor(), self.tr("Do not disturb from"))
        made.add("remind.quiet_to", TimeEditor(), self.tr("Do not disturb until"))
        tray = self.tr("The window hides and reminders go on. Without a tray on this desktop, closing ends the program.")
        made.add("app.keep_in_tray", ToggleEditor(self.tr("Go on beside the clock")), self.tr("When the window is closed"), tray)
        if sys.platform == "linux":
            made.add(
                "app.autostart",
                ToggleEditor(on),
                self.tr("Start with the desktop"),
                self.tr("Beside the clock, or minimised. One file in your autostart folder; switching it off takes the file away."),
            )
        return made

    def ranking(self) -> Section:
        """How the list is put in order."""
        made = Section("list", self.tr("List"))
        why = self.tr(
            "On: the chances behind the order come from benchmarks at first and move towards your own results of the last 90 days as they grow. "
            "Off: benchmarks only. Pinned people stay on top either way."
        )
        made.add("rank.learning", ToggleEditor(self.tr("Learn from my results")), self.tr("Order of the list"), why)
        made.add(
            "cap.calls",
            self._number("cap.calls"),
            self.tr("Calls a day at most"),
            self.tr("0 for no cap. Follow-ups go before first touches."),
        )
        made.add("cap.emails", self._number("cap.emails"), self.tr("Emails a day at most"))
        made.add(
            "score.level", SegmentsEditor(self._levels(), int), self.tr("Lead score from"), self.tr("Fit outranks clicks at every level.")
        )
        made.add(
            "score.assignable",
            self._number("score.assignable"),
            self.tr("Assignable from"),
            self.tr("The score at which a lead counts as assignable."),
        )
        made.add("focus.minutes", self._number("focus.minutes", self.tr(" min")), self.tr("Power hour lasts"))
        return made

    def _levels(self) -> list[tuple[str, str]]:
        return [
            ("1", self.tr("Grade alone")),
            ("2", self.tr("Fit")),
            ("3", self.tr("Fit, intent, activity")),
            ("4", self.tr("My results too")),
        ]

    def plans(self) -> Section:
        """What happens to plans."""
        made = Section("plans", self.tr("Plans"))
        effects = [("step", self.tr("Counts as the step")), ("redate", self.tr("Re-dates the step")), ("stop", self.tr("Stops the plan"))]
        made.add("plan.other_touch", SegmentsEditor(effects), self.tr("A touch outside the plan"))
        made.add(
            "plan.guard_days",
            self._number("plan.guard_days", self.tr(" d")),
            self.tr("Guard on enrolling"),
            self.tr("A plan begins this many days after the person's last touch at the soonest; 0 for no guard."),
        )
        return made

    def sending(self) -> Section:
        """Sending, under the accounts."""
        made = Section("sending", self.tr("Sending"))
        made.add(
            "mail.undo_seconds",
            self._number("mail.undo_seconds", self.tr(" s")),
            self.tr("Time to take back"),
            self.tr("An email waits this long after Send before it leaves; 0 sends at once."),
        )
        return made

    def handoff(self) -> Section:
        """How meetings are passed on."""
        made = Section("handoff", self.tr("Handoff"))
        made.add(
            "handoff.answer_hours",
            self._number("handoff.answer_hours", self.tr(" h")),
            self.tr("Answer expected within"),
            self.tr("The packet asks the account executive to answer by then."),
        )
        days = self.tr(" d")
        for key, words in (
            ("handoff.return_days", self.tr("A returned lead comes back after")),
            ("handoff.lost_days", self.tr("A lost deal comes back after")),
            ("handoff.referral_days", self.tr("Ask for a referral, after a deal is won")),
        ):
            made.add(key, self._number(key, days), words)
        folder = FolderEditor(self.tr("Choose…"), self.tr("Folder for handoff packets"), self.tr("asked for each time"))
        made.add("handoff.folder", folder, self.tr("Folder for packets"))
        return made

    def appearance(self) -> Section:
        """The look."""
        no_tray = self.tr(
            "This desktop has no tray, so there is no icon beside its clock; reminders come in the window and as notifications."
        )
        made = Section("appearance", self.tr("Appearance"), "" if QSystemTrayIcon.isSystemTrayAvailable() else no_tray)
        made.add(
            "app.theme",
            SegmentsEditor([("auto", self.tr("As the system")), ("light", self.tr("Light")), ("dark", self.tr("Dark"))]),
            self.tr("Theme"),
        )
        sizes = SegmentsEditor([("12", self.tr("Small")), ("13", self.tr("Normal")), ("15", self.tr("Large"))], int)
        made.add("app.text_size", sizes, self.tr("Text size"))
        # Each language in its own words, so that everybody finds theirs.
        made.add("user.language", SegmentsEditor([("en", "English"), ("zh_CN", "中文")]), self.tr("Language"))
        return made
