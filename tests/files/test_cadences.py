"""Cadence files: what ships, and what is refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from sdrdesk.core.domain.words import LANGUAGES, Channel
from sdrdesk.core.errors import ValidationError
from sdrdesk.core.files.cadences import Known, purposes, read_cadence, shipped_cadences

GOOD = """
key = "mine"
version = 3
[names]
en = "Mine"
zh_CN = "我的"
[[steps]]
gap_days = 0
channel = "email"
template = "referral"
purpose = "referral_email"
[[steps]]
gap_days = 3
channel = "call"
template = "first_call"
purpose = "call_1"
[[steps]]
gap_days = 5
channel = "im"
purpose = "message"
"""


def _file(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(text, "utf-8")
    return path


def test_shipped_cadences_have_the_days_of_the_plan() -> None:
    """P5 and W5: the days are what people know these plans by."""
    days = {key: [s.day for s in c.steps] for key, c in shipped_cadences().items()}
    assert {key: days[key] for key in ("p5", "p5_calls", "calls_and_emails", "inbound")} == {
        "p5": [1, 3, 7, 14, 30],
        "p5_calls": [1, 3, 7, 14, 30],
        "calls_and_emails": [1, 2, 4, 7, 9, 14],
        "inbound": [1, 2, 3, 6, 10],
    }


def test_shipped_p5_is_five_emails_with_gaps_not_dates() -> None:
    """Rule R7: gaps of 2, 4, 7 and 16 days."""
    p5 = shipped_cadences()["p5"]
    assert [s.gap_days for s in p5.steps] == [0, 2, 4, 7, 16]
    assert {s.channel for s in p5.steps} == {Channel.EMAIL}
    assert [s.template for s in p5.steps] == ["referral", "follow_up_1", "follow_up_2", "break_up", "re_engage"]
    assert [s.no for s in p5.steps] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("key", "channels"),
    [
        ("p5_calls", "email call call email email"),
        ("calls_and_emails", "email call call email call email"),
        ("inbound", "call call email call email"),
    ],
)
def test_shipped_cadences_mix_channels_as_designed(key: str, channels: str) -> None:
    """Inbound answers by telephone first (W6); outbound opens with the referral email."""
    assert [s.channel.value for s in shipped_cadences()[key].steps] == channels.split()


def test_shipped_cadences_are_named_in_both_languages_and_never_touch_twice_a_day() -> None:
    """Rule R6, and no English in a Chinese window."""
    for cadence in shipped_cadences().values():
        assert set(cadence.names) == set(LANGUAGES)
        assert len({s.day for s in cadence.steps}) == len(cadence.steps)
        assert {s.purpose for s in cadence.steps} <= set(purposes())


def test_shipped_cadences_cannot_be_changed_by_a_reader() -> None:
    """The dictionary is the caller's own."""
    shipped_cadences().clear()
    assert shipped_cadences()


def test_read_of_a_good_file_gives_its_steps(tmp_path: Path) -> None:
    """The plain case: keys, names, derived days."""
    cadence = read_cadence(_file(tmp_path, "\ufeff" + GOOD))
    assert (cadence.key, cadence.version, cadence.name("zh_CN")) == ("mine", 3, "我的")
    assert [(s.no, s.gap_days, s.day, s.channel, s.template) for s in cadence.steps] == [
        (1, 0, 1, "email", "referral"),
        (2, 3, 4, "call", "first_call"),
        (3, 5, 9, "im", ""),
    ]


@pytest.mark.parametrize(
    ("old", "new", "code", "step"),
    [
        ("gap_days = 3", "gap_days = -1", "cadence_gap_negative", 2),
        ("gap_days = 0", "gap_days = -1", "cadence_gap_negative", 1),
        ("gap_days = 3", "gap_days = 0", "cadence_same_day", 2),
        ("gap_days = 0", "gap_days = 1", "cadence_first_gap", None),
        ("gap_days = 5", "gap_days = 5000", "cadence_gap_too_long", 3),
        ("gap_days = 5", "gap_days = 1.5", "cadence_unreadable", None),
        ("gap_days = 5", "gap_days = true", "cadence_unreadable", None),
        ("gap_days = 5\n", "", "cadence_unreadable", None),
        ('"referral"', '"raferral"', "cadence_unknown_template", 1),
        ('"referral"', '"first_call"', "cadence_unknown_template", 1),
        ('"first_call"', '"referral"', "cadence_unknown_template", 2),
        ('"im"', '"fax"', "cadence_unknown_channel", 3),
        ('"im"', '"meeting"', "cadence_unknown_channel", 3),
        ('"call_1"', '"call_99"', "cadence_unknown_purpose", 2),
        ('key = "mine"', 'key = "../x"', "cadence_unreadable", None),
        ("version = 3", "version = 0", "cadence_unreadable", None),
        ('en = "Mine"', 'fr = "Mine"', "cadence_no_name", None),
        (GOOD[GOOD.index("[[") :], "", "cadence_no_steps", None),
        (GOOD, 'key = "mine"\nsteps = []\n[names]\nen = "Mine"\n', "cadence_no_steps", None),
        ("[names]", "[names", "cadence_unreadable", None),
        (GOOD, "x" * 70_000, "cadence_unreadable", None),
        (GOOD, "a = " + "[" * 30_000, "cadence_unreadable", None),
    ],
)
def test_read_of_a_bad_file_is_refused_with_the_place(tmp_path: Path, old: str, new: str, code: str, step: int | None) -> None:
    """A plan with a bad step would stop on the day it is due; it is refused when it is read."""
    assert old in GOOD
    with pytest.raises(ValidationError) as refused:
        read_cadence(_file(tmp_path, GOOD.replace(old, new)))
    assert (refused.value.code, refused.value.params.get("step")) == (code, step)
    assert refused.value.params["file"] == "mine.toml"


def test_read_of_a_missing_or_binary_file_is_refused(tmp_path: Path) -> None:
    """A wrong path must read as a sentence, not as a traceback."""
    (tmp_path / "b.toml").write_bytes(b"\xff\xfe\x00")
    for name in ("none.toml", "b.toml"):
        with pytest.raises(ValidationError, match="cadence_unreadable"):
            read_cadence(tmp_path / name)


def test_read_of_a_plan_without_end_is_refused(tmp_path: Path) -> None:
    """Sixty touches are more than any programme of the white paper has."""
    step = '[[steps]]\ngap_days = 1\nchannel = "im"\npurpose = "message"\n'
    with pytest.raises(ValidationError, match="cadence_too_long"):
        read_cadence(_file(tmp_path, GOOD + step * 58))
    assert len(read_cadence(_file(tmp_path, GOOD + step * 57)).steps) == 60


def test_read_with_own_templates_accepts_them(tmp_path: Path) -> None:
    """A user's own template is as good as a shipped one."""
    text = GOOD.replace('"referral"', '"my_letter"')
    assert read_cadence(_file(tmp_path, text), Known(emails={"my_letter"})).steps[0].template == "my_letter"
