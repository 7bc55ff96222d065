"""Bytes of a page or a mail body as text: by mark, by what they declare, then by what fits; never with a guess."""

import codecs
import re
import unicodedata

_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})")
_HEAD = 2_048
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Pages that say so were written with Windows' letters, and are shown with them (WHATWG Encoding).
_AS_SHOWN = {"iso8859-1": "cp1252", "ascii": "cp1252", "latin-1": "cp1252"}


def declared_charset(data: bytes) -> str | None:
    """Give the character set that a page names in its head."""
    match = _DECLARED.search(data[:_HEAD])
    return match[1].decode("ascii") if match else None


def decoded(data: bytes, charset: str | None) -> str:
    """Decode without ever replacing a character: a lost one could hide a name.

    What fits no set is read letter by letter as Latin-1, which every byte has a place in.
    """
    marked = next((codec for mark, codec in _MARKS if data.startswith(mark)), None)
    for name in (marked, _known(charset), "utf-8", "cp1252"):
        if name is None:
            continue
        try:
            return without_controls(data.decode(name))
        except (UnicodeDecodeError, LookupError):
            continue
    return without_controls(data.decode("latin-1"))


def _known(charset: str | None) -> str | None:
    """Give Python's name of a set of characters; None for one it lacks and for what is no set of characters."""
    try:
        info = codecs.lookup(charset or "")
    except LookupError:
        return None
    text = getattr(info, "_is_text_encoding", True)
    return _AS_SHOWN.get(info.name, info.name) if text and info.name not in _RISKY else None


# These turn plain ASCII into other words, so that a name could pass a reader that does not know them.
_RISKY = frozenset({"utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"})


def without_controls(text: str) -> str:
    """Take out control characters, which nobody sees, all but tabs and line ends."""
    if text.isprintable():
        return text
    return "".join(char for char in text if char in "\t\n\r\x85\x0b\x0c" or unicodedata.category(char) != "Cc")
