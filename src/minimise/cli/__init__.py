"""The command line: results on stdout, everything else on stderr, exit codes of `contract.md` section 4."""

from minimise.cli.entry import main

__all__ = ["main"]
