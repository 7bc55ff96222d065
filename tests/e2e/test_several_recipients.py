"""`minimise redact` for several recipients as a process of its own."""

import json
import re
import stat
from pathlib import Path

import pytest
from tests.support.process import Ran, minimise

pytestmark = pytest.mark.model

REFERRAL = """\
Name of child: Tyler Ward
Date of birth: 03/04/2018
Mother: Siobhan Ward
Refuge address: 5 Larch Close, ZE9 9AA

On Friday 11/09/2026 I saw a bruise on his left arm. On 18/09/2026 it had faded.
Priya Nair from number 12 asked not to be named. She heard him screaming on Monday.
"""


def run(folder: Path, *options: str) -> Ran:
    source = folder / "referral.txt"
    source.write_text(REFERRAL, encoding="utf-8")
    return minimise("redact", source, "--subject", "Tyler Ward", "-o", folder / "out", *options, cwd=folder)


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    folder = tmp_path_factory.mktemp("copies")
    wanted = [part for name in ("social-care:s47", "family", "learning") for part in ("--recipient", name)]
    return folder, run(folder, *wanted, "--json")


def copy(folder: Path, recipient: str) -> str:
    (path,) = (folder / "out" / recipient).glob("*.minimised.txt")
    return path.read_text(encoding="utf-8")


def test_every_recipient_gets_a_folder_with_all_that_belongs_to_a_copy(done: tuple[Path, Ran]) -> None:
    folder, ran = done

    assert ran.code == 7
    assert sorted(path.name for path in (folder / "out").iterdir()) == [
        "family", "learning", "referral.copies.html", "social-care-s47",
    ]  # fmt: skip
    assert [len(list((folder / "out" / name).iterdir())) for name in ("family", "learning", "social-care-s47")] == [
        5
    ] * 3


def test_the_copies_are_those_that_single_runs_give(done: tuple[Path, Ran]) -> None:
    folder, _ = done

    run(folder, "--recipient", "family", "-o", str(folder / "single"))

    (single,) = (folder / "single").glob("*.minimised.txt")
    assert single.read_text(encoding="utf-8") == copy(folder, "family")


def test_the_table_tells_what_differs_and_what_must_not_meet_without_a_word_of_it(done: tuple[Path, Ran]) -> None:
    folder, ran = done
    told = json.loads(ran.out)
    table = folder / "out" / "referral.copies.html"
    page = table.read_text(encoding="utf-8")

    assert {"withheld_in": "family", "given_in": "social-care:s47"}.items() <= told["keep_apart"][0].items()
    assert "Keep these copies apart" in page
    assert [w for w in ("Tyler", "Siobhan", "Larch", "Priya", "Nair", "bruise") if w in page or w in ran.out] == []
    assert stat.S_IMODE(table.stat().st_mode) == 0o600


def test_a_copy_to_learn_from_names_nobody_and_keeps_weekdays_and_intervals(done: tuple[Path, Ran]) -> None:
    text = copy(done[0], "learning")
    first, second = (int(day) for day in re.findall(r"(\d\d?)/\d\d?/\d{4} (?:I|it)", text))

    assert [
        w for w in ("Tyler", "Ward", "Siobhan", "Priya", "Nair", "Larch", "ZE9", "2018", "11/09/2026") if w in text
    ] == []
    assert "I saw a bruise on his left arm" in text
    assert "Friday" in text
    assert (second - first) % 7 in (0, 7 - 30 % 7, 7 - 31 % 7)
    assert "[aged 5 to 9]" in text


def test_the_same_recipient_twice_is_refused(tmp_path: Path) -> None:
    ran = run(tmp_path, "--recipient", "police", "--recipient", "police")

    assert (ran.code, ran.out) == (2, "")
    assert not (tmp_path / "out").exists()


def test_a_secret_of_the_case_moves_the_dates_of_two_documents_alike(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("larch-1842-larch-1842", encoding="utf-8")
    (tmp_path / "short.txt").write_text("larch", encoding="utf-8")
    options = ("--recipient", "learning", "--case-secret")

    assert run(tmp_path, *options, str(tmp_path / "short.txt")).code == 2
    assert run(tmp_path, *options, str(tmp_path / "secret.txt")).code == 7
