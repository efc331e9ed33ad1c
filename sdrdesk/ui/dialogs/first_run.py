"""The first screen of all: language, who works here, how, and what they sell. One screen; everything can be changed later."""

from __future__ import annotations

import datetime as dt
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QDate, QEvent, QLocale, Qt, QTime, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sdrdesk.core.domain.cleaning import clean_email
from sdrdesk.ui.dialogs.first_run_parts import ROLES, RoleCard, SidePanel
from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.form import CalmDate, CalmTime, FormField, GrowingDialog
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.places import CountryCombo, ZoneCombo, system_country, system_zone
from sdrdesk.ui.widgets.segmented import SegmentedControl, SegmentSpec
from sdrdesk.ui.widgets.text import PlainLabel

LINES = {
    "user.name": "first_name",
    "user.company": "first_company",
    "user.email": "first_email",
    "value.topic": "first_topic",
    "value.similar_customers": "first_customers",
    "value.prop": "first_prop",
}


class FirstRunDialog(GrowingDialog):
    """Asks what the program must know before the first day; ``values`` are settings by key.

    Args:
        parent: the window, if there is one.
        language: en or zh_CN, in which it opens.
        today: the day that is offered as the start date; the machine's when not given.

    Signals:
        language_chosen: a language that a person chose; whoever hears it installs the translator, and the dialog follows.
    """

    language_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None, language: str = "en", *, today: dt.date | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("first_run")
        self.wants_sample = False
        self._language = language
        self.fields: dict[str, FormField] = {}
        self.lines: dict[str, QLineEdit] = {}
        self._make_editors(today or dt.date.today())
        self._lay_out()
        self._connect()
        self._retranslate()
        self.resize(current().px(1040), current().px(640))

    @classmethod
    def ask(cls, parent: QWidget | None, language: str) -> FirstRunDialog | None:
        """Show it and wait; None when the person closed it without an answer."""
        dialog = cls(parent, language)
        return dialog if dialog.exec() else None

    def values(self) -> dict[str, object]:
        """The answers as settings by key, ready for ``settings.change``."""
        found: dict[str, object] = {key: line.text().strip() for key, line in self.lines.items()}
        address, _ = clean_email(self.lines["user.email"].text())
        found["user.email"] = address or ""
        found["user.language"] = self._language
        found["user.role"] = next((role for role in ROLES if self.roles[role].button.isChecked()), ROLES[0])
        found["user.country"] = self.country.code() or ""
        found["user.zone"] = self.zone.zone() or ""
        found["user.work_start"] = self.start.time().toString("HH:mm")
        found["user.work_end"] = self.end.time().toString("HH:mm")
        found["user.start_date"] = self.begins.date().toString(Qt.DateFormat.ISODate)
        return found

    def problems(self) -> dict[str, str]:
        """What is wrong, by field, in words; empty when the desk can start."""
        found: dict[str, str] = {}
        if not self.lines["user.name"].text().strip():
            found["user.name"] = self.tr("Type your name: it stands under every email you send.")
        typed = self.lines["user.email"].text().strip()
        if typed and clean_email(typed)[0] is None:
            found["user.email"] = self.tr("This is no email address. It looks like name@company.com; leave it empty if you want.")
        if self.country.code() is None:
            found["user.country"] = self.tr("No such country. Choose one from the list, or leave it empty.")
        if not self.zone.zone():
            found["user.zone"] = self.tr("Choose your time zone from the list; type a city to find it.")
        if self.start.time() >= self.end.time():
            found["hours"] = self.tr("The day must end after it starts.")
        return found

    # --- building ----------------------------------------------------------------------------------------------------------

    def _make_editors(self, today: dt.date) -> None:
        self.languages = SegmentedControl([SegmentSpec("en", "English"), SegmentSpec("zh_CN", "中文")])
        self.languages.setObjectName("first_language")
        self.languages.set_value(self._language)
        for key, name in LINES.items():
            line = QLineEdit()
            line.setObjectName(name)
            line.textEdited.connect(partial(self._forgive, key))
            self.lines[key] = line
            self.fields[key] = FormField(line, name)
        self.roles = {role: RoleCard(role) for role in ROLES}
        self._role_group = QButtonGroup(self)
        for card in self.roles.values():
            self._role_group.addButton(card.button)
        self.roles[ROLES[0]].button.setChecked(True)
        self.country, self.zone = CountryCombo(), ZoneCombo()
        self.country.setObjectName("first_country")
        self.zone.setObjectName("first_zone")
        self.country.set_code(system_country())
        self.zone.set_zone(system_zone())
        self.start, self.end, self.begins = CalmTime(), CalmTime(), CalmDate()
        for editor, name in ((self.start, "first_work_start"), (self.end, "first_work_end"), (self.begins, "first_start_date")):
            editor.setObjectName(name)
        self.start.setTime(QTime(9, 0))
        self.end.setTime(QTime(18, 0))
        self.begins.setDate(QDate(today.year, today.month, today.day))
        hours = QWidget()
        row = QHBoxLayout(hours)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._to = PlainLabel("", "t2", 12)
        for part in (self.start, self._to, self.end):
            row.addWidget(part, 0 if part is self._to else 1)
        for key, widget in (("user.country", self.country), ("user.zone", self.zone), ("hours", hours), ("user.start_date", self.begins)):
            self.fields[key] = FormField(widget, f"first_{key.rpartition('.')[2]}")

    def _lay_out(self) -> None:
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._side = SidePanel()
        whole.addWidget(self._side)
        form = QVBoxLayout()
        form.setContentsMargins(32, 20, 32, 20)
        form.setSpacing(0)
        head = QHBoxLayout()
        self._title = PlainLabel("", "t1", 18, 600)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.languages)
        form.addLayout(head)
        form.addSpacing(14)
        form.addLayout(self._make_grid())
        form.addSpacing(16)
        form.addStretch(1)
        form.addLayout(self._make_buttons())
        whole.addLayout(form, 1)

    def _make_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.fields["user.name"], 0, 0)
        grid.addWidget(self.fields["user.company"], 0, 1)
        for at, card in enumerate(self.roles.values()):
            grid.addWidget(card, 1, at)
        for at, key in enumerate(("user.email", "user.start_date", "user.country", "user.zone", "hours")):
            grid.addWidget(self.fields[key], 2 + at // 2, at % 2)
        self._sell = PlainLabel("", "t1", 13, 600)
        self._sell_why = PlainLabel("", "t3", 12, wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.setContentsMargins(0, 8, 0, 0)
        words.addWidget(self._sell)
        words.addWidget(self._sell_why)
        grid.addLayout(words, 5, 0, 1, 2)
        grid.addWidget(self.fields["value.topic"], 6, 0)
        grid.addWidget(self.fields["value.similar_customers"], 6, 1)
        grid.addWidget(self.fields["value.prop"], 7, 0, 1, 2)
        return grid

    def _make_buttons(self) -> QHBoxLayout:
        self.sample_button, self.start_button = KeyButton(), KeyButton("", "primary")
        self.sample_button.setObjectName("first_sample")
        self.start_button.setObjectName("first_start")
        self.start_button.set_keys("Ctrl+Return")
        self.start_button.setDefault(True)
        self._missing = PlainLabel("", "red", 12, wrap=True)
        self._missing.setObjectName("first_missing")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._missing, 1)
        row.addWidget(self.sample_button)
        row.addWidget(self.start_button)
        return row

    def _connect(self) -> None:
        self.languages.changed.connect(self._on_language)
        self.country.currentTextChanged.connect(partial(self._forgive, "user.country"))
        self.zone.currentTextChanged.connect(partial(self._forgive, "user.zone"))
        self.start.timeChanged.connect(partial(self._forgive, "hours"))
        self.end.timeChanged.connect(partial(self._forgive, "hours"))
        self.sample_button.clicked.connect(self._show_sample)
        self.start_button.clicked.connect(self._start)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._start)
        order: list[QWidget] = [
            self.lines["user.name"],
            self.lines["user.company"],
            *(card.button for card in self.roles.values()),
            self.lines["user.email"],
            self.begins,
            self.country,
            self.zone,
            self.start,
            self.end,
            self.lines["value.topic"],
            self.lines["value.similar_customers"],
            self.lines["value.prop"],
            self.sample_button,
            self.start_button,
            self.languages.segment("en"),
            self.languages.segment("zh_CN"),
        ]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    # --- words -------------------------------------------------------------------------------------------------------------

    def _retranslate(self) -> None:
        """All words anew, in the language whose translator is installed."""
        self.setWindowTitle(self.tr("Welcome to SDR Desk"))
        self._title.setText(self.tr("Set up your desk"))
        self._side.retranslate()
        self.languages.setAccessibleName(self.tr("Language"))
        self.roles["SDR"].set_words(self.tr("You open doors: outbound, measured in qualified meetings a month."))
        self.roles["MDR"].set_words(self.tr("You answer interest: inbound, measured in qualified leads a month."))
        self._field_words()
        self._to.setText(self.tr("to"))
        self.start.setAccessibleName(self.tr("Work starts at"))
        self.end.setAccessibleName(self.tr("Work ends at"))
        self._sell.setText(self.tr("What you sell"))
        self._sell_why.setText(self.tr("Optional. Templates use these words; what is missing is asked for before an email goes out."))
        self.sample_button.set_words(self.tr("Show me with sample data"))
        self.start_button.set_words(self.tr("Start"))
        self.begins.setLocale(QLocale(self._language))
        self.begins.setDisplayFormat(self.tr("d MMM yyyy"))
        if self._missing.text():
            self._show_problems(self.problems())

    def _field_words(self) -> None:
        fields, lines = self.fields, self.lines
        fields["user.name"].set_words(self.tr("Your name"))
        fields["user.company"].set_words(self.tr("Company"))
        fields["user.email"].set_words(self.tr("Your email address"))
        fields["user.country"].set_words(self.tr("Country, for public holidays"))
        fields["user.zone"].set_words(self.tr("Time zone"))
        fields["hours"].set_words(self.tr("Working hours"))
        fields["user.start_date"].set_words(self.tr("First day in this job"))
        fields["value.topic"].set_words(self.tr("Topic"))
        fields["value.similar_customers"].set_words(self.tr("Customers like the ones you call"))
        fields["value.prop"].set_words(self.tr("Value proposition, in one line"))
        lines["value.topic"].setPlaceholderText(self.tr("such as: invoice approval"))
        lines["value.similar_customers"].setPlaceholderText(self.tr("two or three names, separated by ;"))
        lines["value.prop"].setPlaceholderText(self.tr("such as: finance teams close the month three days earlier"))

    # --- what happens ------------------------------------------------------------------------------------------------------

    @Slot(str)
    def _on_language(self, language: str) -> None:
        self._language = language
        self.language_chosen.emit(language)
        # The translator of English is none at all; Qt then announces no change when none was installed.
        self._retranslate()

    def _forgive(self, key: str, _value: object = None) -> None:
        """Who mends a field need not look at its error meanwhile."""
        self.fields[key].set_error("")
        self._missing.setText("")

    def _show_problems(self, problems: dict[str, str]) -> None:
        for key, field in self.fields.items():
            field.set_error(problems.get(key, ""))
        self._missing.setText(self.tr("Some answers need a look before you can start.") if problems else "")

    @Slot()
    def _start(self) -> None:
        problems = self.problems()
        self._show_problems(problems)
        if not problems:
            self.accept()
            return
        editor = self.fields[next(key for key in self.fields if key in problems)].editor
        (self.start if "hours" in problems and len(problems) == 1 else editor).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _show_sample(self) -> None:
        self.wants_sample = True
        self.accept()

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "start_button"):
            self._retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Escape would close the program with all that was typed; the window's own button still does.
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.lines["user.name"].setFocus(Qt.FocusReason.OtherFocusReason)
