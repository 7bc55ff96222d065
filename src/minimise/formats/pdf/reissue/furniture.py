"""What stands in the margins of every page: said once, without page numbers, which would tell how long the text was."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from minimise.formats.pdf.reissue.words import Stretch, Word

_NUMBER = re.compile(r"(?:page|pg\.?|p\.)?\s*\d{1,3}(?:\s*(?:of|/|from)\s*\d{1,3})?", re.IGNORECASE)
_COUNTED = re.compile(r"(?:page|pg\.?)\s*\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?$", re.IGNORECASE)


@dataclass(slots=True)
class Margins:
    """Collects marginal lines, each once."""

    top: list[list[Stretch]] = field(default_factory=list)
    bottom: list[list[Stretch]] = field(default_factory=list)
    _met: set[tuple[str, str]] = field(default_factory=set, repr=False)

    def take(self, row: Sequence[Stretch]) -> bool:
        """Take a line if it stands in a margin."""
        edge = row[0].edge
        if not edge or any(each.edge != edge or each.room is not None for each in row):
            return False
        cells = [kept for each in row if (kept := _unnumbered(each)) is not None]
        text = " ".join(cell.text for cell in cells)
        if cells and (edge, text) not in self._met:
            self._met.add((edge, text))
            (self.top if edge == "top" else self.bottom).append(cells)
        return True


def _unnumbered(line: Stretch) -> Stretch | None:
    """Give a line without its page number, or None where that is all it says."""
    if _NUMBER.fullmatch(line.text.strip()):
        return None
    found = _COUNTED.search(line.text)
    if found is None:
        return line
    kept: list[Word] = []
    length = 0
    for word in line.words:
        if length < found.start():
            kept.append(word)
        length += len(word.text) + 1
    return replace(line, words=tuple(kept)) if kept else None
