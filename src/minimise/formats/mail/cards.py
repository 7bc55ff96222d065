"""A contact card as lines of text: whose it is, where they work, how they are reached, and its notes."""

import binascii
import re
from collections.abc import Iterator

from minimise.formats.html.decoding import decoded
from minimise.formats.html.page import Line
from minimise.formats.mail.letter import Enclosed, Letter, Segment
from minimise.formats.plain import lines_of

_FIELD = re.compile(
    r"(?:[\w-]{1,40}\.)?(?P<name>[A-Za-z-]{1,40})(?P<facts>(?:;[^:;\"]*(?:\"[^\"]*\"[^:;\"]*)*)*):(?P<value>.*)",
    re.DOTALL,
)
_LABELS = {
    "FN": "Contact card",
    "ORG": "Organisation",
    "TITLE": "Job",
    "ROLE": "Role",
    "TEL": "Phone",
    "EMAIL": "E-mail",
    "ADR": "Address",
    "BDAY": "Born",
    "RELATED": "Related to",
    "NICKNAME": "Also called",
    "NOTE": "Notes",
}
_PICTURED = re.compile(r"(?im)^(?:[\w-]{1,40}\.)?(?:PHOTO|LOGO)[;:]")
_ESCAPED = re.compile(r"\\([nN,;:\\])")
_BETWEEN = re.compile(r"(?<!\\);")
_CHARSET = re.compile(r";CHARSET=([\w.:-]+)", re.IGNORECASE)
_MOST = 4_000
_START = 4_096


def card_letter(data: bytes, charset: str | None = None) -> Letter | None:
    """Give the contact cards in a file as the words of a message; None for what is none."""
    text = decoded(data, charset)
    if "BEGIN:VCARD" not in text[:_START].upper():
        return None
    lines = [shown for field in _fields(text) for shown in field]
    picture = Enclosed(b"", "image/unknown", reason="it is a picture in a contact card")
    pictures = (picture,) if _PICTURED.search(text) else ()
    return Letter((), (Segment(tuple(Line(line) for line in ["", *lines])),), pictures)


def _fields(text: str) -> Iterator[list[str]]:
    unfolded = re.sub(r"=\r?\n(?=[^\r\n])", "", text) if "QUOTED-PRINTABLE" in text.upper() else text
    unfolded = re.sub(r"\r?\n[ \t]", "", unfolded)
    lines = unfolded.splitlines()[:_MOST]
    named = any(line.upper().startswith("FN") for line in lines)
    for line in lines:
        match = _FIELD.match(line)
        name = match["name"].upper() if match else ""
        if match is not None and name == "N" and not named:
            yield lines_of(f"Contact card: {_flat(_value(match))}")
        elif match is not None and name in _LABELS:
            yield lines_of(f"{_LABELS[name]}: {_flat(_value(match))}")


def _value(match: re.Match[str]) -> str:
    """Give a value as it was meant: uncoded, without its backslashes."""
    value = match["value"]
    if "QUOTED-PRINTABLE" in match["facts"].upper():
        charset = _CHARSET.search(match["facts"])
        value = decoded(binascii.a2b_qp(value.encode("utf-8")), charset[1] if charset else None)
    return re.sub(r"(?i)^(?:tel|mailto):", "", value.strip())


def _flat(value: str) -> str:
    """Give the pieces of a name or an address as one line."""
    pieces = [
        re.sub(r"\\([nN,;:\\])", lambda m: " " if m[1] in "nN" else m[1], p) for p in re.split(r"(?<!\\);", value)
    ]
    return ", ".join(" ".join(piece.split()) for piece in pieces if piece.strip())
