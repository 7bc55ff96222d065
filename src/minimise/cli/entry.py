"""The front door: runs a command and turns whatever happens into one line and an exit code."""

import gc
import os
import sys
from typing import NoReturn

from minimise.errors import Exit, MinimiseError
from minimise.limits import keep_documents_apart


def main() -> NoReturn:
    """Run the command line and leave with its exit code; no traceback ever reaches the user."""
    # One command makes few cycles and many objects that live to the end: looking for cycles is a tenth of its time.
    gc.set_threshold(100_000, 50, 100)
    _use_utf8()
    keep_documents_apart()
    code = _run()
    # Nothing is left to tidy, and walking all modules for cycles on the way out takes a third of a second.
    gc.freeze()
    sys.exit(code)


def _use_utf8() -> None:
    """Print names as they are written, also on a Windows console with an old code page."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def _run() -> int:
    from minimise.cli.app import app

    # A suffix list fetched over the network would be the one thing that leaves the machine.
    os.environ.setdefault("TLDEXTRACT_PUBLIC_SUFFIX_LIST_URLS", "")
    import typer
    from typer.exceptions import TyperException

    try:
        result = app(standalone_mode=False)
        return int(result) if isinstance(result, int) else Exit.DONE
    except typer.Exit as leaving:
        return leaving.exit_code
    except TyperException as problem:
        return say_usage(problem)
    except (typer.Abort, KeyboardInterrupt):
        return say_problem("stopped", "Nothing was left half done.", Exit.INTERRUPTED)
    except MinimiseError as problem:
        return say_problem(problem.summary, problem.advice, problem.exit_code)
    except Exception as problem:  # noqa: BLE001  the last line of defence: a class name and nothing else
        return say_problem(f"a bug in minimise ({type(problem).__name__})", MinimiseError.advice, Exit.BUG)


def say_problem(summary: str, advice: str, code: int) -> int:
    """Print one line about what went wrong and what to do next; give the exit code back."""
    sys.stderr.write(f"minimise: {summary}. {advice}\n")
    return int(code)


_USAGE = {
    "NoSuchOption": "there is no such option",
    "BadOptionUsage": "an option needs a value",
    "NoSuchCommand": "there is no such command",
}


def say_usage(problem: Exception) -> int:
    """Say what is wrong with the command line without repeating what was typed: it may be a name."""
    kind = type(problem).__name__
    if kind == "NoArgsIsHelpError":
        sys.stderr.write(f"{problem}\n")
        return Exit.USAGE
    param = getattr(problem, "param", None)
    name = next((opt for opt in reversed(getattr(param, "opts", [])) if opt.startswith("--")), "the file")
    if kind == "MissingParameter":
        summary = f"{name} is missing"
    elif kind == "BadParameter" and param is not None:
        summary = f"{name} cannot have that value"
    else:
        summary = _USAGE.get(kind, "the command could not be understood")
    return say_problem(summary, "See `minimise --help`.", Exit.USAGE)
