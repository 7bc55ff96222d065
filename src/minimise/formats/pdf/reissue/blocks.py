"""From lines to the blocks of the new document: headings, paragraphs, table rows and notes of what was withheld."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from minimise.formats.pdf.display import PageInDoubt, Picture
from minimise.formats.pdf.ladder import Rung, Why
from minimise.formats.pdf.pages import Page
from minimise.formats.pdf.placeholders import label_of
from minimise.formats.pdf.placing import house_casts
from minimise.formats.pdf.reissue.edges import Edges, edges_of
from minimise.formats.pdf.reissue.furniture import Margins
from minimise.formats.pdf.reissue.joining import Block, grouped, paragraphs, words_of
from minimise.formats.pdf.reissue.rows import Columns, as_line, columns_of, is_stretched, settled
from minimise.formats.pdf.reissue.tables import Table
from minimise.formats.pdf.reissue.words import Stretch, Word, stretches_of
from minimise.formats.pdf.typeset import Cut
from minimise.formats.pdf.withheld import HEADING, reason_of

Item = list[Stretch] | Block
"""A line with its cells, or a note that stands among them."""


@dataclass(slots=True)
class Story:
    """All lines of a file in reading order, and what stands in its margins."""

    items: list[Item] = field(default_factory=list)
    margins: Margins = field(default_factory=Margins)


def blocks_of(pages: Sequence[Page], cuts: Mapping[int, Sequence[Cut]]) -> list[Block]:
    """Give the blocks of a whole file; where its pages broke is not told."""
    story = Story()
    for at, page in enumerate(pages):
        _tell(story, page, cuts.get(at, ()))
    items: list[Item] = [*story.margins.top, *story.items, *story.margins.bottom]
    columns = columns_of(item for item in items if not isinstance(item, Block))
    settled_items = [item if isinstance(item, Block) else settled(item, columns) for item in items]
    edges = edges_of(item[0] for item in settled_items if not isinstance(item, Block) and len(item) == 1)
    return list(_blocks([_levelled(item, columns, edges) for item in settled_items], edges))


def _levelled(item: Item, columns: Columns, edges: Edges) -> Item:
    if isinstance(item, Block) or not is_stretched(item, columns, edges):
        return item
    return [as_line(item)]


def _tell(story: Story, page: Page, cuts: Sequence[Cut]) -> None:
    rows: list[list[Stretch]] | None = None
    if page.rung is not Rung.WITHHELD:
        try:
            rows = list(stretches_of(page, cuts))
        except PageInDoubt:
            rows = None
    if rows is None:
        story.items += _notes([HEADING, reason_of(page.why or Why.DAMAGED)])
        return
    pictures = list(page.decor.withheld)
    for row in rows:
        while pictures and row[0].angle == 0 and row[0].base < pictures[0].box.low:
            story.items += _picture(pictures.pop(0))
        kept = [each for each in row if each.words]
        if kept and not story.margins.take(kept):
            story.items.append(kept)
    for picture in pictures:
        story.items += _picture(picture)


def _picture(picture: Picture) -> list[Block]:
    return _notes([label_of(picture.what)])


def _notes(texts: Sequence[str]) -> list[Block]:
    return [
        Block(((tuple(Word(tuple(house_casts(part, "Helvetica"))) for part in text.split()),),), 0.0, bold=False)
        for text in texts
    ]


def _blocks(items: Sequence[Item], edges: Edges) -> Iterator[Block]:
    waiting: list[Stretch] = []
    table = Table()
    for item in items:
        if isinstance(item, Block):
            yield from _free(waiting, edges)
            yield from _rows(table)
            waiting = []
            yield item
            continue
        row = [table.cell_of(item[0])] if len(item) == 1 else item
        if row[0].cell is None:
            yield from _rows(table)
            waiting.append(row[0])
        else:
            yield from _free(waiting, edges)
            waiting = []
            table.take(row)
    yield from _free(waiting, edges)
    yield from _rows(table)


def _rows(table: Table) -> Iterator[Block]:
    for row in table.done():
        yield _row(row)


def _free(lines: Sequence[Stretch], edges: Edges) -> Iterator[Block]:
    for group in grouped(lines):
        for paragraph in paragraphs(group, edges):
            yield Block(((words_of(paragraph),),), paragraph[0].size, _mostly_bold(paragraph))


def _mostly_bold(lines: Sequence[Stretch]) -> bool:
    return all(line.bold for line in lines)


def _row(cells: Sequence[Stretch]) -> Block:
    """Make a row: the lines of each cell, joined where they run on."""
    count = max((cell.cell[2] if cell.cell else 1) for cell in cells)
    ruled = cells[0].room is not None
    places: list[list[Stretch]] = [[] for _ in range(count)]
    for cell in cells:
        places[cell.cell[1] if cell.cell else 0].append(cell)
    if not ruled:
        places = [place for place in places if place]
    made = tuple(tuple(words_of(p) for group in grouped(place) for p in paragraphs(group, {})) for place in places)
    return Block(made, Counter(cell.size for cell in cells).most_common(1)[0][0], _mostly_bold(cells), ruled)
