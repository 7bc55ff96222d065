"""What each format holds: `python -m tests.bench.formats_bench [CORPORA]` prints leak kits, files tried, refusals.

A leak kit has one file for each place where a word can stand; `left` counts those whose word is in the copy. The
folder of corpora (default `../shared/corpora`) holds real files by kind; each is read and written without edits.
"""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from minimise.errors import UnreadableDocument
from minimise.formats import Format, format_of, named, reads_older_documents, reads_pictures
from tests.support.leak_kits import decided_leaves, edits_over, withdrawn_leaves
from tests.unit.formats_html import leakkit as page_kit
from tests.unit.formats_mail import leakkit as mail_kit
from tests.unit.formats_mail.compound import Message, outlook
from tests.unit.formats_mail.made import six_tiers, tiers_as_page, tiers_as_text
from tests.unit.formats_mail.packets import packet, rich, squeezed
from tests.unit.formats_odt import leakkit as text_kit
from tests.unit.formats_recognition.kinds import FOREIGN
from tests.unit.formats_sheets import leakkit as sheet_kit

ROOT = Path(__file__).resolve().parents[2]
OWN: Mapping[str, Callable[[], bytes]] = {
    "six tiers.eml": lambda: six_tiers().as_bytes(),
    "six tiers, typed.eml": lambda: six_tiers(formatted=False).as_bytes(),
    "six tiers.msg": lambda: outlook(Message(body=tiers_as_text(), page=tiers_as_page())),
    "rich text only.msg": lambda: outlook(Message(rich=squeezed(rich(b"He has a bruise on the left arm.")))),
    "winmail.dat": lambda: packet({0x10090102: squeezed(rich(b"He has a bruise on the left arm."))}),
    "rich text.rtf": lambda: rich(b"He has a bruise on the left arm."),
}


def gone(fmt: Format, data: bytes, canary: str, unpacked: Callable[[bytes], Iterator[bytes]]) -> bool:
    """Say whether a word is in no piece of the copy."""
    document = fmt.read(data, "bench")
    copy = fmt.write(data, edits_over(document, canary))
    return not any(canary.lower().encode() in piece.lower() for piece in unpacked(copy))


def kits() -> None:
    for name, kit in (("xlsx", sheet_kit), ("odt", text_kit)):
        wrong = [c for c, d in kit.WITHDRAWN.items() if withdrawn_leaves(named(name), d, kit.CANARY, kit.KEPT)]
        wrong += [c for c, d in kit.DECIDED.items() if decided_leaves(named(name), d, kit.CANARY)]
        print(f"kit {name:5} {len(kit.WITHDRAWN) + len(kit.DECIDED):3} channels, {len(wrong)} left {wrong or ''}")
    channels = {**mail_kit.WITHDRAWN, **mail_kit.DECIDED}
    wrong = [c for c, m in channels.items() if not gone(named("eml"), m(), mail_kit.CANARY, mail_kit.unpacked)]
    print(f"kit eml   {len(channels):3} channels, {len(wrong)} left {wrong or ''}")
    pages = {**page_kit.WITHDRAWN, **page_kit.DECIDED}
    wrong = [c for c, d in pages.items() if not gone(named("html"), _bytes(d), page_kit.CANARY, lambda p: iter((p,)))]
    print(f"kit html  {len(pages):3} channels, {len(wrong)} left {wrong or ''}")


def _bytes(page: str | bytes) -> bytes:
    return page.encode() if isinstance(page, str) else page


def files(corpora: Path) -> Iterator[tuple[str, str, bytes]]:
    """Yield kind, name and bytes of every file to try."""
    for name, make in OWN.items():
        yield f"own {name}", "", make()
    for folder in (ROOT / "samples", corpora):
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.is_file() and path.suffix.lower() not in (".toml", ".py", ".md", ".json", ".html", ""):
                yield f"{folder.name} {path.suffix.lower()}", path.suffix, path.read_bytes()


def tried(corpora: Path) -> None:
    written: Counter[str] = Counter()
    refused: dict[str, Counter[str]] = {}
    for kind, suffix, data in files(corpora):
        try:
            fmt = format_of(data, suffix)
            fmt.read(data, "bench")
            fmt.witnesses(fmt.write(data, []))
            written[kind] += 1
        except UnreadableDocument as problem:
            refused.setdefault(kind, Counter())[problem.summary] += 1
    for kind in sorted({*written, *refused}):
        why = ", ".join(f"{count} {reason}" for reason, count in sorted(refused.get(kind, Counter()).items()))
        print(f"tried {kind:24} {written[kind]:3} written and read back, refused: {why or 'none'}")


def foreign() -> None:
    for kind, (data, _, _) in FOREIGN.items():
        try:
            format_of(data).read(data, "bench")
            print(f"foreign {kind:20} NOT REFUSED")
        except UnreadableDocument as problem:
            print(f"foreign {kind:20} exit {problem.exit_code.value}: {problem.summary}. {problem.advice}")


def main(corpora: Path) -> None:
    began = time.process_time()
    print(f"extra ocr: {reads_pictures()}, LibreOffice: {reads_older_documents()}")
    kits()
    tried(corpora)
    foreign()
    print(f"{time.process_time() - began:.0f} s CPU")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "corpora")
