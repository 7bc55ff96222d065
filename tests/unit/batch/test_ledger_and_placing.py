"""The ledger and the names of results: what survives a sudden end, and what is never written over."""

from pathlib import Path

import pytest

from minimise.batch.jobs import Result, State
from minimise.batch.ledger import Ledger
from minimise.batch.placing import NameTaken, Places, staged_stem
from minimise.batch.stores import FOLDER, store_of
from minimise.errors import UsageProblem

ENDINGS = (".minimised.txt", ".log.json", ".log.html", ".statement.html", ".review.json")


def staged(out: Path, name: str, stem: str) -> str:
    stage = out / FOLDER / "stage" / name
    stage.mkdir(parents=True)
    for ending in ENDINGS:
        (stage / (stem + ending)).write_text(ending, encoding="utf-8")
    return name


def test_a_ledger_gives_back_what_was_recorded_after_it_was_opened_again(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    first, second = ledger.enter(["a", "b"])
    result = Result(first.id, 7, withheld=3, waiting=2, log_whole=True, digest="d", stage="s", seconds=1.5)
    ledger.record(result, State.READY, looks="1:2")
    ledger.settle(first.id, State.WRITTEN)
    ledger.close()

    again = Ledger(tmp_path)
    third, known = again.enter(["c", "a"])

    assert (known.state, known.result, known.looks) == (State.WRITTEN, result, "1:2")
    assert (third.state, third.id) == (None, "f00003")
    assert second.state is None
    again.close()


def test_the_ledger_holds_no_name_of_a_file(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.enter(["Tyler Ward/referral.docx"])
    ledger.keep_labels("Ward", {"00": "Neighbour 1"})
    ledger.close()

    kept = b"".join(path.read_bytes() for path in (tmp_path / FOLDER).iterdir() if path.is_file())
    assert b"Ward" not in kept


def test_two_ledgers_in_one_folder_are_refused(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)

    with pytest.raises(UsageProblem) as caught:
        Ledger(tmp_path)

    assert caught.value.__context__ is None
    ledger.close()


def test_a_broken_ledger_is_refused(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "ledger.sqlite").write_bytes(b"not a data base" * 100)

    with pytest.raises(UsageProblem):
        Ledger(tmp_path)


def test_labels_of_a_case_are_kept_and_the_first_stands(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.keep_labels("K1", {"aa": "Neighbour 1"})
    ledger.keep_labels("K1", {"aa": "Neighbour 2", "bb": "Neighbour 3"})

    assert ledger.labels("K1") == {"aa": "Neighbour 1", "bb": "Neighbour 3"}
    assert ledger.labels("K2") == {}
    ledger.close()


@pytest.fixture
def places(tmp_path: Path) -> Places:
    ledger = Ledger(tmp_path)
    ledger.enter(["a", "b", "c"])
    return Places(store_of(tmp_path), ledger, force=False)


def test_results_move_to_their_name_and_the_next_with_the_same_gets_a_number(places: Places, tmp_path: Path) -> None:
    places.put("f00001", staged(tmp_path, "one", "form"), "sub", "form")
    places.put("f00002", staged(tmp_path, "two", "Form"), "sub", "Form")

    names = sorted(path.name for path in (tmp_path / "sub").iterdir())
    assert names == sorted([f"form{e}" for e in ENDINGS] + [f"Form-2{e}" for e in ENDINGS])
    assert not (tmp_path / FOLDER / "stage" / "one").exists()


@pytest.mark.parametrize("moved", range(len(ENDINGS)))
def test_a_move_that_was_cut_off_is_finished_at_the_same_name(places: Places, tmp_path: Path, moved: int) -> None:
    stage = tmp_path / FOLDER / "stage" / staged(tmp_path, "one", "form")
    places.put("f00002", staged(tmp_path, "two", "form"), "", "form")
    (tmp_path / "x").mkdir()
    places.ledger.claim("f00001", places._digest("", "form-2"))
    for path in sorted(stage.iterdir())[:moved]:
        path.replace(tmp_path / path.name.replace("form", "form-2"))

    places.put("f00001", "one", "", staged_stem(places.store.files("one")))

    assert sorted(p.name for p in tmp_path.glob("form-2*")) == sorted(f"form-2{ending}" for ending in ENDINGS)


def test_a_file_of_somebody_else_is_never_written_over_without_force(places: Places, tmp_path: Path) -> None:
    (tmp_path / "form.log.json").write_text("mine", encoding="utf-8")

    with pytest.raises(NameTaken):
        places.put("f00001", staged(tmp_path, "one", "form"), "", "form")

    assert (tmp_path / "form.log.json").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "form.minimised.txt").exists()


def test_force_replaces_what_is_there(places: Places, tmp_path: Path) -> None:
    (tmp_path / "form.log.json").write_text("mine", encoding="utf-8")

    Places(places.store, places.ledger, force=True).put("f00001", staged(tmp_path, "one", "form"), "", "form")

    assert (tmp_path / "form.log.json").read_text(encoding="utf-8") == ".log.json"
