"""Loads once, before any document is seen, what every document needs."""

import tempfile
from contextlib import suppress
from pathlib import Path

from minimise.errors import UsageProblem

# Synthetic throughout; it is there to make every stage look up, once, what it looks up lazily.
_TEXT = """\
Name of child: Tyler Ward
Date of birth: 03/04/2018
NHS number: 999 000 0018
Address: 4 Larch Road, Ambleford ZE9 9AA
Mother: Siobhan Ward, tel 07700 900461, e-mail s.ward@example.org

Darren (step-father) hit Tyler with a belt on Monday. He has a bruise on the left arm.
Priya Nair, a neighbour at number 12, asked not to be named. She heard him screaming.
"""


def load_everything() -> None:
    """Read models, word lists and libraries by taking one made-up text through all the rooms.

    Raises:
        SetupIncomplete: a model is missing or is not the tested one.
    """
    from minimise.formats import load_libraries
    from minimise.pipeline import Order, minimise_file

    load_libraries()
    # Writing comes last; without room for it everything is loaded all the same.
    with suppress(OSError, UsageProblem), tempfile.TemporaryDirectory(prefix="minimise-") as folder:
        source = Path(folder) / "made.txt"
        source.write_text(_TEXT, encoding="utf-8")
        minimise_file(source, Order("social-care", Path(folder) / "out"))
