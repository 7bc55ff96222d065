"""*Compare* and *Finish*: what really stands in the finished file, the last checks, and the signature."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from minimise.errors import MinimiseError, UsageProblem
from minimise.web.cards import tally
from minimise.web.drafts import draft_of, file_of, shareable, write_out
from minimise.web.house import Row, house_of, posted, text, texts
from minimise.web.marking import Piece, pieces
from minimise.web.pages.unlock import stuck
from minimise.web.paint import painted
from minimise.web.seconding import check_agreement, waiting
from minimise.web.session import Item

CHECKS = (
    ("compared", "I have read the finished copy under Compare, and it says what this recipient needs to act."),
    ("recipient", "I have checked who it goes to, and how it will be sent."),
    ("family", "I have thought about who must not learn of it, and about telling the family where that is safe."),
)
FILES = (
    (".minimised.", "The copy: this is what you send"),
    (".statement.html", "Goes with the copy: what was withheld, of which kinds, and whom to ask"),
    (".log.html", "The justification log to read and print; it holds no words of the document"),
    (".log.json", "The same log for `minimise log verify`"),
    (".review.json", "Private: what the next run needs. It holds words of the document"),
)
"""What each file is for, by a piece of its name."""
_TYPES = {".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".pdf": "application/pdf"}


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph of the original beside what became of it."""

    before: tuple[Piece, ...] = field(repr=False)
    after: str = field(repr=False)
    same: bool
    place: int


async def compare(request: Request) -> Response:
    """Show the original beside the finished file, as read back from it."""
    house = house_of(request)
    item = house.item(request)
    if not item.state.recipient:
        return RedirectResponse(f"/files/{item.id}/before", status_code=303)
    try:
        draft = await run_in_threadpool(draft_of, house, item)
        sheet = await house.sheet(item)
    except MinimiseError as problem:
        return stuck(request, item, problem)
    pairs = list(pairs_of(sheet, draft["finished"]))
    changed = sum(not pair.same for pair in pairs)
    return painted(request, "compare.html", item=item, state=item.state, draft=draft, pairs=pairs, changed=changed)


def pairs_of(sheet: Row, finished: Sequence[Row]) -> Iterator[Pair]:
    """Pair what a reader saw before with what a reader sees now, line by line."""
    before = [
        (index, piece)
        for index, part in enumerate(sheet["parts"]) if part["visible"] and part["text"].strip()
        for piece in _line_pieces(pieces(index, part["text"], _of_part(sheet, index)))
    ]  # fmt: skip
    after = [line for part in finished if part["visible"] for line in part["text"].splitlines() if line.strip()]
    old = ["".join(p.text for p in line) for _, line in before]
    matcher = difflib.SequenceMatcher(None, [" ".join(o.split()) for o in old], [" ".join(a.split()) for a in after],
                                      autojunk=False)  # fmt: skip
    for tag, i, j, k, m in matcher.get_opcodes():
        for step in range(max(j - i, m - k)):
            left = before[i + step] if i + step < j else None
            right = after[k + step] if k + step < m else ""
            yield Pair(tuple(left[1]) if left else (), right, tag == "equal", left[0] if left else -1)


def _of_part(sheet: Row, index: int) -> list[Row]:
    return [d for d in sheet["decisions"] if any(span[0] == index for span in d["spans"])]


def _line_pieces(found: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Cut pieces at line ends, and leave out lines without words."""
    line: list[Piece] = []
    for piece in found:
        parts = piece.text.split("\n")
        for at, words in enumerate(parts):
            if at and any(p.text.strip() for p in line):
                yield line
            if at:
                line = []
            last = at == len(parts) - 1
            line.append(replace(piece, text=words, start=0, begins=(), marks=piece.marks if last else ()))
    if any(p.text.strip() for p in line):
        yield line


async def finish(request: Request) -> Response:
    """Show the last checks."""
    return await _finish(request, house_of(request).item(request))


async def _finish(request: Request, item: Item, problem: MinimiseError | None = None) -> Response:
    house = house_of(request)
    if not item.state.recipient:
        return RedirectResponse(f"/files/{item.id}/before", status_code=303)
    try:
        draft = await run_in_threadpool(draft_of, house, item)
        sheet = await house.sheet(item)
        missing = (await run_in_threadpool(house.worker.ask, "record", house.question(item)))["missing"]
    except MinimiseError as trouble:
        return stuck(request, item, trouble)
    overrides = {d["key"] for d in sheet["decisions"] if d["turned"]}
    return painted(
        request, "finish.html", status=400 if problem else 200, item=item, state=item.state, draft=draft,
        tally=tally(sheet), sheet=sheet, checks=CHECKS, problem=problem, overrides=len(overrides),
        banners=list(dict.fromkeys(d["banner"] for d in sheet["decisions"] if d["banner"])),
        told=FILES, shareable=shareable(draft["names"]), folder=house.output_dir, at=draft["at"],
        turned=waiting(item, sheet), seconds=sorted({d["second"] for d in sheet["decisions"] if d["second"]}),
        taken=any((house.output_dir / name).exists() for name in draft["names"]),
        missing=missing, has_password=item.id in house.passwords,
        said=item.state.answers.get("safety", {}),
    )  # fmt: skip


async def write(request: Request) -> Response:
    """Write the files that were looked at."""
    house, form = house_of(request), await posted(request)
    item = house.item(request)
    try:
        draft = await run_in_threadpool(draft_of, house, item)
        if set(texts(form, "checks")) < {key for key, _ in CHECKS}:
            raise UsageProblem("not everything on the list is ticked", "Tick each line once you have done it.")
        if texts(form, "at") != [str(draft["at"])]:
            raise UsageProblem("something was decided after this page was drawn", "Look at Compare again.")
        if draft["alone"]:
            raise UsageProblem("a second person has to agree first", "Ask a colleague to look at the list below.")
        written = await run_in_threadpool(
            write_out, item, draft, house.output_dir, force="replace" in texts(form, "flags")
        )
    except MinimiseError as problem:
        return await _finish(request, item, problem)
    item.record("finished", {"names": [path.name for path in written], "by": house.session.staff_id})
    return RedirectResponse(f"/files/{item.id}/finish", status_code=303)


async def confirm(request: Request) -> Response:
    """Take a second person's agreement to exactly what they were shown."""
    house, form = house_of(request), await posted(request)
    item = house.item(request)
    try:
        turned, second = waiting(item, await house.sheet(item)), text(form, "second")
        check_agreement(turned, second, texts(form, "keys"), agreed="yes" in texts(form, "agreed"))
    except MinimiseError as problem:
        return await _finish(request, item, problem)
    item.record("confirmed", {"second": second, "keys": [one.decision["key"] for one in turned]})
    return RedirectResponse(f"/files/{item.id}/finish", status_code=303)


async def download(request: Request) -> Response:
    """Give one of the finished files."""
    house = house_of(request)
    item = house.item(request)
    try:
        draft = await run_in_threadpool(draft_of, house, item)
    except MinimiseError:
        draft = {"names": [], "alone": 0}
    # What a second person has not agreed to yet is there to be looked at, and not to be taken away.
    path = None if draft["alone"] else file_of(item, draft, request.path_params["name"])
    if path is None:
        raise HTTPException(404)
    return attachment(path)


def attachment(path: Path) -> Response:
    """Give a file to be saved, never to be shown inside the page: an HTML of ours would run under our origin."""
    kind = _TYPES.get(path.suffix, "application/octet-stream")
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(path.name, safe='')}"}
    return Response(path.read_bytes(), media_type=kind, headers=headers)
