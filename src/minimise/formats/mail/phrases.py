"""Header values between what they say and how a mail may carry it: encoded words, names, addresses."""

import base64
import binascii
import re
from collections.abc import Iterator

from minimise.formats.html.decoding import decoded
from minimise.formats.mail.letter import Mailbox

_WORD = re.compile(r"=\?([^?*\s]{1,40})(?:\*[^?\s]{0,20})?\?([bBqQ])\?([^?\s]*|[^?]*)\?=")
_BETWEEN = re.compile(r"\s*\Z")
_ADDRESSED = re.compile(r"(?P<name>.*?)\s*<(?P<address>[^<>]*)>[^<>]*\Z", re.DOTALL)
_COMMENTED = re.compile(r"(?P<address>\S+@\S+)\s*\((?P<name>[^()]*)\)\s*\Z")
_PLAIN = re.compile(r"[ -~]*\Z")
_ATOMS = re.compile(r"[A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]*\Z")
_CHUNK = 42
"""Bytes of an encoded word: with its frame it stays under the 75 letters that are allowed."""
_WIDTH = 76


def unfolded(value: object) -> str:
    """Give a header's value in one line, with raw bytes as the letters they most likely are."""
    text = str(value).encode("utf-8", "surrogateescape")
    return " ".join(decoded(text, None).split())


def spoken(value: str) -> str:
    """Give a header's value as people read it; neighbouring words of one set are decoded together."""
    pieces: list[str] = []
    held, charset, at = b"", "", 0
    for match in _WORD.finditer(value):
        between = value[at : match.start()]
        joined = bool(held) and _BETWEEN.match(between) is not None
        if held and not (joined and match[1].lower() == charset):
            pieces.append(decoded(held, charset))
            held = b""
        if not joined:
            pieces.append(between)
        held, charset, at = held + _raw(match[2], match[3]), match[1].lower(), match.end()
    if held:
        pieces.append(decoded(held, charset))
    return " ".join("".join([*pieces, value[at:]]).split())


def _raw(kind: str, text: str) -> bytes:
    """Give the bytes of an encoded word."""
    source = text.encode("latin-1", "replace")
    if kind in "qQ":
        return binascii.a2b_qp(source.replace(b"_", b" "), header=False)
    clean = re.sub(rb"[^A-Za-z0-9+/]", b"", source)
    clean = clean[: len(clean) - (len(clean) % 4 == 1)]
    return base64.b64decode(clean + b"=" * (-len(clean) % 4))


def mailboxes(value: str) -> tuple[Mailbox, ...]:
    """Give the people of an address header."""
    return tuple(_mailbox(item) for item in _items(value) if item.strip(' "'))


def _items(value: str) -> Iterator[str]:
    """Split at commas and semicolons that stand outside quotes, brackets and comments."""
    item: list[str] = []
    quoted, depth, escaped = False, 0, False
    for char in value:
        if escaped or char == "\\":
            escaped = not escaped
        elif char == '"':
            quoted = not quoted
        elif not quoted and char in "<(":
            depth += 1
        elif not quoted and char in ">)":
            depth = max(depth - 1, 0)
        elif not quoted and not depth and char in ",;":
            yield "".join(item)
            item = []
            continue
        item.append(char)
    yield "".join(item)


def _mailbox(item: str) -> Mailbox:
    match = _ADDRESSED.match(item.strip()) or _COMMENTED.match(item.strip())
    if match is not None:
        return Mailbox(_name(match["name"]), spoken(match["address"]).strip())
    bare = spoken(item.strip())
    return Mailbox("", bare) if "@" in bare and " " not in bare else Mailbox(_name(item), "")


def _name(text: str) -> str:
    """Give a display name without its quotes."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = re.sub(r"\\(.)", r"\1", text[1:-1])
    text = spoken(text).strip()
    return text[1:-1].strip() if len(text) > 1 and text[0] == text[-1] == "'" else text


def phrase(text: str) -> str:
    """Write a display name so that a mail may carry it."""
    if _ATOMS.match(text) and "=?" not in text:
        return text
    if _PLAIN.match(text) and "=?" not in text and len(text) < 60:
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return _encoded(text)


def unstructured(text: str) -> str:
    """Write a subject so that a mail may carry it."""
    long = any(len(word) > _WIDTH for word in text.split())
    return text if _PLAIN.match(text) and "=?" not in text and not long else _encoded(text)


def _encoded(text: str) -> str:
    words, held = [], b""
    for char in text:
        raw = char.encode("utf-8", "replace")
        if len(held) + len(raw) > _CHUNK:
            words.append(held)
            held = b""
        held += raw
    return " ".join(f"=?utf-8?b?{base64.b64encode(word).decode('ascii')}?=" for word in (*words, held))


def folded(name: str, value: str) -> str:
    """Give a whole header, broken at spaces so that no line is too long."""
    lines = [f"{name}:"]
    for word in value.split(" "):
        if len(lines[-1]) + len(word) + 1 > _WIDTH and lines[-1].strip() and lines[-1] != f"{name}:":
            lines.append("")
        lines[-1] += f" {word}"
    return "\r\n".join(lines) + "\r\n"
