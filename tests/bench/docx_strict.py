"""Puts words of other lengths in place of the most frequent word of real files: strict copies must be the same."""

import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from minimise.errors import UnreadableDocument
from minimise.formats.docx import Word
from minimise.model import Edit, Span

LABEL = "[Neighbour 1]"
OTHERS = ("Wu", "Featherstonehaugh", "Jones")
_LARGEST = 300_000
"""Bytes; the few larger files would take longer than all the others."""
_TEXT = re.compile(r"(<w:t(?:\s[^>]*)?>)([^<]*)")


@dataclass
class Tally:
    """How many files were compared, and which of them told their words apart."""

    compared: int = 0
    edits: int = 0
    unequal: list[str] = field(default_factory=list)


def over(files: list[Path]) -> Tally:
    """Compare the strict copies of each file with every word in turn; files that write it in pieces are left out."""
    tally = Tally()
    for path in files:
        if path.stat().st_size > _LARGEST:
            continue
        try:
            copies = list(_copies(path.read_bytes()))
        except (UnreadableDocument, zipfile.BadZipFile, NotImplementedError):
            continue
        edits = {number for number, _ in copies}
        if len(edits) != 1 or not copies or copies[0][0] == 0:
            continue
        tally.compared += 1
        tally.edits += copies[0][0]
        if len({copy for _, copy in copies}) != 1:
            tally.unequal.append(path.name[:3])
    return tally


def _copies(data: bytes) -> list[tuple[int, bytes]]:
    chosen = _chosen(data)
    if chosen is None:
        return []
    found = []
    for other in OTHERS:
        word, source = Word(), _with(data, chosen, other)
        pattern = _whole(other)
        edits = [
            Edit(Span(number, match.start(), match.end()), LABEL)
            for number, part in enumerate(word.read(source, "case").parts)
            if part.visible
            for match in pattern.finditer(part.text)
        ]
        found.append((len(edits), word.write_strictly(source, edits)))
    return found


def _chosen(data: bytes) -> str | None:
    """Give the most frequent capitalised word, which no disguise may hold apart from the text itself."""
    texts = [part.text for part in Word().read(data, "case").parts if part.visible]
    words = Counter(word for text in texts for word in re.findall(r"(?<![^\W\d_])[A-Z][a-z]{3,}(?![^\W\d_])", text))
    return words.most_common(1)[0][0] if words else None


def _with(data: bytes, word: str, other: str) -> bytes:
    """Give the file with another word in place of one, wherever a text holds it whole."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name.endswith(".xml") and b"<w:t" in content:
                text = content.decode("utf-8", "surrogateescape")
                text = _TEXT.sub(lambda match: match[1] + _whole(word).sub(other, match[2]), text)
                content = text.encode("utf-8", "surrogateescape")
            after.writestr(name, content)
    return stream.getvalue()


def _whole(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_]){word}(?![^\W\d_])")
