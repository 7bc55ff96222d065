"""Real files that nobody here wrote: a frequent word truly goes, nothing else does, and nothing crashes."""

import io
import random
import re
import statistics
import time
import zipfile
from collections import Counter
from pathlib import Path

import docx
import pytest
from lxml import etree

from minimise.errors import UnreadableDocument
from minimise.formats.docx import Word
from minimise.model import Document, Edit, Span

pytestmark = pytest.mark.corpus
WORD = Word()
_PLACEHOLDER = re.compile(r"\[(Image|Drawing|Chart|Embedded file|Signature) withheld\]")
_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


@pytest.fixture
def corpus(shared: Path) -> list[bytes]:
    files = sorted(path for path in (shared / "corpora" / "docx").glob("*") if path.suffix != ".tsv")
    if not files:
        pytest.skip("the corpus of Word files is not beside this checkout")
    return [path.read_bytes() for path in files]


def lines(document: Document) -> list[str]:
    """Give the visible texts without our placeholders and without the empty ones."""
    texts = (_PLACEHOLDER.sub("", part.text) for part in document.parts if part.visible)
    return [text for text in texts if text.strip()]


def edits_over_the_most_frequent_word(document: Document) -> tuple[re.Pattern[str], list[Edit]]:
    """Choose a word of at least four letters and cover every occurrence."""
    visible = [(number, part.text) for number, part in enumerate(document.parts) if part.visible]
    words = Counter(word.lower() for _, text in visible for word in re.findall(r"[^\W\d_]{4,}", text))
    target = words.most_common(1)[0][0] if words else "zzzz"
    pattern = re.compile(rf"(?<![^\W\d_]){re.escape(target)}(?![^\W\d_])", re.IGNORECASE)
    edits = [Edit(Span(n, m.start(), m.end()), "[X 1]") for n, text in visible for m in pattern.finditer(text)]
    return pattern, edits


@pytest.mark.slow
def test_a_frequent_word_goes_from_every_real_file_and_all_else_stays(corpus: list[bytes]) -> None:
    accepted, seconds = 0, []
    for data in corpus:
        begin = time.perf_counter()
        try:
            document = WORD.read(data, "case")
        except UnreadableDocument:
            continue
        pattern, edits = edits_over_the_most_frequent_word(document)
        out = WORD.write(data, edits)
        seconds.append(time.perf_counter() - begin)
        accepted += 1

        raw, library = WORD.witnesses(out)
        said = [raw.visible or "", *(text for witness in (raw, library) for _, text in witness.surfaces)]
        assert not any(pattern.search(text) for text in said)
        assert lines(WORD.read(WORD.write(data, []), "case")) == lines(document)
        docx.Document(io.BytesIO(out))

    assert accepted >= 0.98 * len(corpus)
    assert statistics.median(seconds) < 1


@pytest.mark.slow
def test_words_planted_anywhere_under_the_surface_of_real_files_never_ship(corpus: list[bytes]) -> None:
    planted = 0
    for number, data in enumerate(corpus):
        if not data.startswith(b"PK") or len(data) > 100_000:
            continue
        file, count = plant(data, random.Random(number))  # noqa: S311 - a test that can be repeated, not a secret
        planted += count
        try:
            out = WORD.write(file, [])
        except UnreadableDocument:
            continue
        with zipfile.ZipFile(io.BytesIO(out)) as archive:
            assert not any(b"zelwyck" in archive.read(name).lower() for name in archive.namelist())

    assert planted > 1000


def plant(data: bytes, chance: random.Random) -> tuple[bytes, int]:
    """Put a word into some attributes and texts of every part, save where it would be visible text."""
    planted = 0
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith(".xml") and name != "[Content_Types].xml" and content:
                root = etree.fromstring(content)
                planted += _plant_in(root, chance)
                content = etree.tostring(root)
            new.writestr(name, content)
    return stream.getvalue(), planted


def _plant_in(root: etree._Element, chance: random.Random) -> int:
    planted = 0
    for element in root.iter(etree.Element):
        for attribute in list(element.attrib):
            # The words of word art are visible, so they are no hidden place.
            if chance.random() < 0.03 and attribute != "string":
                element.set(attribute, "Zelwyckham")
                planted += 1
        if not str(element.tag).endswith("}t") and chance.random() < 0.02:
            element.text = "Zelwyckham"
            planted += 1
    return planted


def test_broken_real_files_are_refused_by_us_and_never_crash(corpus: list[bytes]) -> None:
    chance = random.Random(7)  # noqa: S311 - a test that can be repeated, not a secret
    refused = 0
    small = [data for data in corpus if len(data) < 30_000]
    for data in small:
        broken = bytearray(data)
        for _ in range(20):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            WORD.read(bytes(broken), "case")
        except UnreadableDocument:
            refused += 1

    assert refused > len(small) / 2
