"""What the composer is given with an email, beside the email itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from sdrdesk.core.services.mail_drafts import MailDraft


@dataclass(frozen=True, slots=True)
class Around:
    """What was read together with a composed email.

    Attributes:
        templates: (key, name) of those of the person's language.
        has_account: it can be sent from here.
        sender: the From line as it will be read.
        morning: their next morning at work.
        zone: theirs.
        snippets: code to text.
        draft: what the user was writing.
        fills: values that could stand in a slot, by its name.
    """

    templates: tuple[tuple[str, str], ...] = ()
    has_account: bool = False
    sender: str = ""
    morning: dt.datetime | None = None
    zone: dt.tzinfo = dt.UTC
    snippets: Mapping[str, str] = field(default_factory=dict)
    draft: MailDraft | None = None
    fills: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
