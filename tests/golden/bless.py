"""Writes the finished text of every sample beside it: `python -m tests.golden.bless [case ...]`.

Read the difference before you commit it: what is written here is what the tests will ask for.
"""

import sys

from tests.golden.runs import PAIRS, blessed_file, finished_text


def main(cases: list[str]) -> None:
    """Write the files of some samples, or of all."""
    for case, recipient in PAIRS:
        if not cases or case in cases:
            path = blessed_file(case, recipient)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(finished_text(case, recipient).encode())


if __name__ == "__main__":
    main(sys.argv[1:])
