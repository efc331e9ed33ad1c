"""Bytes of strangers to text: the charset that was meant rather than the one that was named. Nothing here raises.

Chinese mail says ``gb2312`` and holds GBK; much mail says ``us-ascii`` or nothing and holds anything. Only charsets in the table are
used: Python also counts ``zlib`` or ``punycode`` among its codecs, which no stranger may choose.
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re

_WIDER = {
    "gb18030": "gb18030 gb2312 gbk xgbk euccn gb231280 csgb2312 cp936 936 windows936 hzgb2312x chinese",
    "hz": "hz hzgb hzgb2312",
    "cp950": "big5 xbig5 csbig5 big5eten cp950 windows950 big5tw",
    "big5hkscs": "big5hkscs hkscs",
    "iso2022_jp_ext": "iso2022jp iso2022jpms csiso2022jp iso2022jp1 iso2022jp2 iso2022jp3 cp50220 cp50221",
    "cp932": "shiftjis sjis xsjis windows31j cp932 mskanji csshiftjis",
    "euc_jp": "eucjp xeucjp ujis cseucjp",
    "cp949": "euckr ksc5601 ksc56011987 ksc56011989 cp949 uhc windows949 korean",
    "iso2022_kr": "iso2022kr",
    "utf-8": "utf8 utf utf8mb4 unicode11utf8",
    "utf-16": "utf16",
    "utf-16-le": "utf16le",
    "utf-16-be": "utf16be",
    "utf-7": "utf7 unicode11utf7",
    "cp1250": "windows1250 cp1250",
    "cp1251": "windows1251 cp1251 win1251",
    "cp1252": "windows1252 cp1252 iso88591 latin1 l1",
    "cp1253": "windows1253 cp1253",
    "cp1254": "windows1254 cp1254 iso88599 latin5",
    "cp1255": "windows1255 cp1255 iso88598 iso88598i",
    "cp1256": "windows1256 cp1256",
    "cp1257": "windows1257 cp1257",
    "cp1258": "windows1258 cp1258",
    "cp874": "windows874 tis620 iso885911 cp874",
    "koi8-r": "koi8r koi8",
    "koi8-u": "koi8u",
    "iso8859-2": "iso88592 latin2",
    "iso8859-3": "iso88593",
    "iso8859-4": "iso88594",
    "iso8859-5": "iso88595",
    "iso8859-6": "iso88596",
    "iso8859-7": "iso88597",
    "iso8859-10": "iso885910",
    "iso8859-13": "iso885913",
    "iso8859-15": "iso885915 latin9",
    "mac-roman": "macintosh macroman",
    "cp437": "cp437 ibm437",
    "cp850": "cp850 ibm850",
    "cp866": "cp866 ibm866",
}
_CODECS = {alias: codec for codec, aliases in _WIDER.items() for alias in aliases.split()}
_ASCII_MEANS_MORE = frozenset({"hz", "utf-7", "utf-16", "utf-16-le", "utf-16-be"})
_SINGLE_BYTE = re.compile(r"cp12\d\d|cp874|iso8859|koi8|mac|cp4|cp8")
_PUNCTUATION = re.compile(r"[^a-z0-9]")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_WORD = re.compile(r"=\?([^?\s]{1,40})\?([bBqQ])\?([^?]{0,2000})\?=")
_BETWEEN_WORDS = re.compile(r"(\?=)[ \t\r\n]+(?==\?[^?\s]{1,40}\?[bBqQ]\?)")
_COMMON = {
    "gb18030": frozenset("的您我们是不在有了人这上个中会为和你要以时来用公司请邮件好谢复电话可能没到发送此无法户"),
    "cp950": frozenset("的您我們是不在有了人這上個中會為和你要以時來用公司請郵件好謝覆電話可能沒到發送此無法戶"),
    "cp932": frozenset("のはをにがでとしてるますたいなりごお様会社日本件メール返信"),
    "euc_jp": frozenset("のはをにがでとしてるますたいなりごお様会社日本件メール返信"),
    "cp949": frozenset("이는을를에의가다고한하지로니습안녕메일회사감사"),
}
"""Frequent characters: of the decodings that fit, the one with most of them was meant."""


def codec_for(charset: str) -> str:
    """The codec to decode a named charset with; empty when the name is unknown or says nothing (``us-ascii``)."""
    name = _PUNCTUATION.sub("", charset.lower().partition("*")[0])
    return _CODECS.get(name) or _CODECS.get(name.removeprefix("x").removeprefix("cs"), "")


def to_text(data: bytes, charset: str = "") -> str:
    """Text of bytes in a charset that is named, misnamed or missing."""
    codec = codec_for(charset)
    if data.isascii() and b"\x1b" not in data and codec not in _ASCII_MEANS_MORE:
        return data.decode("ascii")
    if codec and codec != "utf-8":
        try:
            text = data.decode(codec)
        except (UnicodeError, ValueError):
            pass
        else:
            return text if not _SINGLE_BYTE.match(codec) else _not_utf8_after_all(data, text)
    if not codec and (b"\x1b$" in data or b"\x1b(" in data):
        return _guess(data, "")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if codec == "utf-8" and error.reason == "unexpected end of data" and error.start >= len(data) - 3:
            return data.decode("utf-8", "replace")  # cut in the middle of a character
        return _guess(data, codec.removeprefix("utf-8"))


def _not_utf8_after_all(data: bytes, text: str) -> str:
    """Every byte fits a one-byte charset, so that its name proves little; whole UTF-8 sequences do not come by chance."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return text


def _guess(data: bytes, named: str) -> str:
    if b"\x1b$" in data or b"\x1b(" in data:
        return data.decode("iso2022_jp_ext", "replace")
    if named:
        return data.decode(named, "replace")
    best, most = "", 0
    for codec, common in _COMMON.items():
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        hits = sum(c in common for c in text[:4000])
        if hits > most:
            best, most = text, hits
    if most:
        return best
    # A text of one stray byte in a thousand was meant as UTF-8 and was cut or stained on its way.
    as_utf8 = data.decode("utf-8", "replace")
    return as_utf8 if as_utf8.count("\ufffd") * 20 < len(as_utf8) and not as_utf8.isascii() else data.decode("cp1252", "replace")


def from_base64(data: bytes) -> bytes:
    """Base64 with whatever else has crept in; a broken end is dropped."""
    kept = _NOT_BASE64.sub(b"", data)
    kept = kept[: len(kept) - (1 if len(kept) % 4 == 1 else 0)]
    try:
        return base64.b64decode(kept + b"=" * (-len(kept) % 4))
    except (binascii.Error, ValueError):
        return b""


def from_transfer(data: bytes, encoding: str) -> bytes:
    """Undo a Content-Transfer-Encoding; an unknown one is left as it is."""
    name = encoding.strip().lower()
    if name == "base64":
        return from_base64(data)
    return quopri.decodestring(data) if name == "quoted-printable" else data


def header_words(raw: bytes) -> str:
    """A header's text: 8-bit bytes guessed, encoded words decoded; characters that were cut between two words are put together."""
    text = to_text(raw)
    if "=?" not in text:
        return text
    out: list[str] = []
    held, held_charset, end = b"", "", 0
    joined = _BETWEEN_WORDS.sub(r"\1", text)
    for word in _WORD.finditer(joined):
        charset, how, content = word[1].partition("*")[0], word[2].lower(), word[3]
        raw_word = content.encode("utf-8", "replace")
        data = from_base64(raw_word) if how == "b" else quopri.decodestring(raw_word.replace(b"_", b" "), header=False)
        if held and (word.start() > end or charset.lower() != held_charset.lower()):
            out.append(to_text(held, held_charset))
            held = b""
        if word.start() > end:
            out.append(joined[end : word.start()])
        held, held_charset, end = held + data, charset, word.end()
    out.append(to_text(held, held_charset))
    return "".join(out) + joined[end:]
