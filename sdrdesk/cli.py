"""The command line: the same services without a window (a public interface; its JSON only ever grows keys).

Imports inside functions are meant here: ``sdrdesk today`` must not pay for what ``sdrdesk handoff`` needs, and the window must not pay
for either.
"""

from __future__ import annotations

import contextlib
import sys

COMMON = {"--profile": True, "--lang": True, "--now": True, "--json": False, "--quiet": False}
"""Options of every verb, and whether each takes a value; they may stand before or after the verb."""

WINDOW_ONLY = ("--quick-add", "--in-background")
"""Options of the window: a line for what comes to mind, perhaps with its words; and the start with the desktop session."""


def hoist(arguments: list[str]) -> list[str]:
    """Move the common options to the front, where the parser expects them; what follows ``--`` is left alone."""
    front: list[str] = []
    rest: list[str] = []
    it = iter(arguments)
    for argument in it:
        name, equals, _ = argument.partition("=")
        if argument == "--":
            rest += [argument, *it]
        elif name in COMMON:
            front.append(argument)
            if COMMON[name] and not equals:
                front += [value] if (value := next(it, None)) is not None else []
        else:
            rest.append(argument)
    return front + rest


def run(arguments: list[str]) -> int:
    """Run one command; gives the exit status."""
    hoisted = hoist(arguments)
    if opens_window(hoisted):
        return window(hoisted)
    from sdrdesk.verbs import run_verb

    with contextlib.suppress(BrokenPipeError):
        return run_verb(hoisted)
    return 0


def opens_window(hoisted: list[str]) -> bool:
    """No verb (common options, and those of the window): the window, without loading the parser of the verbs."""
    it = iter(hoisted)
    for argument in it:
        name, equals, _ = argument.partition("=")
        if name in WINDOW_ONLY:
            return True
        if name not in COMMON:
            return False
        if COMMON[name] and not equals:
            next(it, None)
    return True


def window(hoisted: list[str]) -> int:
    """Open the window with the common options."""
    import argparse
    from pathlib import Path

    from sdrdesk.core.errors import SdrDeskError
    from sdrdesk.window import run_window

    parser = argparse.ArgumentParser(prog="sdrdesk", add_help=False)
    for name, takes_value in COMMON.items():
        parser.add_argument(name, action="store" if takes_value else "store_true")
    parser.add_argument("--quick-add", nargs="?", const="")
    parser.add_argument("--in-background", action="store_true")
    options = parser.parse_args(hoisted)
    try:
        return run_window(
            Path(options.profile) if options.profile else None,
            now=options.now,
            language=options.lang,
            quick_add=options.quick_add,
            in_background=options.in_background,
        )
    except SdrDeskError as error:
        from sdrdesk.core.texts import Texts

        print(Texts(options.lang or "en")(f"error.{error.code}", **error.params), file=sys.stderr)
        return error.exit_status
