"""Names made from foreign text, and files that are whole or not there (promise E6)."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sdrdesk.core.errors import FileUnreadable, StoreReadOnly
from sdrdesk.core.files.names import UNNAMED, safe_file_name, write_new

DEVICES = ["CON", "prn", "Aux", "NUL", "COM1", "lpt9", "COM¹", "CONIN$"]
HOSTILE = st.one_of(
    st.text(max_size=300),
    st.text(alphabet='./\\:*?"<>| \u202e\u200b\x00\n~-', max_size=40),
    st.lists(
        st.sampled_from([*DEVICES, ".", " ", "..", "/", "\u202egnp.exe", "e\u0301", "王小明", "\ud800", "x" * 130]),
        max_size=8,
    ).map("".join),
)


def is_valid_everywhere(name: str) -> bool:
    """The rules of Windows, macOS and Linux, written down a second time, independently of the code."""
    stem = name.split(".")[0].rstrip().upper()
    return (
        0 < len(name) <= 120
        and len(name.encode()) <= 255
        and name == unicodedata.normalize("NFC", name)
        and not set(name) & set('<>:"/\\|?*')
        and not any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") for c in name)
        and name[-1] not in ". "
        and name[0] not in " ."
        and stem not in {d.upper() for d in DEVICES} | {f"{d}{n}" for d in ("COM", "LPT") for n in "0123456789¹²³"} | {"CONOUT$"}
    )


@settings(max_examples=600, deadline=None)
@given(text=HOSTILE, ending=st.sampled_from(["", ".pdf", ".tar.gz"]))
@example(text="CON .txt", ending="")
@example(text="../../etc/passwd", ending=".pdf")
@example(text="王" * 200, ending=".pdf")
@example(text="NUL" + "." * 200, ending=".pdf")
@example(text="a" * 119 + " b", ending="")
def test_safe_file_name_hostile_text_is_valid_on_every_system(text: str, ending: str) -> None:
    """A company called ``CON`` or ``../x`` must not break or misplace an export."""
    name = safe_file_name(text, ending=ending)
    assert is_valid_everywhere(name)
    assert name.endswith(ending)
    assert safe_file_name(name[: len(name) - len(ending)], ending=ending) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Larkspur Medical Supply - Helen Okafor", "Larkspur Medical Supply - Helen Okafor.pdf"),
        ("华东医疗器械有限公司 - 欧阳慧", "华东医疗器械有限公司 - 欧阳慧.pdf"),
        ("AC/DC: “best” deal?", "AC-DC- “best” deal-.pdf"),
        ("con", "_con.pdf"),
        ("", UNNAMED + ".pdf"),
        ("...", UNNAMED + ".pdf"),
        ("cafe\u0301", "café.pdf"),
        ("photo\u202egpj.exe", "photogpj.exe.pdf"),
    ],
)
def test_safe_file_name_known_text_reads_well(text: str, name: str) -> None:
    """A person must recognise the file by its name."""
    assert safe_file_name(text, ending=".pdf") == name


@settings(max_examples=150, deadline=None)
@given(name=HOSTILE)
def test_write_new_hostile_name_stays_in_folder(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    """A path in a name must never lead out of the folder that the person chose."""
    folder = tmp_path_factory.mktemp("out")
    path = write_new(folder, name, b"data")
    assert path.parent == folder
    assert os.listdir(folder) == [path.name]
    assert path.read_bytes() == b"data"
    assert is_valid_everywhere(path.name)


def test_write_new_name_taken_picks_next_number(tmp_path: Path) -> None:
    """An earlier packet is never overwritten unasked."""
    names = [write_new(tmp_path, "a.pdf", bytes([n])).name for n in range(3)]
    assert names == ["a.pdf", "a (2).pdf", "a (3).pdf"]
    assert (tmp_path / "a.pdf").read_bytes() == b"\0"


def test_write_new_long_name_taken_keeps_number_and_ending(tmp_path: Path) -> None:
    """The number must survive the cut, or the search for a free name never ends."""
    names = {write_new(tmp_path, "王" * 200 + ".pdf", b"x").name for _ in range(3)}
    assert len(names) == 3
    assert all(n.endswith(".pdf") and is_valid_everywhere(n) for n in names)


def test_write_new_overwrite_replaces_and_leaves_no_rest(tmp_path: Path) -> None:
    """Overwriting was asked for: one file, the new bytes, no temporary file."""
    write_new(tmp_path, "a.pdf", b"old")
    write_new(tmp_path, "a.pdf", b"new", overwrite=True)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a.pdf": b"new"}


def test_write_new_dangling_link_is_not_followed(tmp_path: Path) -> None:
    """A link planted in the folder must not direct the bytes elsewhere."""
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "a.pdf").symlink_to(tmp_path / "elsewhere")
    assert write_new(folder, "a.pdf", b"x").name == "a (2).pdf"
    write_new(folder, "a.pdf", b"x", overwrite=True)
    assert not (tmp_path / "elsewhere").exists()


def test_write_new_folder_missing_raises_with_path(tmp_path: Path) -> None:
    """The person has to learn which folder is gone."""
    with pytest.raises(FileUnreadable) as caught:
        write_new(tmp_path / "gone", "a.pdf", b"x")
    assert (caught.value.code, caught.value.params["path"]) == ("folder_missing", str(tmp_path / "gone"))


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
def test_write_new_folder_not_writable_raises_without_rest() -> None:
    """A folder that takes no file is the person's to mend, not a bug."""
    with pytest.raises((StoreReadOnly, FileUnreadable)) as caught:
        write_new(Path("/proc"), "a.pdf", b"x")
    assert caught.value.code in ("folder_read_only", "folder_missing")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_write_new_folder_read_only_raises_store_read_only(tmp_path: Path) -> None:
    """The sentence for a read-only folder names the folder."""
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(StoreReadOnly) as caught:
            write_new(tmp_path, "a.pdf", b"x")
    finally:
        tmp_path.chmod(0o700)
    assert caught.value.params["path"] == str(tmp_path)


NO_ROOM = """
import resource, sys
from pathlib import Path
from sdrdesk.core.errors import DiskFull
from sdrdesk.core.files.names import write_new
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_new(Path(sys.argv[1]), "a.pdf", b"x" * 5000, overwrite=True)
except DiskFull as error:
    print(error.code, error.params["path"])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no file size limit there")
def test_write_new_no_room_left_keeps_the_old_file(tmp_path: Path) -> None:
    """A full disk must cost neither the file that was there nor leave a broken one."""
    old = write_new(tmp_path, "a.pdf", b"old")
    done = subprocess.run([sys.executable, "-c", NO_ROOM, str(tmp_path)], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == f"file_disk_full {old}"
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a.pdf": b"old"}


WRITER = """
import sys
from pathlib import Path
from sdrdesk.core.files.names import write_new
folder = Path(sys.argv[1])
while True:
    for letter in (b"A", b"B"):
        write_new(folder, "a.bin", letter * 300_000, overwrite=True)
        print(letter.decode(), flush=True)
"""


def test_write_new_killed_while_overwriting_leaves_a_whole_file(tmp_path: Path) -> None:
    """A crash in the middle of an export leaves the old file or the new one."""
    for turn in range(8):
        process = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        for _ in range(2 + turn):
            process.stdout.readline()
        process.kill()
        process.communicate()
        data = (tmp_path / "a.bin").read_bytes()
        assert data in (b"A" * 300_000, b"B" * 300_000)
