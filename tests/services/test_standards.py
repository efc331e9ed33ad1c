"""Standards in versions (rules R23-R25): the newest holds, the earlier ones stay, and Ctrl+Z takes a change back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from sdrdesk.app import Application
from sdrdesk.core.errors import NotFound, ValidationError
from sdrdesk.core.services.standards import StandardService, text_of
from tests.support.profile import reopen


def words(body: Mapping[str, Any]) -> str:
    """A kind whose body is one text."""
    return text_of(body, "words", 20)


@pytest.fixture
def standards(desk: Application) -> Iterator[StandardService]:
    yield StandardService(desk.store, {"plain": words})


def test_nothing_changed_means_that_what_ships_holds(standards: StandardService) -> None:
    assert standards.current("plain") is None
    assert standards.versions("plain") == []


def test_each_change_makes_the_next_version_and_the_same_again_makes_none(standards: StandardService) -> None:
    assert [standards.save("plain", {"words": w}).value for w in ("one", "two", "two", "one")] == [1, 2, 2, 3]
    held = standards.current("plain")
    assert held is not None and (held.version, held.body) == (3, {"words": "one"})
    assert [v.version for v in standards.versions("plain")] == [3, 2, 1]


def test_an_earlier_version_comes_back_as_the_next_one(standards: StandardService) -> None:
    for w in ("one", "two"):
        standards.save("plain", {"words": w})
    assert standards.bring_back("plain", 1).value == 3
    held = standards.current("plain")
    assert held is not None and held.body == {"words": "one"}
    with pytest.raises(NotFound):
        standards.bring_back("plain", 9)


@pytest.mark.parametrize("body", [{}, {"words": " "}, {"words": "x" * 21}, {"words": 3}])
def test_what_cannot_be_is_refused_and_nothing_is_kept(standards: StandardService, body: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        standards.save("plain", body)
    with pytest.raises(NotFound):
        standards.save("other", {"words": "one"})
    assert standards.versions("plain") == []


def test_a_version_survives_a_restart_and_undo_takes_it_back(desk: Application, standards: StandardService) -> None:
    standards.save("plain", {"words": "one"})
    standards.save("plain", {"words": "two"})
    folder: Path = desk.paths.root
    desk.close()
    again = reopen(folder)
    try:
        later = StandardService(again.store, {"plain": words})
        held = later.current("plain")
        assert held is not None and held.version == 2
        again.undo.undo()
        held = later.current("plain")
        assert held is not None and held.body == {"words": "one"}
    finally:
        again.close()
