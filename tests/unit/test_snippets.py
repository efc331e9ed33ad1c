"""A snippet is filled without reading anything of a value, and its stops stand where the text is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdrdesk.core.render.snippets import checked, expand
from sdrdesk.core.services.snippets import shipped_snippets


def test_stops_come_in_their_order_and_the_last_is_the_end() -> None:
    made = expand("At ${2:two} or ${1:one} {{ first_name }}?", {"first_name": "Ann"})
    assert made.text == "At two or one Ann?"
    assert [made.text[s.start : s.start + s.length] for s in made.stops] == ["one", "two", ""]
    assert made.stops[-1].start == len(made.text)
    assert [s.start for s in expand("a${0}b", {}).stops] == [1]


def test_a_missing_value_is_a_slot() -> None:
    assert expand("For {{ topic }}", {}).text == "For ⟦topic⟧"


@given(st.text(max_size=60))
def test_nothing_in_a_value_is_read(value: str) -> None:
    made = expand("${1:x}{{ topic }}", {"topic": value})
    assert made.text == "x" + (" ".join(value.replace("⟦", "").replace("⟧", "").split()) or "⟦topic⟧")
    assert len(made.stops) == 2


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_shipped_snippets_are_sound_and_the_same_in_both_languages(language: str) -> None:
    for body in shipped_snippets(language).values():
        assert checked(body) == body
    assert set(shipped_snippets("en")) == set(shipped_snippets("zh_CN"))
