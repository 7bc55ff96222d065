"""`python -m minimise` does what the `minimise` command does."""

from minimise.cli import main

main()
