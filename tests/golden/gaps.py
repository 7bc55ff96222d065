"""Writes what the samples' copies still leak or lose to known_gaps.toml: `python -m tests.golden.gaps`.

A gap that was listed keeps its reason; a new one gets none, and the test asks for one.
"""

import json
import sys
import tomllib
from collections import Counter
from pathlib import Path

from tests.golden.runs import CASES, Gap, gaps_of

FILE = Path(__file__).resolve().parent / "known_gaps.toml"
_HEAD = """\
# What the samples' copies still leak or lose, each with its reason. `tests/golden/test_samples.py` fails on anything
# that is not listed here and on anything listed that is closed. Written by `python -m tests.golden.gaps`.
"""


def known() -> dict[Gap, str]:
    """Give the listed gaps with their reasons."""
    if not FILE.is_file():
        return {}
    rows = tomllib.loads(FILE.read_text(encoding="utf-8")).get("gap", [])
    return {Gap(row["case"], row["recipient"], row["kind"], row["text"]): row["why"] for row in rows}


def main() -> None:
    """Write the file anew."""
    before = known()
    gaps = sorted(gap for case in CASES for gap in gaps_of(case))
    FILE.write_text(_HEAD + "".join(_row(gap, before.get(gap, "")) for gap in gaps), encoding="utf-8")
    count = Counter(gap.kind for gap in gaps)
    new, closed = len(set(gaps) - set(before)), len(set(before) - set(gaps))
    sys.stdout.write(f"{dict(count)}; {new} new, {closed} closed\n")


def _row(gap: Gap, why: str) -> str:
    fields = {"case": gap.case, "recipient": gap.recipient, "kind": gap.kind, "text": gap.text, "why": why}
    return "\n[[gap]]\n" + "".join(f"{key} = {_quoted(value)}\n" for key, value in fields.items())


def _quoted(text: str) -> str:
    """Write a basic TOML string; JSON's escapes are TOML's too."""
    return json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    main()
