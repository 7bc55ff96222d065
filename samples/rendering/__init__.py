"""Turns the source text of a sample into a Word or PDF file whose bytes never change from one run to the next."""

from collections.abc import Sequence
from pathlib import Path

from .portable import pdf_bytes
from .source import Source, read_source
from .word import docx_bytes

__all__ = ["build_all", "read_source", "rendered"]


def rendered(source: Source) -> bytes:
    """The finished file of one sample."""
    return docx_bytes(source) if source.output.endswith(".docx") else pdf_bytes(source)


def build_all(folder: Path, only: Sequence[str] = ()) -> list[Path]:
    """Write the file of every case under ``folder``; a text referral is its own source and is left alone."""
    written = []
    for path in sorted(folder.glob("*/source.txt")):
        if only and path.parent.name not in only:
            continue
        source = read_source(path.read_text(encoding="utf-8"))
        target = path.parent / source.output
        target.write_bytes(rendered(source))
        written.append(target)
    return written
