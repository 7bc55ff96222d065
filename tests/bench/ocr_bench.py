"""How well and how fast scans are read: `python tests/bench/ocr_bench.py [PAGES]` prints one row a page, and the sums.

Synthetic referral pages are rendered, then slanted, blurred, made noisy, saved as JPEG, or seen askew as by a phone.
Every name is withheld; then the written page is rendered and read again.
"""

import difflib
import io
import random
import re
import resource
import sys

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from minimise.formats.pdf import Pdf
from minimise.formats.scans import can_read
from minimise.model import Edit, Span

FIRST = ("Aoife", "Kwame", "Priya", "Tomasz", "Megan", "Yusuf", "Siobhan", "Callum", "Nkechi", "Rhiannon")
LAST = ("Braithwaite", "Okonkwo", "Nair", "Wisniewski", "Hargreave", "Demir", "Gallagher", "Prosser", "Thistlewood")
TEXT = (
    "{a} of 14 Quarry Lane rang the school on 01632 960451 and said that there had",
    "been shouting on three nights. The child has a bruise on the left upper arm and",
    "told {b} that it hurt. {c} moved in six weeks ago. The mother,",
    "{d}, said that he fell from a swing. Please do not ring before 4 pm.",
    "{b} saw marks on his back on 29 October. {a} does not want the",
    "family to know. He falls asleep in class and has lost weight since June.",
)


def user() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime


def page(chance: random.Random) -> tuple[bytes, str, list[str]]:
    names = [f"{first} {last}" for first, last in zip(chance.sample(FIRST, 4), chance.sample(LAST, 4), strict=True)]
    lines = [line.format(**dict(zip("abcd", names, strict=True))) for line in TEXT]
    rows = [("Child", "Ellie Ward"), ("Date of birth", "14/03/2016"), ("Referrer", names[1]), ("Mother", names[3])]
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(60, 780, "Safeguarding referral")
    for at, (label, value) in enumerate(rows):
        y = 745 - 20 * at
        canvas.rect(60, y - 6, 130, 20)
        canvas.rect(190, y - 6, 340, 20)
        canvas.setFont("Helvetica", 10)
        canvas.drawString(66, y, label)
        canvas.drawString(196, y, value)
    canvas.setFont(chance.choice(("Times-Roman", "Helvetica", "Courier")), 10.5 if chance.random() < 0.5 else 11)
    for at, line in enumerate(lines):
        canvas.drawString(60, 640 - 16 * at, line)
    canvas.save()
    words = " ".join(["Safeguarding referral", *(f"{a} {b}" for a, b in rows), *lines])
    return out.getvalue(), words, names


def worn(data: bytes, kind: str, dpi: int, chance: random.Random) -> bytes:
    document = pypdfium2.PdfDocument(data)
    image = document[0].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    document.close()
    image = image.crop((0, 0, image.width, image.height // 2))
    if kind in ("slant", "noise"):
        image = image.rotate(chance.uniform(-3, 3), fillcolor=250, resample=Image.Resampling.BICUBIC)
    if kind in ("blur", "photo"):
        image = image.filter(ImageFilter.GaussianBlur(dpi / 220))
    if kind == "photo":
        w, h = image.size
        image = image.transform(
            (w, h), Image.Transform.PERSPECTIVE, (1.02, 0.015, -0.02 * w, 0.01, 1.03, -0.02 * h, 0.00001, 0.00002),
            Image.Resampling.BICUBIC, fillcolor=235,
        )  # fmt: skip
    dots = np.asarray(image).astype(np.float64)
    if kind in ("noise", "photo"):
        dots = dots * 0.85 + 15 + np.random.default_rng(chance.randrange(10**6)).normal(0, 9, dots.shape)
    if kind == "photo":
        dots *= np.linspace(0.75, 1.0, dots.shape[1])
    out, paper = io.BytesIO(), io.BytesIO()
    Image.fromarray(dots.clip(0, 255).astype(np.uint8)).save(out, "JPEG", quality=65)
    Image.open(out).save(paper, "PDF", resolution=dpi)
    return paper.getvalue()


def right(wanted: str, got: str) -> float:
    """Give the share of letters that were read, whatever the spaces and the order of the words."""
    left, words = list(got.split()), wanted.split()
    total = sum(map(len, words))
    found = 0.0
    for word in words:
        best = word if word in left else next(iter(difflib.get_close_matches(word, left, 1, 0.5)), None)
        if best is not None:
            left.remove(best)
            found += difflib.SequenceMatcher(None, word, best).ratio() * len(word)
    return found / total


def main(pages: int) -> None:
    if not can_read():
        raise SystemExit("the extra `ocr` is not installed")
    rows = []
    kinds = [(k, d) for k in ("clean", "slant", "noise", "blur", "photo") for d in (150, 200, 300)]
    for number in range(pages):
        chance = random.Random(number)  # noqa: S311
        kind, dpi = kinds[number % len(kinds)]
        data, words, names = page(chance)
        scan = worn(data, kind, dpi, chance)
        began = user()
        try:
            document = Pdf().read(scan, "bench")
        except Exception as problem:
            print(f"{number:3} {kind:6} {dpi} refused: {type(problem).__name__}")
            continue
        reading = user() - began
        text = document.parts[0].text
        spans = [Span(0, m.start(), m.end()) for n in names for m in re.finditer(r"\s+".join(n.split()), text)]
        out = Pdf().write(scan, [Edit(span, "[Person]") for span in sorted(spans)])
        witnesses = Pdf().witnesses(out)
        everything = " ".join(t for w in witnesses for t in (w.visible or "", *(s for _, s in w.surfaces)))
        asked = sum(words.count(n) for n in names)
        leaks = sum(part in everything for n in names for part in n.split())
        rows.append((right(words, text), len(spans), asked, leaks, len(document.unread), reading, user() - began))
        share, found, _, _, unread, first, whole = rows[-1]
        print(
            f"{number:3} {kind:6} {dpi} read {share:.4f}, names found {found}/{asked}, parts left {leaks}, "
            f"unread {unread}, {first:.1f} s to read, {whole:.1f} s with writing and verifying",
            flush=True,
        )
    count = max(len(rows), 1)
    print(
        f"pages {len(rows)} of {pages}: read {sum(r[0] for r in rows) / count:.4f}, names {sum(r[1] for r in rows)} of "
        f"{sum(r[2] for r in rows)}, parts of names left {sum(r[3] for r in rows)}, "
        f"{sum(r[5] for r in rows) / count:.1f} s to read a page, {sum(r[6] for r in rows) / count:.1f} s in all"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
