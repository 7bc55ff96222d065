"""The corpus of real files beside the project, each in a process of its own with bounds of time and memory."""

import json
import os
import re
import resource
import subprocess
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pypdfium2

from minimise.errors import MinimiseError
from minimise.formats.pdf import adapter
from minimise.formats.pdf.ladder import Rung
from tests.unit.formats_pdf.made import PDF, edits_for

FOLDER = Path(__file__).parents[3] / "shared" / "corpora" / "pdf"
FILES = sorted(FOLDER.glob("*.pdf")) if FOLDER.is_dir() else []
SECONDS, BYTES = 120, 1536 * 1024 * 1024
LETTERS = re.compile(r"[^\W\d_]{4,14}")
WORD = re.compile(r"\w+")
# Not a text PDF that opens: nobody can open it, or no word of it can be seen.
NOT_TEXT = (
    "the PDF is damaged", "the PDF is protected with a password", "the PDF has no pages",
    "there are no words in this PDF", "this PDF is a scan; its words cannot be read",
    "the PDF is locked for named recipients", "the pages of this PDF are damaged",
)  # fmt: skip


def small() -> list[bytes]:
    """Give the small files, as seeds for damage."""
    return [path.read_bytes() for path in FILES if path.stat().st_size < 20_000][::4]


def one(path: Path) -> dict[str, Any]:
    """Take the commonest word out of one file and look for it with five readers."""
    data, began = path.read_bytes(), time.perf_counter()
    found: dict[str, Any] = {"file": path.name, "pages": 0, "leaks": [], "rungs": {}, "kept": 0, "wanted": 0}
    try:
        _redact(data, found)
        found["outcome"] = "written"
    except MinimiseError as problem:
        found["outcome"] = problem.summary
    except Exception as problem:
        found["outcome"] = f"CRASH {type(problem).__name__}"
    found["seconds"] = time.perf_counter() - began
    found["bytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return found


def _redact(data: bytes, found: dict[str, Any]) -> None:
    document = PDF.read(data, "case")
    texts = [part.text for part in document.parts if part.visible]
    words = Counter(word.lower() for text in texts for word in LETTERS.findall(text))
    target = words.most_common(1)[0][0] if words else "no such word"
    shapes = {match.group() for text in texts for match in re.finditer(re.escape(target), text, re.IGNORECASE)}
    edits = [edit for shape in sorted(shapes) for edit in edits_for(document, shape, "[1]")]
    sheets = adapter._sheets(data, edits)
    found["pages"], found["rungs"] = len(sheets), dict(Counter(sheet.rung.name for sheet in sheets))
    for strict, write in ((False, PDF.write), (True, PDF.write_strictly)):
        written = write(data, edits)
        witnesses = PDF.witnesses(written)
        seen = [(w.reader, " ".join([w.visible or "", *(text for _, text in w.surfaces)])) for w in witnesses]
        seen.append(("pdftotext", _pdftotext(written)))
        found["leaks"] += [f"{reader}{' strict' * strict}" for reader, text in seen if target in text.lower()]
        suffix = "_strict" if strict else ""
        for key, count in _kept(texts, target, witnesses[0].visible or "").items():
            found[key + suffix] = count


def _kept(texts: list[str], target: str, visible: str) -> dict[str, int]:
    """Count the words that should still be there: as words, and as letters in a row (spaces may fall elsewhere)."""
    expected = Counter(WORD.findall(re.sub(re.escape(target), " ", " ".join(texts), flags=re.IGNORECASE)))
    there = Counter(WORD.findall(visible))
    squeezed = "".join(WORD.findall(visible))
    as_words = sum((expected & there).values())
    parted = sum(count for word, count in (expected - there).items() if word in squeezed)
    return {"wanted": sum(expected.values()), "kept": as_words, "parted": parted}


def _pdftotext(data: bytes) -> str:
    return subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True).stdout.decode("utf-8", "replace")


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def _in_process(path: Path) -> dict[str, Any]:
    """Run one file in a child process; a fork, because importing the libraries takes longer than most files."""
    out = Path(tempfile.gettempdir(), f"pdf-bench-{os.getpid()}.json")
    out.unlink(missing_ok=True)
    child = os.fork()
    if not child:
        _bounded()
        out.write_text(json.dumps(one(path)), "utf-8")
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if status or not out.exists():
        return {"file": path.name, "outcome": f"CRASH {status}", "seconds": 0.0, "bytes": 0, "leaks": [], "rungs": {}}
    return dict(json.loads(out.read_text("utf-8")))


def report() -> None:
    """Print what became of every file."""
    if not FILES:
        print("  the corpus is not beside the project")
        return
    results = [_in_process(path) for path in FILES]
    outcomes = Counter(each["outcome"] for each in results)
    written = [each for each in results if each["outcome"] == "written"]
    rungs: Counter[str] = sum((Counter(each["rungs"]) for each in written), Counter())
    text = [each for each in results if each["outcome"] not in NOT_TEXT]
    lost = [each for each in text if each["outcome"] != "written" or each["rungs"].get(Rung.WITHHELD.name)]
    print(f"  {len(results)} files: {dict(outcomes.most_common())}")
    print(f"  pages by rung (default): {dict(rungs)}; strict sets every page afresh")
    print(
        f"  refused or with a page withheld: {len(lost)} of {len(text)} text PDFs that open {[e['file'] for e in lost]}"
    )
    print(f"  leaks in five readers: {[(each['file'], each['leaks']) for each in results if each['leaks']]}")
    for suffix in ("", "_strict"):
        kept, wanted = sum(e[f"kept{suffix}"] for e in written), sum(e[f"wanted{suffix}"] for e in written)
        parted = sum(e[f"parted{suffix}"] for e in written)
        worst = sorted((e[f"kept{suffix}"] / max(e[f"wanted{suffix}"], 1), e["file"]) for e in written)[:3]
        print(
            f"  kept words{suffix.replace('_', ' ')}: {(kept + parted) / wanted:.5f} of {wanted}; as often, and with "
            f"the same spaces, {kept / wanted:.5f}; lowest {worst}"
        )
    pages = sum(each["pages"] for each in written)
    print(
        f"  slowest {max(e['seconds'] for e in results):.1f} s (read once, written and verified twice), most memory "
        f"{max(e['bytes'] for e in results) / 2**20:.0f} MiB, {sum(e['seconds'] for e in written) / pages:.3f} s a page"
    )


def report_pixels() -> None:
    """Compare pages without a change, as pdfium paints them."""
    equal = near = total = 0
    for path in FILES:
        data = path.read_bytes()
        try:
            pages, written = adapter.read_pages(data), PDF.write(data, ())
            before, after = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument(written)
        except (MinimiseError, pypdfium2.PdfiumError):
            continue
        before.init_forms()
        for number, page in enumerate(pages):
            if page.rung or page.decor.withheld or page.unknown or page.inlaid:
                continue
            worst = _difference(before, after, number)
            if worst is not None:
                total += 1
                equal += worst == 0
                near += worst <= 32
    print(f"  {total} pages: {equal} pixel-equal, {near} with no dot more than 32/255 apart")


def _difference(before: pypdfium2.PdfDocument, after: pypdfium2.PdfDocument, number: int) -> int | None:
    try:
        one, other = (document[number].render(scale=1).to_numpy() for document in (before, after))
    except pypdfium2.PdfiumError:
        return None
    if one.shape != other.shape:
        return 255
    return int(abs(one.astype(int) - other.astype(int)).max())
