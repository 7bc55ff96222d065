"""`check`: can anything that was removed be recovered?"""

import sys
from pathlib import Path

from minimise.errors import Exit


def check_pair(original: Path, output: Path, log: Path | None) -> int:
    """Look for anything removed that is still in the output; also check its log if given."""
    from minimise.pipeline import recoverable

    if log is not None:
        from minimise.cli.log_reading import verify_log_file

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
