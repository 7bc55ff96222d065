"""`minimise redact` as a process of its own: exit codes, files and their modes, what is said where, and no network."""

import io
import json
import os
import re
import stat
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pytest
from msoffcrypto import OfficeFile
from msoffcrypto.format.ooxml import OOXMLFile
from tests.support.process import Ran, minimise
from tests.unit.formats_pdf.made import lines

pytestmark = pytest.mark.model

REFERRAL = """\
Name of child: Tyler Ward
Date of birth: 03/04/2018
NHS number: 999 000 0018
Mother: Siobhan Ward
Safe number: 07700 900461

He has a bruise on the left arm. Darren Pike hit him with a belt.
Priya Nair from number 12 asked not to be named. She heard him screaming on Monday.

Their friend Zelwyck lives at Rowan House.
"""
WORDS = ("Tyler", "Ward", "Siobhan", "Darren", "Pike", "Priya", "Nair", "Zelwyck", "Rowan", "07700", "bruise")
SUFFIXES = (".log.html", ".log.json", ".minimised.txt", ".review.json", ".statement.html")
PASSWORD = "larch-1842"


def redact(folder: Path, source: Path, recipient: str, *options: str | Path, out: str = "out") -> Ran:
    given = ("--recipient", recipient, "--subject", "Tyler Ward", "-o", folder / out)
    return minimise("redact", source, *given, *options, cwd=folder)


def referral(folder: Path, name: str = "Nair P referral", text: str = REFERRAL) -> Path:
    path = folder / f"{name}.txt"
    path.write_text(text, encoding="utf-8")
    return path


def only(folder: Path, suffix: str) -> Path:
    (path,) = folder.glob(f"*{suffix}")
    return path


def log_of(folder: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(only(folder, ".log.json").read_bytes())
    return content


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("redact")


@pytest.fixture(scope="module")
def ran(folder: Path) -> Ran:
    """One run for social care, on a file whose own name names somebody."""
    return redact(folder, referral(folder), "social-care")


def test_a_run_that_holds_something_for_a_person_leaves_with_its_code(ran: Ran) -> None:
    assert ran.code == 7


def test_stdout_lists_what_was_written_one_path_a_line(ran: Ran, folder: Path) -> None:
    written = [Path(line) for line in ran.out.splitlines()]

    assert sorted(path.name for path in written) == sorted(path.name for path in (folder / "out").iterdir())
    assert sorted("." + path.name.split(".", 1)[1] for path in written) == list(SUFFIXES)


def test_stderr_is_one_line_of_counts_without_a_word_of_the_document(ran: Ran) -> None:
    assert re.fullmatch(
        r"minimise: written and verified; \d+ withheld, [1-9]\d* need a person \(open the \.log\.html first\)\.\n",
        ran.err,
    )
    assert not [word for word in WORDS if word in ran.err]


def test_no_socket_was_opened(ran: Ran) -> None:
    assert not ran.network


def test_the_copy_keeps_the_child_and_the_harm_and_lets_the_source_go(ran: Ran, folder: Path) -> None:
    text = only(folder / "out", ".minimised.txt").read_text(encoding="utf-8")

    assert [w for w in ("Tyler Ward", "03/04/2018", "bruise on the left arm", "07700 900461") if w not in text] == []
    assert "heard him screaming on Monday" in text
    assert [w for w in ("Priya", "Nair", "number 12") if w in text] == []


def test_a_name_in_the_file_name_does_not_leave_in_the_names_of_the_results(ran: Ran, folder: Path) -> None:
    assert not [path.name for path in (folder / "out").iterdir() if "Nair" in path.name]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in the folder")
def test_only_the_review_file_is_private(ran: Ran, folder: Path) -> None:
    modes = {"." + p.name.split(".", 1)[1]: stat.S_IMODE(p.stat().st_mode) for p in (folder / "out").iterdir()}

    assert modes == {suffix: 0o600 if suffix == ".review.json" else 0o644 for suffix in SUFFIXES}


def test_what_may_be_shared_holds_no_word_of_what_was_withheld(ran: Ran, folder: Path) -> None:
    for suffix in (".log.json", ".log.html", ".statement.html"):
        text = only(folder / "out", suffix).read_text(encoding="utf-8")
        assert [word for word in (*WORDS, "screaming") if re.search(rf"\b{word}\b", text)] == [], suffix


def test_the_source_file_is_as_it_was_and_nothing_else_was_left(ran: Ran, folder: Path) -> None:
    assert (folder / "Nair P referral.txt").read_text(encoding="utf-8") == REFERRAL
    assert sorted(path.name for path in folder.iterdir() if path.suffix != ".txt") == ["out"]


def test_the_same_file_gives_the_same_copy(ran: Ran, folder: Path) -> None:
    again = redact(folder, folder / "Nair P referral.txt", "social-care", "-q", out="again")

    first, second = only(folder / "out", ".minimised.txt"), only(folder / "again", ".minimised.txt")
    assert (again.code, again.err) == (7, "")
    assert first.read_bytes() == second.read_bytes()


def test_a_run_that_needs_nobody_leaves_with_zero_and_json_says_so(folder: Path) -> None:
    source = referral(folder, "plain", "Name of child: Tyler Ward\n\nHe has a bruise on the left arm.\n")

    done = redact(folder, source, "social-care", "--json", out="plain")

    assert done.code == 0
    assert done.out.count("\n") == 1
    assert {k: v for k, v in json.loads(done.out).items() if k != "written"} == {
        "exit_code": 0,
        "withheld": 0,
        "needs_review": 0,
        "subject_certain": True,
    }


def test_protected_words_go_and_kept_words_stay(folder: Path) -> None:
    listed = folder / "protected.list"
    listed.write_text("# the case's list\nRowan House\n", encoding="utf-8")
    options = ("--protect", "Siobhan", "--protect-file", listed, "--keep", "Zelwyck", "--keep", "Siobhan")

    done = redact(folder, referral(folder, "protect"), "social-care", *options, out="protect")

    text = only(folder / "protect", ".minimised.txt").read_text(encoding="utf-8")
    assert done.code == 7
    assert [word for word in ("Siobhan", "Rowan House") if word in text] == []
    assert "Zelwyck" in text
    assert "[information withheld]" in text


def test_in_an_emergency_only_hard_protections_are_withheld_and_a_review_falls_due(folder: Path) -> None:
    done = redact(folder, referral(folder, "emergency"), "school", "--emergency", out="emergency")

    text = only(folder / "emergency", ".minimised.txt").read_text(encoding="utf-8")
    header = log_of(folder / "emergency")["header"]
    assert done.code == 7
    assert "999 000 0018" in text
    assert [word for word in ("Priya", "Nair", "number 12") if word in text] == []
    assert header["emergency"] is True
    assert header["review_due"]


def verdict(folder: Path, words: str, action: str, reason: str) -> None:
    """Write a person's verdict about some words into the review file, as the review page does."""
    path = only(folder, ".review.json")
    content = json.loads(path.read_bytes())
    target = next(d["target"] for d in content["decisions"] if words in d["words"])
    content["verdicts"].append({"target": target, "action": action, "by": "SW12345", "reason": reason})
    path.write_text(json.dumps(content), encoding="utf-8")


def test_a_persons_verdict_decides_and_outlives_further_runs(folder: Path) -> None:
    source = referral(folder, "verdicts")
    redact(folder, source, "school", out="verdicts")
    out = folder / "verdicts"
    assert "999 000 0018" not in only(out, ".minimised.txt").read_text(encoding="utf-8")
    verdict(out, "999 000 0018", "keep", "The school nurse needs the number.")

    for _ in range(2):
        done = redact(folder, source, "school", "--force", out="verdicts")
        text = only(out, ".minimised.txt").read_text(encoding="utf-8")
        entries = [e for e in log_of(out)["entries"] if e["decided_by"] != "machine"]
        assert done.code in (0, 7)
        assert "999 000 0018" in text
        assert [(e["decided_by"], e["action"], e["status"]) for e in entries] == [("SW12345", "keep", "decided")]
        assert "school nurse" not in only(out, ".log.json").read_text(encoding="utf-8")
    assert log_of(out)["header"]["decided_by_people"] == 1


def locked_word(folder: Path) -> Path:
    document = docx.Document()
    for line in REFERRAL.splitlines():
        document.add_paragraph(line)
    plain, path = io.BytesIO(), folder / "locked.docx"
    document.save(plain)
    with path.open("wb") as file:
        OOXMLFile(plain).encrypt(PASSWORD, file)
    return path


def locked_pdf(folder: Path) -> Path:
    path = folder / "locked.pdf"
    with pikepdf.open(io.BytesIO(lines(*REFERRAL.splitlines()))) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner=PASSWORD, user=PASSWORD))
    return path


@pytest.mark.parametrize("make", [locked_word, locked_pdf])
def test_a_locked_file_opens_with_its_password_file_and_the_copy_has_the_same_password(folder: Path, make: Any) -> None:
    source = make(folder)
    secret = folder / "secret"
    secret.write_text(f"{PASSWORD}\n", encoding="utf-8")

    done = redact(folder, source, "school", "--password-file", secret, out=f"{source.suffix[1:]}-out")

    copy = only(folder / f"{source.suffix[1:]}-out", f".minimised{source.suffix}")
    assert done.code in (0, 7)
    assert PASSWORD not in done.out + done.err
    if source.suffix == ".docx":
        opened, locked = io.BytesIO(), OfficeFile(io.BytesIO(copy.read_bytes()))
        locked.load_key(password=PASSWORD)
        locked.decrypt(opened)
        text = " ".join(p.text for p in docx.Document(opened).paragraphs)
        assert "Tyler Ward" in text
        assert "Nair" not in text
    else:
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(copy)
        with pikepdf.open(copy, password=PASSWORD) as pdf:
            assert pdf.is_encrypted


def test_a_locked_file_without_its_password_is_refused(folder: Path) -> None:
    done = redact(folder, locked_word(folder), "school", out="refused")

    assert done.code == 3
    assert done.err.count("\n") == 1
    assert not (folder / "refused").exists()
