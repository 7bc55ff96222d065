"""Opens copies in an office suite, and lets a second detector look for what is hidden in them."""

import json
import os
import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from shutil import which

UNICODE_NOTES = frozenset({"mixed-script", "zero-width", "homoglyph", "bidi", "invisible-characters"})


@dataclass
class Pages:
    """How many copies became a PDF, and how many of those have as many pages as their original."""

    originals: int = 0
    converted: int = 0
    same: int = 0
    differing: list[str] = field(default_factory=list)


def pages(originals: Sequence[Path], copies: Path, cache: Path) -> Pages | None:
    """Turn originals and copies into PDFs and compare their pages; None where there is no office suite."""
    if which("soffice") is None or which("pdfinfo") is None:
        return None
    before, after = cache / "before", cache / "after"
    with tempfile.TemporaryDirectory() as plain:
        for path in originals:
            (Path(plain) / f"{path.stem}.docx").write_bytes(path.read_bytes())
        _convert(sorted(Path(plain).glob("*.docx")), before)
    _convert(sorted(copies.glob("*.docx")), after)
    found = Pages()
    for copy in sorted(copies.glob("*.docx")):
        counts = [_count(folder / f"{copy.stem}.pdf") for folder in (before, after)]
        if counts[0] is None:
            continue  # the suite could not open the original
        found.originals += 1
        found.converted += counts[1] is not None
        if counts[0] == counts[1]:
            found.same += 1
        else:
            found.differing.append(f"{copy.stem[:3]}: {counts[0]} to {counts[1]}")
    return found


def _convert(files: Sequence[Path], target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    profile = f"-env:UserInstallation=file://{target.parent / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(target), *map(str, files)]
    subprocess.run(command, capture_output=True, check=False, timeout=900)


def _count(pdf: Path) -> int | None:
    if not pdf.exists():
        return None
    said = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, check=False).stdout
    match = re.search(r"Pages:\s+(\d+)", said)
    return int(match[1]) if match else None


@dataclass
class Opinion:
    """What the second detector said of all copies, by its kind of finding."""

    files: int
    refused: int
    findings: Counter[str]

    @property
    def others(self) -> int:
        """Findings that are more than a note about characters."""
        return sum(count for kind, count in self.findings.items() if kind not in UNICODE_NOTES)


def second_opinion(copies: Path) -> Opinion | None:
    """Ask unmasker, from an environment of its own named in UNMASKER; None where there is none."""
    program = os.environ.get("UNMASKER") or which("unmasker")
    if program is None:
        return None
    done = subprocess.run([program, "--json", str(copies)], capture_output=True, text=True, check=False)
    files = json.loads(done.stdout)["files"]
    kinds = Counter(finding["detector"] for file in files for finding in file["findings"])
    return Opinion(len(files), sum(file["refused"] is not None for file in files), kinds)
