"""A template while it is edited: the text as it stands, and how it is kept. No Qt here."""

from __future__ import annotations

from dataclasses import replace

from sdrdesk.core.render.book import TemplateText, tidied


class TemplateDraft:
    """Edits of one text that are not kept yet.

    Args:
        text: as it stands.
        kept: as it is kept; None when all of it is new.
    """

    def __init__(self, text: TemplateText, kept: TemplateText | None) -> None:
        self.text = text
        self.kept = kept
        self.name = text.key
        """Of a new one: what was typed for its name."""

    @property
    def is_new(self) -> bool:
        """Nothing of it is kept."""
        return self.kept is None

    @property
    def changed(self) -> bool:
        """Is there anything to keep?"""
        return self.kept is None or tidied(self.text) != tidied(self.kept)

    def put(self, subject: str, body: str) -> None:
        """Other words."""
        self.text = replace(self.text, subject=subject, body=body)

    def follow(self, kept: TemplateText) -> None:
        """It is kept otherwise now; what was not edited follows."""
        if not self.changed:
            self.text = kept
        self.kept = kept

    def discard(self) -> None:
        """Back to how it is kept."""
        if self.kept is not None:
            self.text = self.kept
