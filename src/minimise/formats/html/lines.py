"""Builds the lines and the skeleton of a page while it is walked through."""

import re
from dataclasses import dataclass, field

from minimise.formats.html.page import Line, Mark, Picture, Token
from minimise.formats.plain import seen
from minimise.model import Cell

_SPACE = re.compile(r"[ \t\n\r\f]+")


@dataclass(slots=True)
class LineBuilder:
    """Takes words and turns; gives lines whose spaces are the ones a reader sees."""

    lines: list[Line] = field(default_factory=list, repr=False)
    tokens: list[Token] = field(default_factory=list, repr=False)
    pictures: list[Picture] = field(default_factory=list)
    quoted: int = 0
    cell: Cell | None = None
    _words: str = field(default="", repr=False)
    _pending: list[tuple[int, int, int]] = field(default_factory=list, repr=False)
    """Stretches of the line being built: (place in `tokens`, start, end)."""
    _apart: bool = False

    def say(self, text: str, *, exact: bool = False) -> None:
        """Add words to the line; `exact` keeps every space, as in preformatted text."""
        text = seen(text)
        text = text.replace("\t", "    ") if exact else _SPACE.sub(" ", text)
        if not exact and (not self._words or self._words.endswith(" ")):
            text = text.lstrip(" ")
        if text:
            self._pending.append((len(self.tokens), len(self._words), len(self._words) + len(text)))
            self.tokens.append(Token(Mark.TEXT))
            self._words += text

    def withhold(self, what: str) -> None:
        """Put a placeholder where a picture or object stood."""
        self.pictures.append(Picture(len(self.lines) + (1 if self._gap_due() else 0), what))
        self.say(f" [{what.capitalize()} withheld] ")

    def turn(self, *, forced: bool = False) -> None:
        """End the line; an empty one counts only where the page forces it."""
        words = self._words.rstrip(" ")
        blank = not words.strip()
        if not blank:
            if self._gap_due():
                self._add("")
            self._apart = False
        elif "\xa0" in words and self.cell is None and not forced:
            self.step(Mark.BREAK)
            forced = True
        self._settle(0 if blank else len(words))
        if not blank or forced:
            self._add("" if blank else words)
        self._words = ""
        self._pending.clear()

    def part(self) -> None:
        """Ask for a blank line before the next words."""
        self._apart = True

    def _gap_due(self) -> bool:
        return self._apart and self.cell is None and bool(self.lines) and bool(self.lines[-1].text)

    def _add(self, text: str) -> None:
        self.lines.append(Line(text, self.cell, self.quoted))

    def _settle(self, length: int) -> None:
        """Write down which stretch of the finished line each token stands for."""
        for at, start, end in self._pending:
            self.tokens[at] = Token(Mark.TEXT, line=len(self.lines), start=min(start, length), end=min(end, length))

    def step(self, mark: Mark, tag: str = "", spans: tuple[tuple[str, int], ...] = ()) -> None:
        """Add a step of the skeleton that holds no words."""
        self.tokens.append(Token(mark, tag, spans))
