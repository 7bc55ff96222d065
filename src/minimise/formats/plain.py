"""Plain text: one part per line, so that every place has a line number."""

import re
import unicodedata
from collections.abc import Sequence

from minimise.errors import UnreadableDocument
from minimise.formats.adapter import Witness
from minimise.formats.columns import decoded, looks_like_columns
from minimise.formats.recognition import looks_like_mail, looks_like_page
from minimise.model import Document, Edit, Part, Place, Unit
from minimise.safe import Id

_LINE_END = re.compile(r"\r\n|\n|\r|\x0b|\x0c|\x85|\u2028|\u2029")
# Characters nobody sees: inside a word they would hide a name from the detector and from a search.
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]")
_JOINER_IN_LATIN = re.compile("(?<=[\u0000-\u024f])[\u200c\u200d](?=[\u0000-\u024f])")


# Mail and web files hold words that are coded, hidden or in attachments; read as plain text they would leak.
_CODED = re.compile(
    r"(?im)^(?:mime-version|content-transfer-encoding|content-type|received|message-id|dkim-signature):"
    r"|^\s*<(?:!doctype html|html|\?xml)\b|^begin:v(?:card|calendar)"
)


class PlainText:
    """UTF-8 (also UTF-16 with a mark, and Windows-1252) text; written back as UTF-8."""

    name = "txt"
    suffix = ".txt"

    def sniff(self, data: bytes) -> bool:
        """Say whether the bytes are text, and not that of a table of values."""
        return is_text(data) and not looks_like_columns(data)

    def read(self, data: bytes, case_id: str) -> Document:
        """Decode strictly: a replaced character could hide a name."""
        text = decoded(data)
        if text is not None and _CODED.search(text[:8192]):
            raise UnreadableDocument(
                "this is a mail or web page file, whose words are coded",
                "Open it, copy its words into a Word document or a text file and try again.",
            )
        if text is None:
            raise UnreadableDocument(
                "the text is in an encoding that cannot be read",
                "Save it as UTF-8 and try again.",
                format=Id(self.name),
            )
        lines = lines_of(text)
        parts = tuple(Part(Place("line", Unit.LINE, n), line) for n, line in enumerate(lines, start=1))
        return Document(case_id, self.name, parts)

    def write(self, data: bytes, edits: Sequence[Edit], banner: Sequence[str] = ()) -> bytes:
        """Write every line with its edits; line ends become the file's first kind of line end."""
        document = self.read(data, "write")
        by_part: dict[int, list[Edit]] = {}
        for edit in edits:
            by_part.setdefault(edit.span.part, []).append(edit)
        lines = [edited(part.text, by_part.get(n, ())) for n, part in enumerate(document.parts)]
        end = "\r\n" if b"\r\n" in data else "\n"
        head = [*banner, ""] if banner else []
        return end.join([*head, *lines]).encode("utf-8")

    def witnesses(self, data: bytes) -> tuple[Witness, ...]:
        """Read the bytes back as UTF-8 without this class's own splitting."""
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = None
        if text is None:
            raise UnreadableDocument("the written text could not be read back", format=Id(self.name))
        return (Witness("utf-8", text.replace("\r\n", "\n")),)


def lines_of(text: str) -> list[str]:
    """Split into lines at every kind of line end, without the characters that nobody sees."""
    return _LINE_END.split(seen(text))


def edited(text: str, edits: Sequence[Edit]) -> str:
    """Apply edits of one part to its text, last first, so that earlier offsets stay true."""
    for edit in sorted(edits, key=lambda e: e.span.start, reverse=True):
        text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    return text


def piece(text: str, start: int, end: int, edits: Sequence[Edit]) -> str:
    """Give a stretch of a text with its edits; an edit stands where it begins, and what it covers is gone."""
    pieces, at = [], start
    for edit in sorted(edits, key=lambda e: e.span.start):
        low, high = edit.span.start, edit.span.end
        if high <= at or low >= end:
            continue
        pieces.append(text[at : max(at, low)])
        if low >= start:
            pieces.append(edit.replacement)
        at = min(high, end)
    return "".join([*pieces, text[at:end]])


def is_text(data: bytes) -> bool:
    """Say whether the bytes decode to text without control characters, and are no mail and no page."""
    if not data.strip() or data.startswith((b"%PDF", b"PK\x03\x04")):
        return False
    if looks_like_mail(data) or looks_like_page(data):
        return False
    text = decoded(data)
    return text is not None and not any(_is_control(char) for char in text[:4096])


def _is_control(char: str) -> bool:
    return char not in "\t\n\r\x0b\x0c" and unicodedata.category(char) == "Cc" and char != "\x85"


def seen(text: str) -> str:
    """Drop what no reader sees."""
    return _JOINER_IN_LATIN.sub("", _UNSEEN.sub("", text))
