"""Rebuild the held-out referrals from their source texts: ``python tests/golden/heldout/build.py``."""

import importlib
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[2] / "samples"))

if __name__ == "__main__":
    for written in importlib.import_module("rendering").build_all(HERE, only=sys.argv[1:]):
        sys.stdout.write(f"{written.relative_to(HERE)}\n")
