"""Reads the annotated gold referrals: who each mention is, and the same document without the marks."""

import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.truth import Truth

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "tests" / "gold"

_MARK = re.compile(r"\{(?P<id>[a-z0-9_-]+)(?P<how>[:~])(?P<text>[^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Marked:
    """One marked mention: whose it is, its words, and where it stands in the text without marks."""

    person: str
    text: str = field(repr=False)
    start: int
    is_name: bool
    """A name in some form, and not a kin or role word that stands for somebody."""


@dataclass(frozen=True, slots=True)
class Gold:
    """One gold referral, rendered into its file."""

    truth: Truth
    text: str = field(repr=False)
    marked: tuple[Marked, ...]

    @property
    def roles(self) -> Mapping[str, tuple[str, ...]]:
        """The roles of each person, weightiest first."""
        return {p["id"]: tuple(p["roles"]) for p in self.truth.data["people"]}


def unmarked(annotated: str) -> tuple[str, tuple[Marked, ...]]:
    """Give the text without marks, and the mentions with their places in it."""
    pieces: list[str] = []
    marked: list[Marked] = []
    length = at = 0
    for match in _MARK.finditer(annotated):
        before = annotated[at : match.start()]
        length += len(before)
        marked.append(Marked(match["id"], match["text"], length, match["how"] == ":"))
        pieces += [before, match["text"]]
        length += len(match["text"])
        at = match.end()
    return "".join([*pieces, annotated[at:]]), tuple(marked)


def built(into: Path, sets: tuple[str, ...]) -> Iterator[Gold]:
    """Render the referrals of some sets below a folder and give them in order."""
    sys.path.insert(0, str(ROOT / "samples"))
    from rendering import read_source, rendered  # type: ignore[import-not-found]

    for folder in sorted(f for name in sets for f in (GOLD / name).glob("*/") if (f / "truth.toml").is_file()):
        text, marked = unmarked((folder / "annotated.txt").read_text("utf-8"))
        target = into / f"{folder.parent.name}-{folder.name}"
        target.mkdir()
        shutil.copy(folder / "truth.toml", target)
        truth = Truth.of(target)
        if truth.source.suffix == ".txt":
            truth.source.write_text(_plain(text), "utf-8")
        else:
            truth.source.write_bytes(rendered(read_source(f"output: {truth.source.name}\n---\n{_laid_out(text)}")))
        yield Gold(truth, text, marked)


def _plain(text: str) -> str:
    """Give the text as somebody would type it: headings without their mark."""
    return re.sub(r"(?m)^#+ ", "", text)


def _laid_out(text: str) -> str:
    """Make rows of what stands between bars, as the renderer wants them."""
    return re.sub(r"(?m)^(?!\|)(.+ \| .+)$", r"| \1 |", text)
