"""Rich text to what it says: the page that was wrapped in it, or its own lines; and what it hides."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cache
from importlib import resources
from typing import Any

from minimise.formats.html.decoding import decoded

MARK = b"{\\rtf"
_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\"
)
_DEEPEST = 400
_PALEST = 0xE8
_TINIEST = 4
"""Half points up to which letters cannot be seen."""
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_HALF = re.compile("[\ud800-\udfff]")


class _Room(Enum):
    """Where the words of some braces belong."""

    SHOWN = "shown"
    LINKS = "links"
    COLOURS = "colours"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Rich:
    """What a rich text says."""

    text: str = field(repr=False)
    wrapped: bool
    """Whether the text is the source of a web page that was wrapped in rich text."""
    hidden: str = field(repr=False)
    links: str = field(repr=False)
    objects: int
    """Pictures and objects among the words."""


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside the current braces."""

    room: _Room = _Room.SHOWN
    hidden: bool = False
    pale: bool = False
    tiny: bool = False
    apart: bool = False
    """In words that only readers of rich text show; the page says them in its own way."""
    tag: bool = False
    font: int = 0
    skip: int = 1
    """Letters that follow a letter given by its number, for readers that know no numbers."""
    first: bool = True
    optional: bool = False


def read_rich_text(data: bytes) -> Rich | None:
    """Read a rich text; None where it is none, or is nested beyond all measure or holds raw bytes."""
    if not data.lstrip().startswith(MARK):
        return None
    reader = _Reader()
    sound = all(reader.take(match) for match in _TOKEN.finditer(data))
    reader.flush()
    if not sound:
        return None
    said = {room: _joined(pieces) for room, pieces in reader.said.items()}
    return Rich(said["shown"], reader.wrapped, said["hidden"], said["links"], reader.objects)


class _Reader:
    """Takes one token after the other."""

    def __init__(self) -> None:
        self.charset = "cp1252"
        self.wrapped = False
        self.said: dict[str, list[str]] = {"shown": [], "hidden": [], "links": []}
        self.objects = 0
        self.sets: dict[int, str] = {}
        self.colours: list[bool] = []
        self.colour: list[int] = []
        self.state = _State()
        self.outer: list[_State] = []
        self.to_skip = 0
        self.raw = bytearray()

    def take(self, match: re.Match[bytes]) -> bool:
        """Take one token; False where the text is beyond measure."""
        name, number, code, sign, brace, plain = match.groups()
        if brace is not None:
            return self._brace(opens=brace == b"{")
        if name is not None:
            self._word(name.decode("ascii"), None if number is None else int(number))
            return name != b"bin"
        if code is not None:
            self._letters(bytes.fromhex(code.decode("ascii")))
        elif sign is not None:
            self._sign(sign.decode("latin-1"))
        elif plain is not None:
            self._letters(plain)
        return True

    def flush(self) -> None:
        """Turn the letters so far into text, by the set of their font."""
        if self.raw:
            raw = bytes(self.raw)
            self.raw.clear()
            self._say(decoded(raw, self.sets.get(self.state.font, self.charset)))

    def _say(self, text: str) -> None:
        state = self.state
        if state.room is _Room.LINKS:
            self.said["links"].append(text)
        elif state.room is _Room.SHOWN and (state.tag or not (self.wrapped and state.apart)):
            unseen = not self.wrapped and (state.hidden or state.pale or state.tiny)
            self.said["hidden" if unseen else "shown"].append(text)

    def _brace(self, *, opens: bool) -> bool:
        self.flush()
        self.to_skip = 0
        if opens:
            self.outer.append(self.state)
            self.state = replace(self.state, first=True, optional=False)
        elif self.outer:
            if self.state.room is _Room.LINKS:
                self.said["links"].append("\n")
            self.state = self.outer.pop()
        return len(self.outer) <= _DEEPEST

    def _letters(self, data: bytes) -> None:
        """Take raw letters, less those that stand for a numbered one before them."""
        if self.state.room is _Room.COLOURS:
            self._end_colours(data.count(b";"))
            return
        if self.state.first:
            self.state = replace(self.state, first=False)
        left = data[self.to_skip :]
        self.to_skip = max(self.to_skip - len(data), 0)
        self.raw += left

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self.state = replace(self.state, optional=True)
        elif self.to_skip:
            self.to_skip -= 1
        elif sign in _table()["signs"]:
            self.flush()
            self._say(_table()["signs"][sign])

    def _word(self, name: str, number: int | None) -> None:
        """Take a control word."""
        self.flush()
        if self.state.first:
            self._begin(name)
        step = _STEPS.get(name)
        if step is not None:
            step(self, 1 if number is None else number)
        elif name in _table()["shown"]:
            self.to_skip = 0
            self._say(_table()["shown"][name])

    def _begin(self, name: str) -> None:
        """Take the word that says what the braces are about."""
        state = self.state
        self.objects += state.room is _Room.SHOWN and name in _words("objects")
        room, tag = state.room, state.tag
        if name == "fldinst" and room is _Room.SHOWN:
            room = _Room.LINKS
        elif name == "colortbl":
            room = _Room.COLOURS
        elif name == "htmltag" and state.optional:
            tag = True
        elif name in _words("nowhere") or (state.optional and name != "shppict"):
            room = _Room.NOWHERE
        self.state = replace(state, first=False, room=room, tag=tag)

    def _end_colours(self, count: int) -> None:
        for _ in range(count):
            self.colours.append(len(self.colour) == 3 and min(self.colour) >= _PALEST)
            self.colour.clear()


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("richtext.toml").read_text("utf-8"))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_table()[name].split())


def _hidden(reader: _Reader, number: int) -> None:
    reader.state = replace(reader.state, hidden=number != 0)


def _apart(reader: _Reader, number: int) -> None:
    reader.state = replace(reader.state, apart=number != 0)


def _wrapped(reader: _Reader, _number: int) -> None:
    reader.wrapped = True


def _code_page(reader: _Reader, number: int) -> None:
    reader.charset = {65001: "utf-8", 10000: "mac_roman"}.get(number, f"cp{number}")


def _font(reader: _Reader, number: int) -> None:
    reader.state = replace(reader.state, font=number)


def _font_set(reader: _Reader, number: int) -> None:
    if str(number) in _table()["sets"]:
        reader.sets[reader.state.font] = _table()["sets"][str(number)]


def _plain(reader: _Reader, _number: int) -> None:
    reader.state = replace(reader.state, hidden=False, pale=False, tiny=False)


def _size(reader: _Reader, number: int) -> None:
    reader.state = replace(reader.state, tiny=number <= _TINIEST)


def _part_of_colour(reader: _Reader, number: int) -> None:
    reader.colour.append(number)


def _colour(reader: _Reader, number: int) -> None:
    reader.state = replace(reader.state, pale=0 <= number < len(reader.colours) and reader.colours[number])


def _skip(reader: _Reader, number: int) -> None:
    reader.state = replace(reader.state, skip=max(number, 0))


def _numbered(reader: _Reader, number: int) -> None:
    """Take one letter by its number; the halves of a pair are joined in the end."""
    reader._say(chr(number & 0xFFFF))
    reader.to_skip = reader.state.skip


_STEPS: dict[str, Callable[[_Reader, int], None]] = {
    "fromhtml": _wrapped,
    "ansicpg": _code_page,
    "f": _font,
    "fcharset": _font_set,
    "plain": _plain,
    "fs": _size,
    "red": _part_of_colour,
    "green": _part_of_colour,
    "blue": _part_of_colour,
    "cf": _colour,
    "uc": _skip,
    "u": _numbered,
    "v": _hidden,
    "deleted": _hidden,
    "htmlrtf": _apart,
}


def _joined(pieces: list[str]) -> str:
    """Join pieces; letters that came in two halves become one, a half by itself goes."""
    text = _PAIR.sub(lambda pair: pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le"), "".join(pieces))
    return _HALF.sub("", text)
