"""Real files of every odd kind: each is written clean and verified, or refused with a reason."""

import re
from collections import Counter
from pathlib import Path

import pytest
from tests.unit.formats_pdf.made import PDF, edits_for

from minimise.errors import MinimiseError

FOLDER = Path(__file__).parents[4] / "shared" / "corpora" / "pdf"
FILES = sorted(FOLDER.glob("*.pdf")) if FOLDER.is_dir() else []
LETTERS = re.compile(r"[^\W\d_]{4,14}")


@pytest.mark.corpus
@pytest.mark.slow
@pytest.mark.skipif(not FILES, reason="the PDF corpus is not beside the project")
def test_no_real_file_leaks_its_commonest_word_or_crashes() -> None:
    outcomes: Counter[str] = Counter()
    kept = wanted = 0
    for path in FILES:
        try:
            counts = _redacted(path.read_bytes())
        except MinimiseError as problem:
            outcomes[problem.summary] += 1
            continue
        outcomes["written"] += 1
        kept, wanted = kept + counts[0], wanted + counts[1]
    print(dict(outcomes), f"kept words {kept / wanted:.4f}")  # noqa: T201 - figures for a person

    assert outcomes["written"] >= 72
    assert outcomes["a page of the PDF is damaged"] == 0
    assert outcomes["the written PDF could not be read back"] == 0
    assert kept >= 0.99 * wanted


def _redacted(data: bytes) -> tuple[int, int]:
    """Remove the commonest word, look for it everywhere, and count the other words that stayed."""
    document = PDF.read(data, "case")
    texts = [part.text for part in document.parts if part.visible]
    words = Counter(word.lower() for text in texts for word in LETTERS.findall(text))
    target = words.most_common(1)[0][0] if words else "no such word"
    shapes = {match.group() for text in texts for match in re.finditer(re.escape(target), text, re.IGNORECASE)}
    edits = [edit for shape in sorted(shapes) for edit in edits_for(document, shape, "[1]")]
    witnesses = PDF.witnesses(PDF.write(data, edits))
    for witness in witnesses:
        assert target not in (witness.visible or "").lower(), witness.reader
        assert all(target not in text.lower() for _, text in witness.surfaces), witness.reader
    expected = Counter(re.findall(r"\w+", re.sub(re.escape(target), " ", " ".join(texts), flags=re.IGNORECASE)))
    found = Counter(re.findall(r"\w+", witnesses[0].visible or ""))
    return sum((expected & found).values()), sum(expected.values())
