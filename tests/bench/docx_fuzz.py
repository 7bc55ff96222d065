"""Mutates real Word files in three ways: bytes of the container, bytes of a part, elements of a part."""

import io
import random
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from minimise.errors import UnreadableDocument
from minimise.formats.docx import Word

_LARGEST = 60_000
_ODD = (b"\0", b"<", b">", b"&", b'"', b"]]>", b"<!--", b"<?x", b"\xff\xfe", b"-1", b"99999999999", b"w:p", b"</w:r>")


@dataclass
class Fuzzed:
    """How the runs went; a crash is any error that is not one of ours."""

    runs: int = 0
    refused: int = 0
    written: int = 0
    crashes: Counter[str] = field(default_factory=Counter)


def fuzz(files: list[bytes], runs: int, seed: int = 1) -> Fuzzed:
    """Read, and where that works write and check, `runs` mutations of files that are not too large."""
    small = [data for data in files if len(data) <= _LARGEST and data.startswith(b"PK")]
    chance = random.Random(seed)  # noqa: S311 - runs that can be repeated, not a secret
    fuzzed = Fuzzed()
    for run in range(runs):
        data = chance.choice(small)
        mutated = _WAYS[run % len(_WAYS)](data, chance)
        _try(mutated, fuzzed)
    return fuzzed


def _try(data: bytes, fuzzed: Fuzzed) -> None:
    fuzzed.runs += 1
    word = Word()
    try:
        word.read(data, "case")
        word.witnesses(word.write(data, []))
        fuzzed.written += 1
    except UnreadableDocument:
        fuzzed.refused += 1
    except Exception as crash:
        frame = traceback.extract_tb(crash.__traceback__)[-1]
        fuzzed.crashes[f"{type(crash).__name__} in {frame.name}, line {frame.lineno}"] += 1


def _container(data: bytes, chance: random.Random) -> bytes:
    """Change, cut out or repeat bytes of the container."""
    return _bytes(data, chance, chance.randrange(1, 12))


def _bytes(data: bytes, chance: random.Random, times: int) -> bytes:
    changed = bytearray(data)
    for _ in range(times):
        at = chance.randrange(max(len(changed), 1))
        length = chance.randrange(1, 30)
        way = chance.randrange(4)
        if way == 0 and changed:
            changed[at] = chance.randrange(256)
        elif way == 1:
            del changed[at : at + length]
        elif way == 2:
            changed[at:at] = changed[at : at + length]
        else:
            changed[at : at + length] = chance.choice(_ODD)
    return bytes(changed)


def _part(data: bytes, chance: random.Random) -> bytes:
    """Change the bytes of one or two parts in a container that stays sound."""
    return _rezipped(data, chance, lambda content: _bytes(content, chance, chance.randrange(1, 6)))


def _elements(data: bytes, chance: random.Random) -> bytes:
    """Take out, repeat, move, rename or relabel elements of one or two parts, which stay well-formed."""
    return _rezipped(data, chance, lambda content: _shuffled(content, chance))


def _rezipped(data: bytes, chance: random.Random, change: Callable[[bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    parts = [name for name in members if name.endswith((".xml", ".rels"))]
    for name in (
        chance.sample(parts, min(len(parts), chance.randrange(1, 3))) + ["word/document.xml"][: chance.randrange(2)]
    ):
        if name in members:
            members[name] = change(members[name])
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _shuffled(content: bytes, chance: random.Random) -> bytes:
    try:
        root = etree.fromstring(content)
    except etree.XMLSyntaxError:
        return content
    for _ in range(chance.randrange(1, 12)):
        nodes = [node for node in root.iter(etree.Element) if node is not root]
        if not nodes:
            break
        node, other = chance.choice(nodes), chance.choice(nodes)
        parent = node.getparent()
        if parent is None:
            continue
        way = chance.randrange(6)
        if way == 0:
            parent.remove(node)
        elif way == 1:
            parent.append(etree.fromstring(etree.tostring(node)))
        elif way == 2 and node not in set(other.iterancestors()) and other is not node:
            other.append(node)
        elif way == 3:
            node.tag = other.tag
        elif way == 4 and node.attrib:
            node.set(
                chance.choice(list(node.attrib)), chance.choice(["", "-1", "99999999999", "x" * 500, "\u202e", "true"])
            )
        else:
            node.text = chance.choice(["", "\u0301", "\ufeff", "x" * 5000, "\U0001f600"])
    return etree.tostring(root)


_WAYS = (_container, _part, _elements, _elements)
