"""Runs real files through the engine: a frequent word as target, every loss and every leak counted."""

import io
import re
import statistics
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import docx

from minimise.errors import UnreadableDocument
from minimise.formats.docx import Word
from minimise.model import Document, Edit, Span, Surface, Unit
from tests.bench.docx_seen import Seen, seen, words_of
from tests.unit.formats_docx.made import Made, p, r
from tests.unit.formats_docx.test_docx_reading import field as form_field

LABEL = "[X 1]"
_MARK = re.compile(r"\[(Text|Image|Drawing|Chart|Embedded file|Signature) withheld\]")


@dataclass
class Run:
    """What became of all the files."""

    files: int = 0
    written: int = 0
    refused: list[str] = field(default_factory=list)
    crashes: list[str] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)
    edits: int = 0
    words: int = 0
    lost: Counter[str] = field(default_factory=Counter)
    ticks: int = 0
    ticks_kept: int = 0
    choices: int = 0
    choices_kept: int = 0
    opened_before: int = 0
    opens: int = 0
    unequal: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    checking: list[float] = field(default_factory=list)


def over(files: list[Path], folder: Path | None = None) -> Run:
    """Run every file; where a folder is given, the copies with and without edits are kept there."""
    run = Run()
    for path in files:
        run.files += 1
        try:
            _one(path, run, folder)
        except UnreadableDocument as refusal:
            run.refused.append(f"{path.name[:3]}: {refusal.summary}")
        except Exception as crash:
            run.crashes.append(f"{path.name[:3]}: {type(crash).__name__}")
    _form(run)
    return run


def _one(path: Path, run: Run, folder: Path | None) -> None:
    data, word = path.read_bytes(), Word()
    began = time.process_time()
    document = word.read(data, "case")
    chosen, edits = over_the_most_frequent_word(document)
    copy = word.write(data, edits)
    run.seconds.append(time.process_time() - began)
    began = time.process_time()
    witnesses = word.witnesses(copy)
    run.checking.append(time.process_time() - began)
    run.written += 1
    run.edits += len(edits)
    said = [w.visible or "" for w in witnesses] + [text for w in witnesses for _, text in w.surfaces]
    if any(chosen.search(text) for text in said):
        run.leaks.append(path.name[:3])
    _open_again(data, copy, run)
    plain = word.write(data, [])
    if not _same(document, word.read(plain, "case")) or word.write(plain, []) != plain:
        run.unequal.append(path.name[:3])
    if folder is not None:
        for name, content in (("edited", copy), ("plain", plain)):
            (folder / name / f"{path.stem}.docx").write_bytes(content)
    _compare(seen(data), seen(plain), document, run)


def over_the_most_frequent_word(document: Document) -> tuple[re.Pattern[str], list[Edit]]:
    """Choose a word of at least four letters and cover every occurrence."""
    visible = [(number, part.text) for number, part in enumerate(document.parts) if part.visible]
    words = Counter(word.lower() for _, text in visible for word in re.findall(r"[^\W\d_]{4,}", text))
    target = words.most_common(1)[0][0] if words else "zzzz"
    pattern = re.compile(rf"(?<![^\W\d_]){re.escape(target)}(?![^\W\d_])", re.IGNORECASE)
    edits = [Edit(Span(n, m.start(), m.end()), LABEL) for n, text in visible for m in pattern.finditer(text)]
    return pattern, edits


def _open_again(data: bytes, copy: bytes, run: Run) -> None:
    """Open with python-docx what python-docx could open before."""
    for content, name in ((data, "opened_before"), (copy, "opens")):
        try:
            docx.Document(io.BytesIO(content))
        except Exception:
            return
        setattr(run, name, getattr(run, name) + 1)


def _same(before: Document, after: Document) -> bool:
    """Say whether two documents show the same lines, apart from our placeholders and empty paragraphs."""
    lines = [
        [line for part in d.parts if part.visible for line in _MARK.sub("", part.text).split("\n") if line.strip()]
        for d in (before, after)
    ]
    return lines[0] == lines[1]


def _compare(before: Seen, after: Seen, document: Document, run: Run) -> None:
    """Count words, ticks and choices that a person sees before and no longer after, save what was withdrawn."""
    withdrawn = Counter(
        word
        for part in document.parts
        if part.surface in (Surface.HIDDEN, Surface.DELETED) and part.place.unit is Unit.PARAGRAPH
        for word in words_of(part.text)
    )
    run.words += sum(before.words.values())
    run.lost += before.words - after.words - withdrawn
    run.ticks += sum(before.ticks.values())
    run.ticks_kept += sum((before.ticks & after.ticks).values())
    run.choices += len(before.choices)
    run.choices_kept += sum(choice in after.text for choice in before.choices)


def _form(run: Run) -> None:
    """Run a made form with every kind of tick box, in both states, and of drop-down list."""
    control = (
        "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='{}'/></w14:checkbox></w:sdtPr>"
        "<w:sdtContent>{}</w:sdtContent></w:sdt>"
    )
    older = "<w:ffData><w:checkBox><w:default w:val='{}'/></w:checkBox></w:ffData>"
    choice = "<w:ffData><w:ddList><w:result w:val='{}'/>{}</w:ddList></w:ffData>"
    entries = "".join(f"<w:listEntry w:val='Level {n}'/>" for n in range(1, 6))
    rows = [p(r(f"Risk {n} ") + form_field("X", form=choice.format(n, entries))) for n in range(5)]
    for on, glyph, code in ((1, "☒", "F0FE"), (0, "☐", "F0A8")):
        rows += [
            p(r("Box ") + control.format(on, r(glyph))),
            p(r("Box ") + form_field("X", form=older.format(on))),
            p(r(f"Box {glyph}")),
            p(f"<w:r><w:t>Box </w:t><w:sym w:font='Wingdings' w:char='{code}'/></w:r>"),
        ]
    data = Made("".join(rows * 10)).bytes()
    document = Word().read(data, "case")
    _compare(seen(data), seen(Word().write(data, [])), document, run)


def speeds(run: Run) -> str:
    """Give the processor time of reading and writing, and of checking, a file; other work cannot lengthen it."""
    ordered = sorted(run.seconds)
    return (
        f"median {statistics.median(ordered):.3f} s, p95 {ordered[int(0.95 * len(ordered))]:.2f} s, "
        f"largest {ordered[-1]:.1f} s; checking median {statistics.median(run.checking):.3f} s"
    )
