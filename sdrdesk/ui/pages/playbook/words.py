"""Cadences in the words of the Playbook page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from sdrdesk.core.domain.cadence import Cadence
from sdrdesk.core.domain.cadence_diff import Difference
from sdrdesk.core.services.cadences import CadenceEntry
from sdrdesk.core.texts import Texts
from sdrdesk.ui.cadence_words import DOT, purpose_name, summary, template_name
from sdrdesk.ui.widgets.cadence_list import CadenceLine


def line_of(entry: CadenceEntry, texts: Texts, *, changed: bool) -> CadenceLine:
    """The line of a cadence in the list of all."""
    tr = QCoreApplication.translate
    c = entry.cadence
    version = tr("PlaybookWords", "version %1").replace("%1", str(c.version))
    chip = tr("PlaybookWords", "Not saved") if changed else tr("PlaybookWords", "Yours") if entry.own else ""
    people = tr("PlaybookWords", "%n people", "", entry.use.running) if entry.use.running else ""
    return CadenceLine(c.key, c.name(texts.language), f"{summary(c, texts)}{DOT}{version}", people, chip, "am" if changed else "ac")


def facts(entry: CadenceEntry | None) -> str:
    """Version, whose it is, and who is on it."""
    tr = QCoreApplication.translate
    if entry is None:
        return tr("PlaybookWords", "New: nothing of it is saved yet.")
    c, use = entry.cadence, entry.use
    parts = [tr("PlaybookWords", "Version %1").replace("%1", str(c.version))]
    parts.append(tr("PlaybookWords", "yours") if entry.own else tr("PlaybookWords", "shipped"))
    if not entry.offered:
        parts.append(tr("PlaybookWords", "retired: nobody is put on it any more"))
    for version, n in sorted(use.on_version.items()):
        parts.append(tr("PlaybookWords", "%n people on version %1", "", n).replace("%1", str(version)))
    if not use.running:
        parts.append(tr("PlaybookWords", "nobody is on it"))
    if use.finished:
        parts.append(tr("PlaybookWords", "%n finished it", "", use.finished))
    return DOT.join(parts)


def step_second(step: Mapping[str, Any], texts: Texts) -> str:
    """Channel, template and how a step goes."""
    tr = QCoreApplication.translate
    parts = [texts(f"channel.{step['channel']}") if texts.has(f"channel.{step['channel']}") else step["channel"]]
    if step["template"]:
        parts.append(template_name(step["channel"], step["template"], texts))
    if step["variants"]:
        parts.append(tr("PlaybookWords", "%n variants", "", len(step["variants"])))
    if step["mode"] == "batch":
        parts.append(texts("step_mode.batch"))
    if step["thread"] == "same":
        parts.append(texts("step_thread.same"))
    return DOT.join(parts)


def difference_words(found: Sequence[Difference], new: Cadence, texts: Texts, names: Mapping[str, Cadence]) -> list[str]:
    """What another version changes, a sentence each."""

    def worded(code: str, value: object, step: object) -> object:
        key = str(value)
        if code == "channel":
            return texts(f"channel.{key}")
        if code in ("template", "variants") and isinstance(step, int):
            channel = new.steps[step - 1].channel.value
            return ", ".join(template_name(channel, k, texts) for k in key.split(", ") if k) or "–"
        if code == "purpose":
            return purpose_name(key, texts)
        if code in ("mode", "thread"):
            return texts(f"step_{code}.{key}")
        if code == "then":
            return names[key].name(texts.language) if key in names else key or "–"
        families = {"leave_stages": "stage", "leave_outcomes": "outcome"}
        if code in families:
            return ", ".join(texts(f"{families[code]}.{k}") for k in key.split(", ") if k) or "–"
        return value if value != "" else "–"

    return [
        texts(
            f"cadence_diff.{d.code}",
            **{name: worded(d.code, v, d.params.get("step")) if name in ("old", "new") else v for name, v in d.params.items()},
        )
        for d in found
    ]
