"""The frame of every leak kit: edits over each canary that people see, and all that stands in a file, unpacked."""

import io
import zipfile

from minimise.formats import Format
from minimise.model import Document, Edit, Span

LABEL = "[Neighbour 1]"


def edits_over(document: Document, canary: str) -> list[Edit]:
    """Give edits that take the canary out of every visible part."""
    found = []
    for number, part in enumerate(document.parts):
        at = part.text.find(canary) if part.visible else -1
        while at >= 0:
            found.append(Edit(Span(number, at, at + len(canary)), LABEL))
            at = part.text.find(canary, at + 1)
    return found


def everything(data: bytes) -> bytes:
    """Give all bytes of a packed document, its members' names among them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"\0".join([*(n.encode() for n in archive.namelist()), *map(archive.read, archive.namelist())])


def withdrawn_leaves(fmt: Format, data: bytes, canary: str, kept: str) -> str | None:
    """Say what is wrong with the copy of a file whose canary nobody sees; None where nothing is."""
    document = fmt.read(data, "case")
    if any(canary in part.text for part in document.parts if part.visible):
        return "it is taken for something that people see"
    copy = fmt.write(data, [])
    if canary.encode() in everything(copy):
        return "it stands in the copy"
    if not all(kept in (witness.visible or "") for witness in fmt.witnesses(copy)):
        return "what is to stay is gone"
    return None


def decided_leaves(fmt: Format, data: bytes, canary: str) -> str | None:
    """Say what is wrong with the copy of a file whose canary goes by decision; None where nothing is."""
    edits = edits_over(fmt.read(data, "case"), canary)
    if not edits:
        return "it is not offered for a decision"
    copy = fmt.write(data, edits)
    if canary.encode() in everything(copy):
        return "it stands in the copy"
    label = LABEL.strip("[]")
    if any((witness.visible or "").count(label) != len(edits) for witness in fmt.witnesses(copy)):
        return "its mark does not stand in its place"
    return None
