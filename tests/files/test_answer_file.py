"""answer.json as hands and hostile ones leave it: whatever can be read is read, and everything else is a sentence with what and where."""

from __future__ import annotations

import codecs
import contextlib
import datetime as dt
import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdrdesk.app import Application
from sdrdesk.core.errors import FileUnreadable, NotFound, SdrDeskError, ValidationError
from sdrdesk.core.files.answer_file import MOST_BYTES, read_answer, read_answer_bytes
from sdrdesk.core.texts import Texts
from tests.services.test_handoff_answers import hand_over
from tests.support.profile import NEW_YORK, dump, one

FORM: dict[str, Any] = {
    "schema": "sdrdesk.answer/1",
    "handoff_id": 5,
    "uid": "handoff-5-abc@sdrdesk.invalid",
    "answer": "accepted",
    "reason": "没有预算",
}


def read(data: bytes | str) -> Any:
    """A file's bytes as an answer."""
    return read_answer_bytes(data.encode() if isinstance(data, str) else data, "answer.json", NEW_YORK)


PLAIN = json.dumps(FORM, ensure_ascii=False, indent=2)


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.encode(), codecs.BOM_UTF8 + PLAIN.encode(), PLAIN.encode("gb18030"), PLAIN.encode("utf-16"), PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace('"没有预算"\n', '"没有预算",\n').encode(), PLAIN.replace('"accepted"', "“accepted”").encode(), PLAIN.replace('"', "”").encode(),
        PLAIN.replace('"answer":', '"answer"：').encode(), PLAIN.replace('"answer"', '"Answer "').encode(), PLAIN.replace('"accepted",', '"accepted"，').encode(),
        PLAIN.replace("5,", '"5",').encode(),
    ],
)  # fmt: skip
def test_what_hands_and_editors_do_to_it_is_read(data: bytes) -> None:
    """Notepad, WPS, Word and a Chinese keyboard: nobody should have to know JSON to say yes."""
    found = read(data)
    assert (found.answer, found.reason, found.handoff_id, found.uid) == ("accepted", "没有预算", 5, FORM["uid"])


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2026-11-23T09:00:00-05:00", dt.datetime(2026, 11, 23, 9, tzinfo=NEW_YORK)), ("2026-11-23", dt.datetime(2026, 11, 23, tzinfo=NEW_YORK)),
        ("2026/11/23", dt.datetime(2026, 11, 23, tzinfo=NEW_YORK)), ("2026年11月23日", dt.datetime(2026, 11, 23, tzinfo=NEW_YORK)), ("2026-11-23 09:00", dt.datetime(2026, 11, 23, 9, tzinfo=NEW_YORK)),
        ("Monday", None), ("2026-13-45", None), ("", None), ("9999-12-31T23:59:59-12:00", None),
    ],
)  # fmt: skip
def test_times_as_people_write_them(said: str, expected: dt.datetime | None) -> None:
    """What is no time is kept to be said, and loses no answer."""
    found = read(json.dumps(FORM | {"answered_at": said}))
    assert found.answered_at == expected
    assert found.time_unread == ("" if expected or not said else said)


@pytest.mark.parametrize(
    ("data", "code", "part"),
    [
        ("", "answer_not_json", "line 1"), ("{", "answer_not_json", "line 1"), ('{\n "answer": accepted\n}', "answer_not_json", "line 2"), ("[1]", "answer_not_object", "answer.json"),
        ('"won"', "answer_not_object", "answer.json"), ('{"schema": "sdrdesk.packet/1"}', "answer_is_packet", "answer.json"), ('{"answer": ["won"]}', "answer_field", "answer"),
        ('{"handoff_id": "five"}', "answer_field", "handoff_id"), ('{"handoff_id": -1}', "answer_field", "handoff_id"), ('{"handoff_id": 1e400}', "answer_field", "handoff_id"),
        ('{"until": "soon"}', "answer_field", "until"), ('{"reason": "' + "x" * 5000 + '"}', "answer_field_long", "reason"), ("[" * 100_000, "answer_not_json", "line 1"),
        ('{"handoff_id": ' + "9" * 5000 + "}", "answer_not_json", "line 1"), ("%PDF-1.7", "answer_not_json", "line 1"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_what_and_where(data: str, code: str, part: str) -> None:
    """In both languages, without a brace left in it."""
    with pytest.raises(ValidationError) as caught:
        read(data)
    assert caught.value.code == code
    words = Texts("en")(f"error.{code}", **caught.value.params)
    assert part in words
    assert Texts("zh_CN").has(f"error.{code}")


@given(st.binary(max_size=400))
def test_no_bytes_break_it(data: bytes) -> None:
    """Whatever lies there, it is an answer or a sentence."""
    with contextlib.suppress(SdrDeskError):
        read(data)


def test_paths_that_are_no_answer_are_refused_in_words(tmp_path: Path) -> None:
    """A folder without one, a loop of links, a pipe, a file too large, a broken zip, a zip with two."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large.json").write_bytes(b" " * (MOST_BYTES + 1))
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("a/answer.json", PLAIN)
        archive.writestr("b/answer.json", PLAIN)
    with zipfile.ZipFile(tmp_path / "none.zip", "w") as archive:
        archive.writestr("other.json", PLAIN)
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("answer.json", b" " * (MOST_BYTES * 40))
    whole = (tmp_path / "two.zip").read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole.replace(b"{", b"!", 1))
    for name, code in (
        ("gone.json", "answer_file_gone"), ("empty", "answer_folder_without"), ("loop", "answer_file_loop"), ("pipe", "answer_file_special"), ("large.json", "answer_file_large"),
        ("two.zip", "answer_zip_several"), ("none.zip", "answer_zip_without"), ("bomb.zip", "answer_file_large"),
    ):  # fmt: skip
        with pytest.raises(FileUnreadable) as caught:
            read_answer(tmp_path / name, NEW_YORK)
        assert caught.value.code == code, name
        assert name in Texts("en")(f"error.{code}", **caught.value.params)


def test_damaged_zip_says_so(tmp_path: Path) -> None:
    """The checksum of the entry is wrong."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("answer.json", PLAIN)
    data = (tmp_path / "a.zip").read_bytes()
    (tmp_path / "a.zip").write_bytes(data.replace(b"accepted", b"ACCEPTED", 1))
    with pytest.raises(FileUnreadable) as caught:
        read_answer(tmp_path / "a.zip", NEW_YORK)
    assert caught.value.code == "answer_zip_broken"


def test_folder_and_zip_of_a_packet_are_read(tmp_path: Path) -> None:
    """Unpacked, or dropped back whole, with a folder around it."""
    (tmp_path / "packet").mkdir()
    (tmp_path / "packet" / "Answer.JSON").write_text(PLAIN, "utf-8")
    assert read_answer(tmp_path / "packet", NEW_YORK).handoff_id == 5
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        archive.writestr("Larkspur/answer.json", PLAIN)
    assert read_answer(tmp_path / "p.zip", NEW_YORK).uid == FORM["uid"]


def test_whose_answer_it_is(desk: Application, tmp_path: Path) -> None:
    """By uid, with the number as a check: another desk's, one that was undone, two that disagree, and none at all are four sentences."""
    handoff = hand_over(desk, tmp_path, "Helen Okafor")
    uid = str(one(desk, "SELECT uid FROM handoff"))

    def take(**values: object) -> Any:
        (tmp_path / "answer.json").write_text(json.dumps({"answer": "accepted"} | values), "utf-8")
        return desk.answers.take_file(tmp_path / "answer.json").value

    before = dump(desk)
    for values, kind, code in (
        ({"uid": "handoff-1-999999999999@sdrdesk.invalid", "handoff_id": 1}, NotFound, "answer_other_desk"),
        ({"uid": uid, "handoff_id": 77}, ValidationError, "answer_ids_disagree"),
        ({"handoff_id": handoff}, ValidationError, "answer_names_no_handoff"),
        ({"handoff_id": handoff, "prospect": "Somebody Else"}, ValidationError, "answer_names_no_handoff"),
        ({}, ValidationError, "answer_names_no_handoff"),
        ({"uid": uid, "answer": ""}, ValidationError, "answer_empty"),
    ):
        with pytest.raises(kind) as caught:
            take(**values)
        assert caught.value.code == code
    assert dump(desk) == before
    assert take(uid=uid, answered_at="2030-01-01").notes[0][0] == "answer_note.time_future"
    assert take(handoff_id=handoff, prospect="helen okafor").known
    desk.undo.undo()
    desk.undo.undo()  # the handoff itself
    with pytest.raises(NotFound) as gone:
        take(uid=uid)
    assert gone.value.code == "answer_handoff_gone"


def test_several_files_one_step(desk: Application, tmp_path: Path) -> None:
    """One that cannot be taken keeps none of the others out; one undo takes all of them back."""
    paths = []
    for number in range(3):
        hand_over(desk, tmp_path)
        uid = one(desk, "SELECT uid FROM handoff ORDER BY id DESC LIMIT 1")
        file = tmp_path / f"{number}.json"
        file.write_text(json.dumps({"uid": uid, "answer": "accepted" if number != 1 else ""}), "utf-8")
        paths.append(file)
    before = dump(desk)
    taken = desk.answers.take_files(paths).value
    assert [t.problem.code if t.problem else t.answered.state for t in taken if t.problem or t.answered] == [
        "accepted",
        "answer_empty",
        "accepted",
    ]
    desk.undo.undo()
    assert dump(desk) == before
