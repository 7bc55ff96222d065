"""`minimise log …` and the commands around it: what they print, write and leave with."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from tests.unit.record.record_samples import COMPLETE, KEY, WORDS, log_of

from minimise.cli.log_adding import add_advice_request, add_reconsideration, add_to_log, write_key_pair
from minimise.cli.log_counting import print_stats
from minimise.cli.log_reading import (
    export_log,
    print_kinds,
    print_questions,
    show_log,
    verify_log_file,
    write_family_sheet,
)
from minimise.cli.not_sharing import Refusal, record_refusal
from minimise.errors import Exit, LogBroken, UnreadableDocument, UsageProblem
from minimise.stages.record import LogFile, Selection, log_html, statement_html

EVERYTHING = Selection()


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log with its companions, as a run leaves them."""
    made = log_of(record=COMPLETE)
    review = {
        "review_schema_version": 1, "case_key": KEY.hex(), "input_digest": made.header["input_digest"],
        "decisions": [], "people": [], "verdicts": [],
    }  # fmt: skip
    (tmp_path / "a.log.json").write_bytes(made.to_bytes())
    (tmp_path / "a.log.html").write_bytes(log_html(made))
    (tmp_path / "a.statement.html").write_bytes(statement_html(made))
    (tmp_path / "a.review.json").write_text(json.dumps(review))
    return tmp_path / "a.log.json"


def add(log: Path, kind: str, *said: str) -> int:
    return add_to_log(log, kind, said, None, by="SW12345", review=None, sign=None)


def test_verify_accepts_head_statement_and_case_key(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = LogFile.read(log).log.head
    grouped = " ".join(head[at : at + 8] for at in range(0, 64, 8)).upper()

    code = verify_log_file(
        log, head=grouped, statement=log.with_name("a.statement.html"), review=log.with_name("a.review.json")
    )

    said = capsys.readouterr().out
    assert code == Exit.DONE
    assert "the statement was made from it" in said
    assert "the case key vouches for it" in said


@pytest.mark.parametrize(("old", "new"), [("3 items were", "2 items were"), ("Decision 0", "Decision 1")])
def test_statement_that_was_changed_is_refused(log: Path, old: str, new: str) -> None:
    statement = log.with_name("a.statement.html")
    text = statement.read_text()
    assert old in text
    statement.write_text(text.replace(old, new))

    with pytest.raises(LogBroken):
        verify_log_file(log, statement=statement)


def test_statement_still_proves_a_log_that_grew(log: Path) -> None:
    add(log, "sent", "channel=portal")

    assert verify_log_file(log, statement=log.with_name("a.statement.html")) == Exit.DONE


def test_another_head_is_refused(log: Path) -> None:
    with pytest.raises(LogBroken):
        verify_log_file(log, head="0" * 64)


def test_append_grows_the_log_and_renews_its_page(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(log, "review", "review_type=peer", "outcome=agreed", "minutes=12") == Exit.DONE

    assert "a0001 added, status complete" in capsys.readouterr().out
    assert "Checked by a person" in log.with_name("a.log.html").read_text()
    assert len(LogFile.read(log, KEY).log.appended) == 1


@pytest.mark.parametrize("said", ["channel", "colour=blue", "channel=pigeon"])
def test_append_refuses_what_the_kind_does_not_hold(log: Path, said: str) -> None:
    before = log.read_bytes()

    with pytest.raises(UsageProblem) as caught:
        add(log, "sent", said)

    assert "pigeon" not in f"{caught.value.summary} {caught.value.advice}"
    assert log.read_bytes() == before


def test_append_needs_the_review_file(log: Path) -> None:
    log.with_name("a.review.json").unlink()

    with pytest.raises(UsageProblem, match="holds its key"):
        add(log, "sent", "channel=portal")


def test_reconsidering_links_the_new_decision(log: Path) -> None:
    said = {"asked_by": "recipient", "outcome": "share_more", "because": None, "entries": ["e0001"]}

    assert add_reconsideration(log, said, log, by="SW12345", review=None, sign=None) == Exit.DONE

    body = LogFile.read(log).log.appended[0]["body"]
    assert isinstance(body, dict)
    assert body["next_decision_id"] == LogFile.read(log).log.header["decision_id"]


def test_asking_for_advice_writes_a_sheet_and_never_over_another(log: Path) -> None:
    said = {"to": "dpo", "question": "how_much", "answer_by": "2026-11-25", "entries": None}

    def ask() -> int:
        sheet = log.with_name("sheet.html")
        return add_advice_request(log, said, sheet, None, by="SW12345", review=None, sign=None, force=False)

    assert ask() == Exit.DONE
    with pytest.raises(UsageProblem, match="already exists"):
        ask()
    assert len(LogFile.read(log).log.appended) == 1


@pytest.mark.model
def test_advice_can_be_asked_on_the_words_without_identities(log: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(
        "Child: Tyler Ward\nDOB: 03/04/2018\n\nTyler had a bruise on his left arm. Mum (Kelly Ward) rang.\n"
    )
    said = {"to": "dpo", "question": "how_much", "answer_by": "2026-11-25", "entries": None}
    sheet = log.with_name("sheet.html")

    assert add_advice_request(log, said, sheet, letter, by="SW12345", review=None, sign=None, force=False) == Exit.DONE

    copy = (log.with_name("sheet") / "letter.minimised.txt").read_text("utf-8")
    assert "bruise on his left arm" in copy
    assert not [word for word in ("Tyler", "Ward", "Kelly", "03/04/2018") if word in copy]


@pytest.mark.model
def test_a_document_that_cannot_be_read_leaves_the_log_as_it_was(log: Path, tmp_path: Path) -> None:
    before = log.read_bytes()
    said = {"to": "dpo", "question": "how_much", "answer_by": "2026-11-25", "entries": None}
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04" + bytes(100))

    with pytest.raises(UnreadableDocument):
        add_advice_request(
            log, said, log.with_name("sheet.html"), broken, by="SW12345", review=None, sign=None, force=False
        )

    assert log.read_bytes() == before
    assert not log.with_name("sheet.html").exists()


def test_show_prints_the_entries_somebody_wants(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert show_log(log, Selection(role="neighbour", reason="SRC-CONF"), as_json=False) == Exit.DONE

    said = capsys.readouterr().out
    assert "Decisions (1 of 5)" in said
    assert "e0002" in said
    assert "e0003" not in said


@pytest.mark.parametrize(
    ("selection", "ids"),
    [
        (Selection(), 5),
        (Selection(action="redact"), 2),
        (Selection(action="withheld"), 3),
        (Selection(place="header1"), 1),
        (Selection(waiting=True), 1),
        (Selection(role="R13"), 3),
        (Selection(role="R02"), 0),
    ],
)
def test_selection_picks_by_action_role_place_and_state(selection: Selection, ids: int) -> None:
    assert sum(selection.fits(entry) for entry in log_of().entries) == ids


def test_show_gives_json_for_machines(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    show_log(log, Selection(waiting=True), as_json=True)

    assert [entry["id"] for entry in json.loads(capsys.readouterr().out)["entries"]] == ["e0002"]


@pytest.mark.parametrize("form", ["csv", "md", "html", "docx"])
def test_export_is_the_same_twice_and_holds_no_word_of_the_document(log: Path, form: str) -> None:
    one, two = log.with_name("one"), log.with_name("two")
    for path in (one, two):
        assert export_log(log, form, path, EVERYTHING, force=False) == Exit.DONE

    data = one.read_bytes()
    text = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml") if form == "docx" else data
    assert data == two.read_bytes()
    assert b"Naming them is not needed to act." in text
    assert not [word for word in WORDS if word.encode() in text]


def test_csv_has_a_row_for_each_entry_and_no_formula(log: Path) -> None:
    export_log(log, "csv", log.with_name("one"), EVERYTHING, force=False)

    rows = list(csv.reader(log.with_name("one").read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == 6
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_export_refuses_unknown_forms_and_word_files_on_a_terminal(log: Path) -> None:
    for form in ("odt", "docx"):
        with pytest.raises(UsageProblem):
            export_log(log, form, None, EVERYTHING, force=False)


def test_family_sheet_appears_beside_the_log(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert write_family_sheet(log, None, force=False) == Exit.DONE

    assert log.with_name("a.family-sheet.html").exists()
    assert "handling instructions" in capsys.readouterr().err


def test_stats_count_logs_and_say_which_are_broken(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert print_stats(log.parent, as_json=False) == Exit.DONE
    log.with_name("b.log.json").write_bytes(log.read_bytes()[:-1])

    assert print_stats(log.parent, as_json=True) == Exit.LOG

    said = capsys.readouterr()
    assert "1 logs; 2 things kept, 3 withheld" in said.out
    assert json.loads(said.out.splitlines()[-1])["broken"] == 1
    assert "1 logs do not verify" in said.err


def test_key_pair_signs_and_is_private(log: Path) -> None:
    write_key_pair(log.with_name("key"))

    add_to_log(log, "sent", ("channel=portal",), None, by="SW12345", review=None, sign=log.with_name("key"))
    assert log.with_name("key").stat().st_mode & 0o077 == 0
    with pytest.raises(LogBroken):  # the first seal was made without it
        verify_log_file(log, public_key=log.with_name("key.pub"))


def test_questions_and_kinds_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    print_questions()
    print_kinds()

    said = capsys.readouterr().out
    assert "child_informed: Has the child been informed? (needed to share with a service)" in said
    assert "advice_request: Advice asked for" in said


def refusal(folder: Path, **changes: object) -> Refusal:
    fields: dict[str, object] = {"recipient": "housing", "decision": "do_not_share", "because": ("not_necessary",)}
    fields |= {"by": "SW12345", "record": None, "output_dir": folder, "reconsiders": None, "sign": None}
    return Refusal(**(fields | changes))  # type: ignore[arg-type]


def test_deciding_not_to_share_writes_a_log_and_no_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "Quibble.txt"
    source.write_text("Ffion Quibble has a bruise.\n")
    out = tmp_path / "out"

    assert record_refusal(source, refusal(out)) == Exit.DONE

    names = sorted(path.name for path in out.iterdir())
    log = LogFile.read(next(out.glob("*.log.json"))).log
    assert [name.split(".", 1)[1] for name in names] == ["log.html", "log.json", "review.json"]
    assert not [name for name in names if "Quibble" in name]
    assert (log.header["decision"], log.header["output_digest"], log.entries) == ("do_not_share", None, ())
    assert log.header["decision_reason_codes"] == ["not_necessary"]
    assert "consequence_of_not_sharing" in capsys.readouterr().err
    assert b"Quibble" not in b"".join(path.read_bytes() for path in out.glob("*.log.*"))


def test_reconsidered_refusal_names_the_decision_before(log: Path, tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("A bruise.\n")

    record_refusal(source, refusal(tmp_path / "out", reconsiders=log, decision="defer"))

    made = LogFile.read(next((tmp_path / "out").glob("*.log.json"))).log
    assert made.header["previous_decision_id"] == LogFile.read(log).log.header["decision_id"]


def test_reasons_that_do_not_exist_are_refused(tmp_path: Path) -> None:
    for changes in ({"because": ("data_protection",)}, {"decision": "share_full"}, {"by": "Jane"}):
        with pytest.raises(UsageProblem):
            record_refusal(tmp_path / "a.txt", refusal(tmp_path / "out", **changes))

    assert not (tmp_path / "out").exists()
