"""Names for output files that every system can store, made from an already redacted file name."""

import re
import unicodedata

_LONGEST = 120
_LONGEST_BYTES = 180
"""Leaves room for `.minimised.docx` within the 255 bytes that most file systems give a name."""
_LABEL = re.compile(r"\[([^\[\]]*)\]")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\[\]]')
_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])", re.IGNORECASE)
_EDGES = " .-_\u00a0"
_EMPTY = "document"


def safe_stem(text: str) -> str:
    """Give a file stem: labels as `Neighbour-1`, nothing that Windows refuses, at most 120 characters."""
    labelled = _LABEL.sub(lambda match: "-".join(match.group(1).split()), unicodedata.normalize("NFC", text))
    printable = "".join(char for char in labelled if unicodedata.category(char)[0] != "C")
    stem = _FORBIDDEN.sub("", printable).strip(_EDGES)
    return _shortened(f"{_EMPTY}-{stem}" if is_reserved(stem) else stem) or _EMPTY


def is_reserved(name: str) -> bool:
    """Say whether Windows takes a name for a device: `NUL`, and also `nul.txt`."""
    return _RESERVED.fullmatch(name.split(".")[0].rstrip()) is not None


def _shortened(stem: str) -> str:
    return stem[:_LONGEST].encode()[:_LONGEST_BYTES].decode(errors="ignore").strip(_EDGES)
