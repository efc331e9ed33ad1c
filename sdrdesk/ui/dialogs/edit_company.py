"""The facts of a company by hand: industry, size, website, place."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from sdrdesk.ui.context import UiContext
from sdrdesk.ui.dialogs.ask import Ask
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.widgets.text import PlainLabel

FIELDS = ("industry", "size", "website", "city", "region", "country")


class EditCompany(Ask):
    """What is wrong is said in the dialog, and nothing typed is lost."""

    def __init__(self, ctx: UiContext, company_id: int, name: str, values: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Facts of %1").replace("%1", name), self.tr("Keep"), parent)
        self.setObjectName("edit_company")
        self._ctx, self._id = ctx, company_id
        words = {
            "industry": self.tr("Industry"),
            "size": self.tr("Number of people"),
            "website": self.tr("Website"),
            "city": self.tr("City"),
            "region": self.tr("State or region"),
            "country": self.tr("Country"),
        }
        self.fields: dict[str, QLineEdit] = {}
        for field in FIELDS:
            edit = QLineEdit(values.get(field, ""))
            edit.setObjectName(f"company_{field}")
            edit.setAccessibleName(words[field])
            edit.textEdited.connect(lambda _: self.wrong(""))
            self.fields[field] = edit
            self.body.addWidget(PlainLabel(words[field], "t2", 12, 600))
            self.body.addWidget(edit)
        self.fields["industry"].setFocus()

    @Slot()
    def agree(self) -> None:
        """Keep them."""
        values = {field: edit.text() for field, edit in self.fields.items()}
        companies, number = self._ctx.desk.companies, self._id
        self._ctx.runner.op(
            self, lambda: companies.edit(number, values), lambda _: self.accept(), lambda e: self.wrong(sentence(e, self._ctx.texts))
        )
