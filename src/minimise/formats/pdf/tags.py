"""What each line is, for those who listen to a document: the tag tree of a new file, built from kept words alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

import pikepdf
from pikepdf import Array, Dictionary, Name, String


@dataclass(frozen=True, slots=True)
class Tag:
    """The role of a line; lines with equal tags make one element."""

    role: str
    """`P`, `H1`, `H2`, or `TD` for a cell."""
    element: int
    """Which paragraph or table of the page it belongs to."""
    row: int = -1
    column: int = -1


def tag_of(tags: Sequence[Tag], line: int) -> Tag:
    """Give a line's tag; a line that has none is a paragraph of its own."""
    return tags[line] if line < len(tags) else Tag("P", 1_000_000 + line)


@dataclass(slots=True)
class TagTree:
    """Grows page by page while the pages are written, and is hung into the file at the end."""

    pdf: pikepdf.Pdf = field(repr=False)
    _root: pikepdf.Object = field(init=False, repr=False)
    _document: pikepdf.Object = field(init=False, repr=False)
    _parents: list[pikepdf.Object] = field(default_factory=list, repr=False)
    _children: list[pikepdf.Object] = field(default_factory=list, repr=False)

    def __post_init__(self) -> None:
        self._root = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._document = self._element("Document", self._root)

    def add(self, page: pikepdf.Object, lines: Sequence[tuple[int, Tag]]) -> None:
        """Take in a page: its marked stretches in reading order, each with its number and its tag."""
        page.StructParents = len(self._parents)
        owners: list[pikepdf.Object] = []
        for (is_cell, _), run in groupby(lines, key=lambda each: (each[1].role == "TD", _whole(each[1]))):
            if is_cell:
                owners += self._table(page, list(run))
            else:
                for _, same in groupby(run, key=lambda each: each[1]):
                    owners += self._leaf(page, list(same), self._document, self._children)
        by_number = dict(zip((number for number, _ in lines), owners, strict=True))
        self._parents.append(self.pdf.make_indirect(Array([by_number[number] for number in sorted(by_number)])))

    def hang(self) -> None:
        """Finish the tree and make the file say that it is tagged."""
        self._document.K = Array(self._children)
        self._root.K = Array([self._document])
        numbers = [each for at, owners in enumerate(self._parents) for each in (at, owners)]
        self._root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=Array(numbers)))
        self._root.ParentTreeNextKey = len(self._parents)
        root = self.pdf.Root
        root.StructTreeRoot, root.MarkInfo = self._root, Dictionary(Marked=True)
        root.Lang, root.ViewerPreferences = String("en-GB"), Dictionary(DisplayDocTitle=True)

    def _element(self, role: str, parent: pikepdf.Object) -> pikepdf.Object:
        return self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{role}"), P=parent))

    def _leaf(
        self,
        page: pikepdf.Object,
        lines: Sequence[tuple[int, Tag]],
        parent: pikepdf.Object,
        into: list[pikepdf.Object],
    ) -> list[pikepdf.Object]:
        """Make one element of some lines and give it once for each of them."""
        leaf = self._element(lines[0][1].role, parent)
        leaf.Pg, leaf.K = page, Array([number for number, _ in lines])
        into.append(leaf)
        return [leaf] * len(lines)

    def _table(self, page: pikepdf.Object, lines: Sequence[tuple[int, Tag]]) -> list[pikepdf.Object]:
        table = self._element("Table", self._document)
        self._children.append(table)
        owners: list[pikepdf.Object] = []
        rows: list[pikepdf.Object] = []
        for _, of_row in groupby(lines, key=lambda each: each[1].row):
            row = self._element("TR", table)
            cells: list[pikepdf.Object] = []
            for _, of_cell in groupby(of_row, key=lambda each: each[1].column):
                owners += self._leaf(page, list(of_cell), row, cells)
            row.K = Array(cells)
            rows.append(row)
        table.K = Array(rows)
        return owners


def _whole(tag: Tag) -> int:
    """Give what keeps two tables apart; paragraphs need nothing."""
    return tag.element if tag.role == "TD" else 0
