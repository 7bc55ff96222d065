"""The other process: limits itself, then answers question after question about PDF files."""

import gc
import json
import os
from typing import Any, BinaryIO

from minimise.errors import MinimiseError, UnreadableDocument
from minimise.formats.pdf.adapter import Pdf
from minimise.formats.pdf.apart.messages import edits_of, packed_document, packed_problem, packed_witnesses
from minimise.formats.scans import can_read
from minimise.limits import address_space, confine, die_with_parent, hush

MEMORY = 1024 * 1024 * 1024
"""Bytes beyond what this process came with."""
MEMORY_TO_READ_PICTURES = 2 * MEMORY
"""The same where the reader of pictures is installed: it asks for 1.7 GiB of address space."""
SECONDS = 120
"""Of processor time."""
MOST_SECONDS = 1600
"""The same, if a hundred pages have to be read as pictures (see `pages.py`)."""


def serve(orders: BinaryIO, results: BinaryIO) -> None:
    """Answer until the questions end."""
    die_with_parent()
    hush()
    gc.freeze()  # what came with this process is not looked at again
    confine(address_space() + (MEMORY_TO_READ_PICTURES if can_read() else MEMORY), SECONDS, MOST_SECONDS)
    while True:
        question, data = _frame(orders), _frame(orders)
        if question is None or data is None:
            return
        mark, content = _answer(json.loads(question), data)
        results.write(mark + len(content).to_bytes(8, "big") + content)
        results.flush()


def _frame(orders: BinaryIO) -> bytes | None:
    head = orders.read(8)
    if len(head) < 8:
        return None
    size = int.from_bytes(head, "big")
    data = orders.read(size)
    return data if len(data) == size else None


def _answer(question: list[Any], data: bytes) -> tuple[bytes, bytes]:
    try:
        return b"+", _done(question[0], data, question[1:])
    except MinimiseError as problem:
        return b"-", packed_problem(problem)
    except MemoryError:
        return b"-", packed_problem(UnreadableDocument("this PDF needs far more memory than a document may"))
    except Exception:  # noqa: BLE001  its words could be the document's
        return b"-", packed_problem(MinimiseError())


def _done(operation: str, data: bytes, arguments: list[Any]) -> bytes:
    pdf = Pdf()
    if operation == "read":
        return packed_document(pdf.read(data, arguments[0]))
    if operation == "read_finished":
        return packed_document(pdf.read_finished(data, arguments[0]))
    if operation == "witnesses":
        return packed_witnesses(pdf.witnesses(data))
    write = pdf.write_strictly if operation == "write_strictly" else pdf.write
    return write(data, edits_of(arguments[0]), arguments[1])


def main() -> None:
    """Serve on standard input and output, as a process that was started and not forked."""
    out = os.fdopen(os.dup(1), "wb")
    serve(os.fdopen(os.dup(0), "rb"), out)


if __name__ == "__main__":
    main()
