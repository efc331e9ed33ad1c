"""Templates in the words of the Playbook page."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from sdrdesk.core.render.book import VOICEMAIL, TemplateText
from sdrdesk.core.render.checker import FILTERS
from sdrdesk.core.render.variables import LISTS, VARIABLES
from sdrdesk.core.services.templates import TemplateEntry
from sdrdesk.core.texts import Texts
from sdrdesk.ui.cadence_words import DOT, template_name
from sdrdesk.ui.widgets.cadence_list import CadenceLine
from sdrdesk.ui.widgets.source_edit import Offer

_NAMED = 3
"""Cadences that are named; the others are counted."""

_TAG_WORDS = ("if", "elif", "else", "endif", "for", "endfor", "and", "or", "not", "in")


def name_of(text: TemplateText, texts: Texts) -> str:
    """The name of a template; of an answer, what the person says."""
    if text.kind == "talk" and text.key == VOICEMAIL:
        return texts("template_name.voicemail")
    return template_name(text.kind, text.key, texts)


def place_key(text: TemplateText) -> str:
    """Key of its line in the list; a language has a list of its own."""
    return f"{text.kind}:{text.key}"


def line_of(entry: TemplateEntry, texts: Texts, *, changed: bool) -> CadenceLine:
    """The line of a template in the list of all."""
    tr = QCoreApplication.translate
    chip = tr("TemplateWords", "Not saved") if changed else tr("TemplateWords", "Yours") if entry.own else ""
    first = entry.text.subject or next(iter(entry.text.body.splitlines()), "")
    side = tr("TemplateWords", "steps: %1").replace("%1", str(len(entry.uses))) if entry.uses else ""
    return CadenceLine(place_key(entry.text), name_of(entry.text, texts), first, side, chip, "am" if changed else "ac")


def facts(entry: TemplateEntry | None, cadence_names: dict[str, str]) -> str:
    """Whose it is, which version, and which steps use it."""
    tr = QCoreApplication.translate
    if entry is None:
        return tr("TemplateWords", "New: nothing of it is saved yet.")
    yours = tr("TemplateWords", "your version %1").replace("%1", str(entry.version))
    parts = [yours if entry.own else tr("TemplateWords", "shipped")]
    if entry.text.kind == "talk":
        parts.append(tr("TemplateWords", "at hand in every call"))
        return DOT.join(parts)
    steps: dict[str, list[str]] = {}
    for use in entry.uses:
        steps.setdefault(use.cadence, []).append(str(use.step))
    said = [
        tr("TemplateWords", "%1, step %2").replace("%1", cadence_names.get(key, key)).replace("%2", ", ".join(dict.fromkeys(numbers)))
        for key, numbers in steps.items()
    ]
    words = "; ".join(said[:_NAMED])
    if len(said) > _NAMED:
        words = tr("TemplateWords", "%1 and %2 more cadences").replace("%1", words).replace("%2", str(len(said) - _NAMED))
    parts.append(tr("TemplateWords", "used by %1").replace("%1", words) if said else tr("TemplateWords", "no step uses it"))
    return DOT.join(parts)


def offers(texts: Texts) -> list[Offer]:
    """What the editor completes."""
    lists = [Offer(name, "variable", texts(f"variable.{name}")) for name in VARIABLES]
    filters = [
        Offer(name, "filter", texts(f"template_filter.{name}"), 'default("")' if name == "default" else "") for name in sorted(FILTERS)
    ]
    loop = f"for name in {next(iter(sorted(LISTS)))}"
    return [*lists, *filters, *(Offer(word, "word", "", loop if word == "for" else "") for word in _TAG_WORDS)]
