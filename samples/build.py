"""Rebuild every sample referral from its source text: ``python samples/build.py [case ...]``."""

import sys
from pathlib import Path

from rendering import build_all

if __name__ == "__main__":
    for written in build_all(Path(__file__).resolve().parent, only=sys.argv[1:]):
        print(written.relative_to(Path(__file__).resolve().parent))
