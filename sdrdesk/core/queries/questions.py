"""The call scripts with the questions that hold (rule R22, seed W20)."""

from __future__ import annotations

import json
from dataclasses import replace

from sqlalchemy import Connection, select

from sdrdesk.core.domain.questions import questions_from
from sdrdesk.core.render.scripts import Scripts, load_scripts
from sdrdesk.core.store.ready_tables import standard

KIND = "questions"


def asked_in(s: Connection, scripts: Scripts) -> Scripts:
    """The scripts with the user's own questions in the places of the shipped ones."""
    c = standard.c
    body = s.execute(select(c.body).where(c.kind == KIND).order_by(c.version.desc()).limit(1)).scalar()
    if body is None:
        return scripts
    own = questions_from(json.loads(body)).get(scripts.language, {})
    return replace(scripts, questions={**scripts.questions, **own})


def questions_in(s: Connection, language: str) -> Scripts:
    """The scripts of a language with the questions that hold."""
    return asked_in(s, load_scripts(language))
