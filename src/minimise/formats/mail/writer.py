"""Writes a message from nothing: our own headers, the words once as text and once as a page, and clean enclosures."""

import base64
import binascii
from collections.abc import Iterator, Sequence
from html import escape

from minimise.formats.adapter import StrictFormat
from minimise.formats.html.rendering import as_html, as_page, as_text, banner_html
from minimise.formats.mail.enclosures import Attached, Enclosure
from minimise.formats.mail.heading import written
from minimise.formats.mail.layout import Layout, laid_out, moved_edits
from minimise.formats.mail.letter import Segment
from minimise.formats.plain import edited
from minimise.model import Edit

_END = b"\r\n"
_KINDS = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
    ".html": "text/html; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".eml": "message/rfc822",
}
Block = tuple[str, bytes]
"""The headers of a part of the message, without the line end that closes them, and its content."""


def mail_bytes(layout: Layout, edits: Sequence[Edit], banner: Sequence[str] = (), *, strict: bool = False) -> bytes:
    """Give the finished message; the same arguments give the same bytes."""
    grouped: dict[int, list[Edit]] = {}
    for edit in edits:
        grouped.setdefault(edit.span.part, []).append(edit)
    lines = layout.opened.letter.headers
    head = "".join(written(line, grouped.get(n, ())) for n, line in enumerate(lines))
    body = _body(layout, edits, banner)
    enclosed = [
        _enclosed(enclosure, moved_edits(edits, first, len(layout.parts) - first), strict=strict)
        for first, enclosure in layout.enclosures
    ]
    kind, content = _together("mixed", [body, *enclosed]) if enclosed else body
    return f"{head}MIME-Version: 1.0\r\n{kind}\r\n".encode("ascii") + content


def _body(layout: Layout, edits: Sequence[Edit], banner: Sequence[str]) -> Block:
    """Give the words as text, and as a page where the message had one; both come from the same edited lines."""
    texts: list[str] = [*banner, ""] if banner else []
    pages: list[str] = [banner_html(banner)]
    for first, segment in layout.segments:
        its = moved_edits(edits, first, len(segment.lines))
        by_line: dict[int, list[Edit]] = {}
        for edit in its:
            by_line.setdefault(edit.span.part, []).append(edit)
        words = [edited(line.text, by_line.get(n, ())) for n, line in enumerate(segment.lines)]
        texts += as_text(segment.lines, words)
        pages.append(_page(segment, words, by_line))
    text = _text_block("plain", "\n".join(texts))
    if not any(segment.page for _, segment in layout.segments):
        return text
    return _together("alternative", [text, _text_block("html", as_page(pages))])


def _page(segment: Segment, words: Sequence[str], by_line: dict[int, list[Edit]]) -> str:
    if segment.page is not None:
        return as_html(segment.page, by_line)
    return "".join(f"<div>{escape(line, quote=False) or '<br>'}</div>\n" for line in words)


def _text_block(kind: str, text: str) -> Block:
    head = f"Content-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    return head, _END.join(_quoted(line) for line in text.split("\n")) + _END


def _quoted(line: str) -> bytes:
    """Write one line so that every mail server passes it on unharmed."""
    return binascii.b2a_qp(line.encode("utf-8"), istext=True).replace(b"\n", _END)


def _enclosed(enclosure: Enclosure, edits: Sequence[Edit], *, strict: bool) -> Block:
    """Write an enclosed document with its edits, under a neutral name."""
    held = enclosure.content
    if isinstance(held, Attached):
        write = held.format.write_strictly if strict and isinstance(held.format, StrictFormat) else held.format.write
        suffix, coding = held.format.suffix, "base64"
        content = _END.join(_base64(write(held.data, edits))) + _END
    else:
        suffix, coding = ".eml", "7bit"
        content = mail_bytes(laid_out(held), edits, strict=strict)
    head = (
        f"Content-Type: {_KINDS.get(suffix, 'application/octet-stream')}\r\n"
        f"Content-Transfer-Encoding: {coding}\r\n"
        f"Content-Disposition: attachment; filename={enclosure.name}{suffix}\r\n"
    )
    return head, content


def _base64(data: bytes) -> Iterator[bytes]:
    for at in range(0, len(data), 57):
        yield base64.b64encode(data[at : at + 57])


def _together(kind: str, blocks: Sequence[Block]) -> Block:
    """Join parts with a boundary that stands in none of them."""
    number = 1
    while any(f"=_part_{number}".encode("ascii") in content for _, content in blocks):
        number += 1
    mark = f"=_part_{number}".encode("ascii")
    pieces = [b"--" + mark + _END + head.encode("ascii") + _END + content + _END for head, content in blocks]
    head = f'Content-Type: multipart/{kind}; boundary="{mark.decode("ascii")}"\r\n'
    return head, b"".join([*pieces, b"--" + mark + b"--" + _END])
