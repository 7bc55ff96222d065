"""The process that opens documents: it answers, it may die, and no word comes out of it but as an answer."""

import io
import json
import subprocess
import sys
from typing import Any

import pytest

from minimise.errors import UnreadableDocument, UsageProblem
from minimise.web.bench import answered, serve
from minimise.web.limits import MOST_FILE, MOST_MEMORY
from minimise.web.worker import Refused, Worker

ECHO = 'import sys\nfor line in sys.stdin:\n  print(\'{"done": {"n": 1}}\', flush=True)'
DIES = "import os, sys\nsys.stdin.readline()\nos.abort()"
HANGS = "import sys, time\nsys.stdin.readline()\ntime.sleep(60)"
HALF = "import sys\nsys.stdin.readline()\nsys.stdout.write('{\"done\"')"


def running(code: str, longest: float = 20.0) -> Worker:
    return Worker(longest, (sys.executable, "-c", code))


def test_a_worker_answers_again_and_again_from_one_process() -> None:
    worker = running(ECHO)

    assert [worker.ask("judge", {}) for _ in range(3)] == [{"n": 1}] * 3
    worker.close()


@pytest.mark.parametrize("code", [DIES, HALF], ids=["crash", "half an answer"])
def test_a_document_that_brings_the_worker_down_is_refused_and_the_next_one_is_read(code: str) -> None:
    worker = running(code)
    with pytest.raises(UnreadableDocument):
        worker.ask("judge", {})

    worker.command = (sys.executable, "-c", ECHO)

    assert worker.ask("judge", {}) == {"n": 1}
    worker.close()


def test_a_document_that_takes_too_long_is_given_up() -> None:
    worker = running(HANGS, longest=0.3)

    with pytest.raises(UnreadableDocument):
        worker.ask("judge", {})
    worker.close()


def test_a_problem_arrives_with_its_own_sentences() -> None:
    problem = json.dumps({"problem": {"summary": "the PDF is damaged", "advice": "Save it afresh.", "code": 3}})
    worker = running(f"import sys\nsys.stdin.readline()\nprint({problem!r}, flush=True)")

    with pytest.raises(Refused) as refused:
        worker.ask("judge", {})

    assert (refused.value.summary, refused.value.advice, refused.value.code) == (
        "the PDF is damaged",
        "Save it afresh.",
        3,
    )
    worker.close()


def answer_to(act: Any, op: str = "judge") -> dict[str, Any]:
    return answered(lambda _: act, op, {})


def test_a_bug_in_the_worker_says_its_class_and_no_words() -> None:
    def act(asked: Any) -> Any:
        raise ValueError("Ffion Quibble lives here")

    answer = answer_to(act)

    assert answer["problem"]["summary"] == "a bug in minimise (ValueError)"
    assert "Ffion" not in json.dumps(answer)


def test_our_own_problems_keep_their_sentences_and_codes() -> None:
    def act(asked: Any) -> Any:
        raise UsageProblem("there is no such file", "Check it.")

    assert answer_to(act) == {
        "problem": {"summary": "there is no such file", "advice": "Check it.", "code": 2, "locked": False}
    }


@pytest.mark.parametrize("op", ["__init__", "_read", "__class__", "eval", ""])
def test_only_what_the_page_asks_for_can_be_called(op: str) -> None:
    def act(asked: Any) -> Any:
        raise AssertionError("it was called")

    assert "problem" in answer_to(act, op)


def test_the_worker_answers_line_by_line() -> None:
    questions = io.BytesIO(b'{"op": "judge", "asked": {"n": 1}}\n{"op": "page", "asked": {"n": 2}}\n')
    answers = io.BytesIO()

    serve(questions, answers, lambda op: lambda asked: asked | {"op": op})

    assert [json.loads(line) for line in answers.getvalue().splitlines()] == [
        {"done": {"n": 1, "op": "judge"}},
        {"done": {"n": 2, "op": "page"}},
    ]


CONFINED = """
import resource, os
from minimise.web.limits import confine
confine()
limits = [resource.getrlimit(getattr(resource, n)) for n in ("RLIMIT_AS", "RLIMIT_FSIZE", "RLIMIT_CORE")]
print(limits, oct(os.umask(0)))
try:
    bytearray(8 * 1024**3)
except MemoryError:
    print("refused")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_the_worker_can_take_no_more_than_its_share() -> None:
    done = subprocess.run([sys.executable, "-c", CONFINED], capture_output=True, text=True, check=True, timeout=60)

    expected = [(MOST_MEMORY, MOST_MEMORY), (MOST_FILE, MOST_FILE), (0, 0)]
    assert done.stdout.splitlines() == [f"{expected} 0o77", "refused"]


PRINTS = """
import sys
from minimise.web.bench import _private_output
answers = _private_output()
print("Ffion Quibble", flush=True)
sys.stderr.write("Ffion Quibble")
answers.write(b"answer")
answers.flush()
"""


def test_what_a_library_prints_goes_nowhere() -> None:
    done = subprocess.run([sys.executable, "-c", PRINTS], capture_output=True, text=True, check=True, timeout=60)

    assert (done.stdout, done.stderr) == ("answer", "")


def test_a_question_and_an_answer_do_not_stand_in_the_repr() -> None:
    worker = running(ECHO)
    worker.ask("judge", {"words": "Ffion Quibble"})

    assert "Ffion" not in repr(worker)
    worker.close()
