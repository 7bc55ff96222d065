"""Two readers that the writer does not use: one hears the members with expat, one looks at their bare source."""

import io
import re
import zipfile
import zlib
from html import unescape
from xml.parsers import expat

from minimise.errors import UnreadableDocument
from minimise.formats.adapter import Witness
from minimise.safe import Id

_SHOWN = ("content.xml", "styles.xml")
_BLOCKS = frozenset(("text:p", "text:h"))
_SIGNS = {"text:tab": "\t", "text:line-break": "\n"}
_MARK = re.compile(r"<[^<>]*>")
_INLINE = re.compile(r"</?text:(?:span|a)\b|<text:(?:page-number|page-count)\b")
_SPACES = re.compile(r'<text:s(?: text:c="(\d{1,3})")?/>')
_BARE = re.compile(r"-?\d{1,7}(?:\.\d+)?(?:cm|mm|in|pt|%)?|#[0-9a-fA-F]{6}")
_MOST = 200 * 2**20


class _Listener:
    """Hears a member: the words of its paragraphs, and everything else."""

    def __init__(self) -> None:
        self.shown: list[str] = []
        self.beside: list[str] = []
        self._inside = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.beside += [value for value in attributes.values() if not _BARE.fullmatch(value)]
        self._inside += name in _BLOCKS
        if name in _BLOCKS:
            self.shown.append("\n")
        elif name == "text:s":
            self.shown.append(" " * min(int(attributes.get("text:c", "1")), 999))
        self.shown.append(_SIGNS.get(name, ""))

    def end(self, name: str) -> None:
        self._inside -= name in _BLOCKS

    def text(self, data: str) -> None:
        (self.shown if self._inside else self.beside).append(data)

    def aside(self, data: str, rest: str = "") -> None:
        self.beside.append(f"{data} {rest}")


def text_witnesses(data: bytes) -> tuple[Witness, ...]:
    """Give what a listener hears, and what a search through the source sees.

    Raises:
        UnreadableDocument: a member could not be read back.
    """
    members = _members(data)
    heard = {name: _heard(content) for name, content in members.items() if name.endswith(".xml")} if members else {}
    if not members or not set(_SHOWN) <= set(heard) or None in heard.values():
        raise UnreadableDocument("the written OpenDocument text could not be read back", format=Id("odt"))
    listeners = [(name, listener) for name, listener in heard.items() if listener is not None]
    visible = "".join("".join(listener.shown) for _, listener in listeners)
    beside = tuple(("markup", "\n".join((name, *listener.beside))) for name, listener in listeners)
    return Witness("expat", visible, beside), _source(members)


def _members(data: bytes) -> dict[str, bytes]:
    """Inflate every member; none where the folder is broken or beyond measure."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if sum(info.file_size for info in infos) > _MOST or archive.comment:
                return {}
            return {info.filename: archive.read(info) for info in infos}
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
        return {}


def _heard(content: bytes) -> _Listener | None:
    listener = _Listener()
    parser = expat.ParserCreate()
    parser.StartElementHandler = listener.start
    parser.EndElementHandler = listener.end
    parser.CharacterDataHandler = listener.text
    parser.CommentHandler = listener.aside
    parser.ProcessingInstructionHandler = listener.aside
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError):
        return None
    return listener


def _source(members: dict[str, bytes]) -> Witness:
    """Take the tags out of the source, and look at what is no XML as it stands."""
    sources = [members[name].decode("utf-8", "replace") for name in _SHOWN]
    spaced = (_SPACES.sub(lambda match: " " * int(match[1] or 1), source) for source in sources)
    bare = "\n".join(unescape(_MARK.sub(_gap, source)) for source in spaced)
    others = "\n".join(content.decode("latin-1") for name, content in members.items() if name not in _SHOWN)
    return Witness("source", bare, (("members", "\n".join((*members, others))),))


def _gap(mark: re.Match[str]) -> str:
    """Give what stands between the words on both sides of a tag."""
    if mark[0].startswith("<text:tab"):
        return "\t"
    return "" if _INLINE.match(mark[0]) else "\n"
