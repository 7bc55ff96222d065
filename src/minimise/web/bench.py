"""The process that opens documents: one JSON line in, one JSON line out, and no way to the network or the page."""

import json
import os
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

from minimise.errors import Exit, LockedDocument, MinimiseError
from minimise.safe import mute_libraries
from minimise.web.limits import confine

Row = dict[str, Any]


def main() -> None:
    """Serve the parent until it closes the pipe."""
    answers = _private_output()
    os.environ["TLDEXTRACT_PUBLIC_SUFFIX_LIST_URLS"] = ""
    confine()
    mute_libraries()
    from minimise.web.desk import Desk

    desk = Desk()
    serve(sys.stdin.buffer, answers, lambda op: getattr(desk, op))


def serve(questions: BinaryIO, answers: BinaryIO, act_for: Callable[[str], Callable[[Row], Row]]) -> None:
    """Answer question after question."""
    for line in questions:
        question = json.loads(line)
        answer = answered(act_for, question["op"], question["asked"])
        answers.write(json.dumps(answer).encode("ascii") + b"\n")
        answers.flush()


_OPS = frozenset({"warm", "look", "judge", "check", "earlier", "page", "record", "finish"})


def answered(act_for: Callable[[str], Callable[[Row], Row]], op: str, asked: Row) -> Row:
    """Do one thing; whatever goes wrong becomes one of our sentences."""
    if op not in _OPS:
        return _trouble(MinimiseError())
    try:
        return {"done": act_for(op)(asked)}
    except MinimiseError as problem:
        return _trouble(problem)
    except Exception as bug:  # noqa: BLE001  the last line of defence: a class name and nothing else
        return _trouble(MinimiseError(f"a bug in minimise ({type(bug).__name__})"))


def _trouble(problem: MinimiseError) -> Row:
    code = int(getattr(problem, "exit_code", Exit.BUG))
    locked = isinstance(problem, LockedDocument)
    return {"problem": {"summary": problem.summary, "advice": problem.advice, "code": code, "locked": locked}}


def _private_output() -> BinaryIO:
    """Keep the pipe to ourselves: what a library prints may hold words, and goes nowhere."""
    kept = os.dup(1)
    void = os.open(os.devnull, os.O_WRONLY)
    os.dup2(void, 1)
    os.dup2(void, 2)
    os.close(void)
    return os.fdopen(kept, "wb")


if __name__ == "__main__":
    main()
