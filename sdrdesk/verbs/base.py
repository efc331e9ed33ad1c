"""The parser, the common options, and how results and errors leave the program (see design of the command line in README).

Exit status: 0 done; 1 done in part; 2 wrong usage; 3 refused by a rule; 4 the environment failed. An error is one sentence, with ``--json`` also
``{"error": {"code", "message", "details"}}``.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import logging
import sys
from collections.abc import Callable, Sequence
from enum import Enum
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.table import Table
from typer.main import get_command

from sdrdesk import __version__
from sdrdesk.app import Application, open_application
from sdrdesk.core.domain.when import When, parse_when
from sdrdesk.core.errors import RuleRefusal, SdrDeskError, UserError, ValidationError
from sdrdesk.core.texts import Texts

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="SDR Desk: who next, what do I say, is this lead ready, how am I doing?",
    epilog="Without a command the window opens. --quick-add [TEXT] opens its line for what comes to mind, also in one that is open already; "
    "--in-background starts it beside the clock.",
    rich_markup_mode=None,
)
errors_out = Console(stderr=True)


class Session:
    """The options of this run, and the profile once it is needed."""

    def __init__(self) -> None:
        self.profile: Path | None = None
        self.lang: str | None = None
        self.now: str | None = None
        self.json = False
        self.quiet = False
        self._application: Application | None = None
        self.status = 0

    @property
    def desk(self) -> Application:
        """The open profile."""
        if self._application is None:
            self._application = open_application(self.profile, now=self.now, language=self.lang)
        return self._application

    @property
    def texts(self) -> Texts:
        """Words in the language asked for, else the profile's."""
        if self.lang:
            return Texts(self.lang)
        return self._application.texts if self._application is not None else Texts("en")

    def when(self, typed: str) -> When:
        """A time as people type it, in the user's zone and their order of day and month (rule R5)."""
        profile = self.desk.settings.profile()
        return parse_when(typed, self.desk.clock.now().astimezone(profile.zone), month_first=profile.month_first)

    def close(self) -> None:
        """Let go of the profile."""
        if self._application is not None:
            self._application.close()
            self._application = None

    def emit(self, document: object, human: Callable[[Console], None] | str = "") -> None:
        """One JSON document with ``--json``, else what a person reads."""
        if self.json:
            print(json.dumps(document, ensure_ascii=False, default=plain, indent=2))
        elif not self.quiet:
            # Wide enough never to cut a value when the output goes to a file or a pipe.
            console = Console(soft_wrap=True) if sys.stdout.isatty() else Console(width=200, soft_wrap=True)
            if callable(human):
                human(console)
            elif human:
                console.print(human, markup=False, highlight=False)

    def say_error(self, error: SdrDeskError) -> None:
        """One sentence on standard error; with ``--json`` also the document."""
        message = error_sentence(error, self.texts)
        if self.json:
            details = {
                k: plain(v) if not isinstance(v, str | int | float | list | tuple | dict | bool | None) else v
                for k, v in error.params.items()
            }
            print(json.dumps({"error": {"code": error.code, "message": message, "details": details}}, ensure_ascii=False, default=plain))
        errors_out.print(message, markup=False, highlight=False, soft_wrap=True)


session = Session()


def plain(value: object) -> object:
    """A value as JSON knows it."""
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, SdrDeskError):
        return value.code
    return str(value)


def error_sentence(error: SdrDeskError, texts: Texts) -> str:
    """The sentence of an error; what is missing for a handoff is worded item by item."""
    params = dict(error.params)
    missing = params.get("missing")
    if isinstance(missing, list | tuple):
        params["missing"] = missing_words(missing, texts)
    if error.code == "undo_conflict":
        params["op"] = texts(
            f"op.{params['op']}", n="", name="", file="", outcome="", letter="", signal="", ae="", handoff_state="", reminder_step=""
        ).strip(" :：")
    sentence = texts(f"error.{error.code}", **params)
    return f"{sentence} [{error.params['rule']}]" if isinstance(error, RuleRefusal) and "rule" in error.params else sentence


def missing_words(missing: Sequence[Any], texts: Texts) -> str:
    """``("strong_needed", "need")`` and the like, in words."""
    return ", ".join(missing_item(m, texts) if isinstance(m, tuple | list) else str(m) for m in missing)


def missing_item(item: Sequence[str], texts: Texts) -> str:
    """One thing that is missing, in words."""
    code, detail = item[0], item[1]
    return texts(f"missing.{code}", letter=detail, n=detail, flag=detail, own=detail)


def table(console: Console, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A plain readable table."""
    shown = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        shown.add_column(column, no_wrap=False)
    for row in rows:
        shown.add_row(*(str(cell) for cell in row))
    console.print(shown, markup=False)


@app.callback()
def common(
    profile: Path = typer.Option(None, help="Folder of the profile (default: the platform's data folder, or SDRDESK_PROFILE)."),
    lang: str = typer.Option(None, help="en or zh_CN (default: the profile's)."),
    now: str = typer.Option(None, help="Run as if at this moment (ISO 8601)."),
    as_json: bool = typer.Option(False, "--json", help="One JSON document on standard output."),
    quiet: bool = typer.Option(False, "--quiet", help="Say nothing but errors."),
) -> None:
    """Options that every verb takes, before or after it."""
    if lang is not None and lang not in ("en", "zh_CN"):
        raise ValidationError("language_unknown", field="lang", value=lang)
    session.profile, session.lang, session.now, session.json, session.quiet = profile, lang, now, as_json, quiet


def run_verb(arguments: list[str]) -> int:
    """Parse and run one verb; gives the exit status."""
    # Loaded here so that each family can import this module for the parser.
    from sdrdesk.verbs import (  # noqa: F401
        accounts,
        company,
        data,
        executives,
        handing,
        ideal,
        leads,
        mail,
        mailin,
        people,
        plan,
        ready,
        received,
        reminding,
        reporting,
        sending,
        setting_back,
        standard,
        templates,
    )

    global session
    session.__init__()  # type: ignore[misc]
    session.json = "--json" in arguments
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    command = get_command(app)
    try:
        result = command.main(args=arguments, prog_name="sdrdesk", standalone_mode=False)
        return int(result) if isinstance(result, int) and result else session.status
    except SdrDeskError as error:
        session.say_error(error)
        return error.exit_status if not isinstance(error, UserError) or error.exit_status != 1 else 2
    except Exception as error:
        return _usage(error)
    finally:
        session.close()


def _usage(error: Exception) -> int:
    """Click's own complaints are wrong usage; anything else is a bug and keeps its traceback."""
    show = getattr(error, "format_message", None)
    if show is None:
        if type(error).__name__ in ("Abort", "Exit"):
            return int(getattr(error, "exit_code", 1))
        raise error
    message = str(show())
    if session.json:
        print(json.dumps({"error": {"code": "usage", "message": message, "details": {}}}, ensure_ascii=False))
    errors_out.print(message, markup=False, highlight=False)
    return 2


@app.command()
def version() -> None:
    """Say which version this is."""
    from sqlcipher3 import dbapi2

    document = {"version": __version__, "python": sys.version.split()[0], "sqlite": dbapi2.sqlite_version}
    session.emit(document, f"SDR Desk {__version__}, Python {document['python']}, SQLite {document['sqlite']}")
