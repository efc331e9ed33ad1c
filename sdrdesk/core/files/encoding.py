"""The encoding of a text file that somebody exported: byte order mark, UTF-16 by its NULs, UTF-8, then the usual suspects."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from charset_normalizer import from_bytes

from sdrdesk.core.errors import FileUnreadable

SAMPLE = 65_536
"""Bytes that are looked at for a guess."""

SUSPECTS = ("gb18030", "big5", "cp932", "euc_kr", "cp1252")
"""What spreadsheets write when they do not write Unicode, the likeliest first."""

_HEADER_WORDS = {
    "gb18030": "姓名 公司 单位 手机 电话 邮箱 邮件 职位 职务 城市 行业 来源 备注 联系人 客户 部门 地址 名称 规模 省份 国家 网址",
    "big5": "姓名 公司 單位 手機 電話 郵箱 郵件 職位 職稱 城市 行業 產業 來源 備註 聯絡人 客戶 部門 地址 名稱 規模 國家 網址",
    "cp932": "氏名 名前 会社 部署 役職 電話 携帯 メール 住所 備考 業種",
    "euc_kr": "이름 성명 회사 직함 부서 전화 휴대폰 이메일 주소 업종 비고",
}
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_FEW_BROKEN = 0.01


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text.

    Attributes:
        text: without byte order mark and NULs.
        encoding: the codec that was used.
        nul_bytes: NULs that were taken out.
        broken: places of a UTF-8 file that were no UTF-8; each is U+FFFD in the text.
    """

    text: str
    encoding: str
    nul_bytes: int = 0
    broken: int = 0


def decode(data: bytes, encoding: str | None = None, *, file: str = "") -> Decoded:
    """The text of a file's bytes.

    Args:
        data: all bytes.
        encoding: the codec to use; None to find it.
        file: the name for the error.

    Raises:
        FileUnreadable: the codec does not exist, or the bytes are not text in any encoding that we know.
    """
    if encoding:
        return _as_told(data, encoding, file)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _as_told(data, name, file)
    wide = _utf16_without_mark(data)
    if wide:
        return Decoded(data.decode(wide), wide)
    nuls = data.count(b"\0")
    bare = data.replace(b"\0", b"") if nuls else data
    try:
        return Decoded(bare.decode("utf-8"), "utf-8", nuls)
    except UnicodeDecodeError:
        text = bare.decode("utf-8", "replace")
    broken, foreign = text.count("\ufffd"), sum(c > "\x7f" for c in text[:SAMPLE])
    if broken < _FEW_BROKEN * foreign:
        # Other encodings are no UTF-8 at almost every letter: this is UTF-8 with a scratch.
        return Decoded(text, "utf-8", nuls, broken)
    return _by_suspects(bare, nuls, file)


def _as_told(data: bytes, encoding: str, file: str) -> Decoded:
    try:
        text = data.decode(codecs.lookup(encoding).name)
    except LookupError:
        raise FileUnreadable("file_encoding_unknown", file=file, encoding=encoding) from None
    except UnicodeDecodeError:
        raise FileUnreadable("file_undecodable", file=file, encoding=encoding) from None
    nuls = text.count("\0")
    return Decoded((text.replace("\0", "") if nuls else text).removeprefix("\ufeff"), encoding, nuls)


def _utf16_without_mark(data: bytes) -> str | None:
    """In UTF-16 every comma and line end has its NUL on the same side."""
    head = data[:SAMPLE]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if len(data) % 2 or even + odd < max(2, len(head) // 200):
        return None
    name = "utf-16-le" if odd > 4 * even else "utf-16-be" if even > 4 * odd else None
    try:
        text = data.decode(name) if name else ""
    except UnicodeDecodeError:
        return None
    return name if "\n" in text[:SAMPLE] and "\0" not in text else None


def _by_suspects(data: bytes, nuls: int, file: str) -> Decoded:
    for name in _in_order(data):
        try:
            return Decoded(data.decode(name), name, nuls)
        except UnicodeDecodeError:
            continue
    raise FileUnreadable("file_undecodable", file=file, encoding=", ".join(SUSPECTS))


def _in_order(data: bytes) -> list[str]:
    head = data[:SAMPLE]
    if len(data) > SAMPLE and b"\n" in head:
        # No trail byte of these encodings is a line feed: cutting there splits no letter.
        head = head[: head.rindex(b"\n") + 1]
    hits = {name: _header_hits(head, name) for name in _HEADER_WORDS}
    best = max(hits, key=lambda name: hits[name])
    if not hits[best]:
        found = from_bytes(head, cp_isolation=list(SUSPECTS)).best()
        best = found.encoding if found else SUSPECTS[0]
    return [best, *(name for name in SUSPECTS if name != best)]


def _header_hits(head: bytes, name: str) -> int:
    first_lines = b"\n".join(head.split(b"\n", 3)[:3])
    try:
        text = first_lines.decode(name)
    except UnicodeDecodeError:
        return 0
    return sum(word in text for word in _HEADER_WORDS[name].split())
