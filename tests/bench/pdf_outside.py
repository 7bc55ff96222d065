"""Tools of other makes, each in an environment of its own, never imported here.

Set BENCH_PYMUPDF, BENCH_XRAY and BENCH_REDACTION_CHECK to the Python of an environment that has the tool.
"""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.pdf_poison import planted
from tests.bench.pdf_sources import KINDS, NAMES, edits, without
from tests.unit.formats_pdf.made import PDF
from tests.unit.formats_pdf.poison import CANARY

_APPLY = """
import sys, time, pymupdf
began = time.process_time()
document = pymupdf.open(sys.argv[1])
for page in document:
    for place in page.search_for(sys.argv[2]):
        page.add_redact_annot(place)
    page.apply_redactions()
document.scrub()
document.save(sys.argv[3], garbage=4, deflate=True)
print((time.process_time() - began) / document.page_count)
"""
_XRAY = """
import asyncio, json, sys, xray
async def look():
    return {path: await xray.inspect(path) for path in sys.argv[1:]}
print(json.dumps({path: len(found) for path, found in asyncio.run(look()).items()}))
"""


def report_speed(data: bytes, words: str) -> None:
    """Time the other tool on the same file; it verifies nothing."""
    python = os.environ.get("BENCH_PYMUPDF")
    if not python:
        print("  BENCH_PYMUPDF is not set: no comparison")
        return
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "in.pdf")
        source.write_bytes(data)
        out = _run(python, "-c", _APPLY, str(source), words, str(Path(folder, "out.pdf")))
    print(f"  PyMuPDF apply_redactions and scrub, without verification: {float(out):.3f} s a page")


def report_checkers() -> None:
    """Let two checkers look at an output of every kind, and at one known bad file so that they can fail."""
    with tempfile.TemporaryDirectory() as folder:
        made = dict(_written(Path(folder)))
        _xray(list(made), Path(folder))
        _check(made, Path(folder))


def _written(folder: Path) -> Iterator[tuple[Path, str]]:
    for kind, make in KINDS.items():
        for strict in (False, True):
            path = folder / f"{kind.replace(' ', '-').replace(',', '')}{'-strict' * strict}.pdf"
            path.write_bytes(without(make(NAMES[1]), NAMES[1], strict=strict))
            yield path, NAMES[1]
    source = planted()
    found = edits(PDF.read(source, "case"), CANARY, "[N 1]")
    for strict, write in ((False, PDF.write), (True, PDF.write_strictly)):
        path = folder / f"poison{'-strict' * strict}.pdf"
        path.write_bytes(write(source, found))
        yield path, CANARY


def _xray(paths: list[Path], folder: Path) -> None:
    python = os.environ.get("BENCH_XRAY")
    if not python:
        print("  BENCH_XRAY is not set: not run")
        return
    bad = folder / "bad.pdf"
    bad.write_bytes(planted())
    found = json.loads(_run(python, "-c", _XRAY, *map(str, [*paths, bad])).splitlines()[-1])
    control = found.pop(str(bad))
    flagged = [Path(path).name for path, count in found.items() if count]
    print(f"  x-ray: {len(flagged)} of {len(found)} outputs flagged {flagged}; the bad file: {control} pages")


def _check(made: dict[Path, str], folder: Path) -> None:
    python = os.environ.get("BENCH_REDACTION_CHECK")
    if not python:
        print("  BENCH_REDACTION_CHECK is not set: not run")
        return
    tool = str(Path(python).with_name("pdf-redaction-check"))
    flagged = []
    for path, words in made.items():
        secrets = [option for word in {words, *words.split()} for option in ("-s", word)]
        done = subprocess.run([tool, str(path), *secrets, "--json"], capture_output=True)
        if done.returncode:
            flagged.append((path.name, _findings(done.stdout)))
    bad = folder / "bad.pdf"
    bad.write_bytes(planted())
    control = subprocess.run([tool, str(bad), "-s", CANARY, "--json"], capture_output=True).returncode
    print(f"  pdf-redaction-check: {len(flagged)} of {len(made)} flagged {flagged}; the bad file: exit {control}")


def _findings(out: bytes) -> object:
    try:
        return json.loads(out)
    except ValueError:
        return out[:200]


def _run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()
