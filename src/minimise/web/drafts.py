"""The draft: the finished files as they will be, verified, kept beside the document until a person signs them."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from minimise.errors import UsageProblem
from minimise.stages.record import release
from minimise.web.house import House
from minimise.web.session import Item

Row = dict[str, Any]
_ABOUT = "about.json"
_PRIVATE = ".review.json"


def draft_of(house: House, item: Item) -> Row:
    """Give the draft of a document as decided now; one that is up to date is not made again.

    Raises:
        MinimiseError: no draft can be made; the sentences say why. None is left then.
    """
    at = item.state.at
    known = _known(item)
    if known is not None and known["at"] == at and "alone" in known:
        return known
    shutil.rmtree(item.draft, ignore_errors=True)
    item.draft.mkdir(mode=0o700)
    asked = house.question(item) | {"draft": str(item.draft), "case_key": item.case_key}
    try:
        made = house.worker.ask("finish", asked) | {"at": at}
    except BaseException:
        shutil.rmtree(item.draft, ignore_errors=True)
        raise
    (item.draft / _ABOUT).write_text(json.dumps(made), encoding="utf-8")
    return made


def _known(item: Item) -> Row | None:
    try:
        return dict(json.loads((item.draft / _ABOUT).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return None


def file_of(item: Item, draft: Row, name: str) -> Path | None:
    """Give one of the draft's files by its name; None if it is none of them."""
    return item.draft / name if name in draft["names"] else None


def shareable(names: Sequence[str]) -> list[str]:
    """Leave out what never leaves the sender's hands."""
    return [name for name in names if not name.endswith(_PRIVATE)]


def write_out(item: Item, draft: Row, folder: Path, *, force: bool) -> list[Path]:
    """Write exactly the files that were looked at into the output folder.

    Raises:
        UsageProblem: the draft is no longer what was decided, or a name is taken.
    """
    if draft["at"] != item.state.at:
        raise UsageProblem("something was decided after this page was drawn", "Look at Compare again, then finish.")
    outputs = [
        (folder / name, (item.draft / name).read_bytes(), 0o600 if name.endswith(_PRIVATE) else 0o644)
        for name in draft["names"]
    ]
    release(outputs, force=force)
    return [path for path, _, _ in outputs]
