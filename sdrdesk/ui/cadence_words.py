"""A cadence in a few words, the same wherever one is chosen or edited."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from sdrdesk.core.domain.cadence import Cadence
from sdrdesk.core.domain.words import Channel
from sdrdesk.core.render.scripts import Objection
from sdrdesk.core.texts import Texts

DOT = " · "
_NAMES = {Channel.CALL.value: "call_template", "talk": "objection", Channel.IM.value: "", Channel.SOCIAL.value: "", "message": ""}
"""Families of names in the text catalogue; messages are the user's own and have none."""


def summary(cadence: Cadence, texts: Texts) -> str:
    """Touches, days and channels."""
    tr = QCoreApplication.translate
    days = cadence.steps[-1].day if cadence.steps else 0
    return DOT.join(
        [
            tr("CadenceWords", "%n touches", "", len(cadence.steps)),
            tr("CadenceWords", "%n days", "", days),
            channels((s.channel.value for s in cadence.steps), texts),
        ]
    )


def channels(keys: Iterable[str], texts: Texts) -> str:
    """Channels in words, each once."""
    return ", ".join(texts(f"channel.{key}") for key in dict.fromkeys(keys))


def template_name(channel: str, key: str, texts: Texts) -> str:
    """The name of a template or of a call opening; a key without a name is shown readably."""
    code = f"{_NAMES.get(channel, 'template')}.{key}"
    return texts(code) if texts.has(code) else key.replace("_", " ")


def heard(objection: Objection, texts: Texts) -> str:
    """What the person says against it, in a few words; the user's own ones as they were written."""
    code = f"objection.{objection.key}"
    return texts(code) if texts.has(code) else objection.heard


def purpose_name(key: str, texts: Texts) -> str:
    """The name of a step."""
    return texts(f"step.{key}") if texts.has(f"step.{key}") else key.replace("_", " ")
