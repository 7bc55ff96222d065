"""Real files that nobody here wrote: a frequent word truly goes, nothing else does, and nothing crashes."""

import io
import random
import re
import statistics
import time
from collections import Counter
from pathlib import Path

import docx
import pytest
from tests.bench import docx_corpus, docx_planting

from minimise.errors import UnreadableDocument
from minimise.formats.docx import Word
from minimise.model import Document, Edit, Span

pytestmark = pytest.mark.corpus
WORD = Word()
_PLACEHOLDER = re.compile(r"\[(Image|Drawing|Chart|Embedded file|Signature) withheld\]")


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

        raw, library = WORD.witnesses(out)[:2]
        said = [raw.visible or "", *(text for witness in (raw, library) for _, text in witness.surfaces)]
        assert not any(pattern.search(text) for text in said)
        assert lines(WORD.read(WORD.write(data, []), "case")) == lines(document)
        docx.Document(io.BytesIO(out))

    assert accepted >= 0.98 * len(corpus)
    assert statistics.median(seconds) < 1


def test_words_planted_anywhere_in_real_files_are_offered_to_the_reviewer_and_never_ship(shared: Path) -> None:
    files = [path for path in sorted((shared / "corpora" / "docx").glob("*.do*")) if path.stat().st_size < 40_000]
    if not files:
        pytest.skip("the corpus of Word files is not beside this checkout")

    tally = docx_planting.over(files[::3], 600)

    assert tally.planted == 600
    assert tally.remaining == {}
    assert tally.unoffered == {}


def test_no_word_no_tick_and_no_choice_is_lost_from_real_files(shared: Path) -> None:
    files = [path for path in sorted((shared / "corpora" / "docx").glob("*.do*")) if path.stat().st_size < 40_000]
    if not files:
        pytest.skip("the corpus of Word files is not beside this checkout")

    run = docx_corpus.over(files[::3])

    assert (run.crashes, run.leaks, run.unequal) == ([], [], [])
    assert run.lost == {}
    assert (run.ticks_kept, run.choices_kept) == (run.ticks, run.choices)
    assert run.opens == run.opened_before


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
