"""`check` and `log verify`: can anything be recovered, and is the log whole?"""

import sys
from pathlib import Path

from minimise.errors import Exit, UsageProblem


def check_pair(original: Path, output: Path, log: Path | None) -> int:
    """Look for anything removed that is still in the output; also check its log if given."""
    from minimise.pipeline import recoverable

    if log is not None:
        verify_log_file(log)
    found = recoverable(original, output)
    sys.stdout.write(f"{found.removed} removed words checked with {found.readers} readers\n")
    for place in found.places:
        sys.stdout.write(f"still in: {place}\n")
    if found.places:
        sys.stderr.write("minimise: removed words can be recovered from this file. Do not send it.\n")
        return Exit.LEAK
    sys.stdout.write("nothing that was removed can be recovered\n")
    return Exit.DONE


def verify_log_file(path: Path) -> int:
    """Prove a log whole.

    Raises:
        LogBroken: any byte was changed.
        UsageProblem: there is no such file.
    """
    from minimise.stages.record import verify_log

    try:
        data: bytes | None = path.read_bytes()
    except OSError:
        data = None
    if data is None:
        raise UsageProblem("there is no such log", "Name the .log.json file.")
    summary = verify_log(data)
    sys.stdout.write(
        f"the log is whole: {summary.entries} entries, {summary.withheld} withheld, "
        f"{summary.needs_review} need a person, status {summary.status}\nhead {summary.head}\n"
    )
    return Exit.DONE
