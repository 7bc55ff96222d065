"""Reads a finished page with a parser that neither reader nor writer uses, and looks at its bare source."""

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser

from minimise.errors import UnreadableDocument
from minimise.formats.adapter import Witness
from minimise.formats.html.rendering import LOOKS
from minimise.safe import Id

_TAG = re.compile(r"<[^<>]*>")
_SCHEMA = frozenset(
    "html head meta style body p div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table tr td th blockquote pre br hr b i u s "
    "sub sup".split()
)
"""Elements that a copy is made of; their names are no words of anybody."""
_INLINE = frozenset({"b", "i", "u", "s", "sub", "sup"})


class _Reader(HTMLParser):
    """Gathers words between tags, and apart from them everything else."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.beside: list[str] = []
        self.closed = False
        self._aside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.beside += [*(() if tag in _SCHEMA else (tag,)), *(f"{name}={value}" for name, value in attrs)]
        self._aside += tag in ("style", "script", "title")
        if tag not in _INLINE:
            self.words.append(" | " if tag in ("td", "th") else "\n")

    def handle_endtag(self, tag: str) -> None:
        self._aside -= tag in ("style", "script", "title")
        self.closed = self.closed or tag == "html"

    def handle_data(self, data: str) -> None:
        if data != LOOKS:
            (self.beside if self._aside else self.words).append(data)

    def handle_comment(self, data: str) -> None:
        self.beside.append(data)

    def handle_decl(self, decl: str) -> None:
        self.beside.append(decl)

    def handle_pi(self, data: str) -> None:
        self.beside.append(data)

    def unknown_decl(self, data: str) -> None:
        self.beside.append(data)


def page_words(source: str) -> tuple[str, str]:
    """Give (words shown, everything else) of a page.

    Raises:
        UnreadableDocument: the page ends before it is closed.
    """
    reader = _Reader()
    reader.feed(source)
    reader.close()
    if not reader.closed:
        raise UnreadableDocument("the written page could not be read back", format=Id("html"))
    return "".join(reader.words), "\n".join(reader.beside)


def page_witnesses(data: bytes) -> tuple[Witness, ...]:
    """Give what a parser sees, and what a search through the source sees.

    Raises:
        UnreadableDocument: the page is not UTF-8, or ends before it is closed.
    """
    try:
        source = data.decode("utf-8")
    except UnicodeDecodeError:
        source = None
    if source is None:
        raise UnreadableDocument("the written page could not be read back", format=Id("html"))
    shown, beside = page_words(source)
    bare = unescape(_TAG.sub(_gap, source.partition("</head>")[2]))
    return (
        Witness("html.parser", shown, (("markup", beside),)),
        Witness("source", bare, (("tags", "\n".join(_telling(_TAG.findall(source)))),)),
    )


def _telling(tags: list[str]) -> Iterator[str]:
    """Yield the tags that hold more than the name of an element that a copy is made of."""
    yield from (tag for tag in tags if tag.strip("</>").lower() not in _SCHEMA)


def _gap(tag: re.Match[str]) -> str:
    """Give what stands between the words on both sides of a tag."""
    return "" if tag.group().strip("</>") in _INLINE else "\n"
