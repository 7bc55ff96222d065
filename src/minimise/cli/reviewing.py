"""`minimise review`: opens the local review page and says where it is."""

import sys
from collections.abc import Sequence
from pathlib import Path

from minimise.errors import Exit, SetupIncomplete


def review_files(
    files: Sequence[Path],
    *,
    output_dir: Path,
    session_dir: Path | None,
    logs_dir: Path | None,
    second_person: bool,
    policies: Sequence[Path],
    open_browser: bool,
) -> int:
    """Serve the page until it is stopped.

    Raises:
        SetupIncomplete: the parts of the page are not installed.
    """
    try:
        from minimise.web.serving import Wanted, serve
    except ModuleNotFoundError:
        serving = None
    else:
        serving = serve
    if serving is None:
        raise SetupIncomplete("the review page is not installed", "Install minimise again, with all it needs.")
    wanted = Wanted(tuple(files), output_dir, session_dir, logs_dir, second_person, tuple(policies), open_browser)
    serving(wanted, _say)
    return Exit.DONE


def _say(link: str) -> None:
    """Print a link; it works once, in one browser on this machine."""
    sys.stdout.write(f"{link}\n")
    sys.stdout.flush()
    sys.stderr.write("minimise: open this link in your browser; it works once. Stop with Ctrl+C, nothing is lost.\n")
