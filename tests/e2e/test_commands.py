"""The commands that look and check, each as a process of its own."""

import json
import shutil
import time
from pathlib import Path
from typing import Any

import docx
import pytest
from tests.support.process import Ran, minimise

LINES = (
    "Name of child: Tyler Ward",
    "Mother: Siobhan Ward",
    "",
    "Zoë’s friend, Priya Nair, rang on 07700 900461.",
    "Darren Pike hit him with a belt on Monday.",
)


def referral(folder: Path) -> Path:
    path = folder / "referral.txt"
    path.write_bytes("\r\n".join(LINES).encode())
    return path


def word(folder: Path, name: str, *lines: str, author: str = "") -> Path:
    document = docx.Document()
    document.core_properties.author = author
    for line in lines:
        document.add_paragraph(line)
    document.save(str(folder / name))
    return folder / name


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("commands")


@pytest.fixture(scope="module")
def written(folder: Path) -> Path:
    """One finished run of a Word file for a school, as the commands that check it need it."""
    source = word(folder, "original.docx", *LINES, author="Karen Ahmed")
    out = folder / "out"
    ran = minimise("redact", source, "--recipient", "school", "--subject", "Tyler Ward", "-o", out, "-q", cwd=folder)
    assert ran.code in (0, 7)
    return out


def one_line(ran: Ran) -> dict[str, Any]:
    assert ran.code == 0, ran.err
    assert ran.err == ""
    assert ran.out.count("\n") == 1
    content: dict[str, Any] = json.loads(ran.out)
    return content


@pytest.mark.model
def test_detect_gives_offsets_that_find_the_words_again(folder: Path) -> None:
    source = referral(folder)
    ran = minimise("detect", source, "--json", cwd=folder)
    content = one_line(ran)
    whole = "\n".join(LINES)

    assert content["file"] == str(source)
    keys = {"category", "type", "part", "line", "start", "end", "confidence", "found_by", "offset_start", "offset_end"}
    found = {}
    for find in content["finds"]:
        if find["part"] == "file-name":
            continue
        assert set(find) == keys
        words = LINES[find["line"] - 1][find["start"] : find["end"]]
        assert whole[find["offset_start"] : find["offset_end"]] == words
        assert 0 < find["confidence"] <= 1
        found[words] = find["type"]
    assert found.items() >= {"Tyler Ward": "PERSON", "Priya Nair": "PERSON", "07700 900461": "PHONE"}.items()
    assert "Nair" not in ran.out
    assert not ran.network


@pytest.mark.model
def test_detect_of_a_missing_and_a_good_file_gives_the_good_one_and_the_bad_code(folder: Path) -> None:
    ran = minimise("detect", folder / "gone.txt", referral(folder), "--json", cwd=folder)

    assert ran.code == 2
    assert ran.out.count("\n") == 1
    assert ran.err.count("\n") == 1


@pytest.mark.model
def test_people_says_who_is_who_and_why(folder: Path) -> None:
    content = one_line(minimise("people", referral(folder), "--subject", "Tyler Ward", "--json", cwd=folder))
    roles = {name: person["roles"][0] for person in content["people"] for name in person["names"]}

    assert content["subject_certain"] is True
    assert roles["Tyler Ward"]["role"] == "subject"
    assert roles["Siobhan Ward"]["role"] == "parent"
    assert roles["Darren Pike"]["role"] == "person_of_concern"
    assert roles["Darren Pike"]["evidence"] == [{"line": 5}]
    assert roles["Darren Pike"]["id"] == "R08"


@pytest.mark.model
def test_explain_gives_every_decision_with_its_rule_and_no_words_in_json(folder: Path) -> None:
    ran = minimise(
        "explain", referral(folder), "--recipient", "school", "--subject", "Tyler Ward", "--json", cwd=folder
    )
    content = one_line(ran)

    assert content["decisions"]
    for decision in content["decisions"]:
        assert set(decision) == {
            "target", "action", "locked", "status", "category", "label", "reason", "reason_code", "rule",
            "confidence", "golden_rule", "locations",
        }  # fmt: skip
        assert "@" in decision["rule"]
        assert 1 <= decision["golden_rule"] <= 7
    assert not [name for name in ("Priya", "Nair", "Siobhan", "07700") if name in ran.out]
    assert sorted(path.name for path in folder.glob("*.json")) == []


@pytest.mark.model
def test_check_finds_nothing_in_our_own_copy_and_its_log_is_whole(folder: Path, written: Path) -> None:
    (copy,), (log,) = written.glob("*.minimised.docx"), written.glob("*.log.json")

    ran = minimise("check", folder / "original.docx", copy, "--log", log, cwd=folder)

    assert (ran.code, ran.err) == (0, "")
    assert "nothing that was removed can be recovered" in ran.out
    assert "the log is whole" in ran.out


@pytest.mark.model
def test_check_finds_what_another_tool_left_under_the_surface(folder: Path, written: Path) -> None:
    careless = word(folder, "careless.docx", *LINES[:3], "His friend rang.", author="Priya Nair")

    ran = minimise("check", folder / "original.docx", careless, cwd=folder)

    assert ran.code == 6
    assert "still in: " in ran.out
    assert ran.err.count("\n") == 1
    assert not [name for name in ("Priya", "Nair") if name in ran.out + ran.err]


@pytest.mark.model
def test_a_log_is_whole_until_one_byte_changes(folder: Path, written: Path) -> None:
    (log,) = written.glob("*.log.json")
    whole = minimise("log", "verify", log, cwd=folder)
    broken = folder / "broken.log.json"
    data = bytearray(log.read_bytes())
    data[len(data) // 2] ^= 1
    broken.write_bytes(bytes(data))

    tampered = minimise("log", "verify", broken, cwd=folder)

    assert (whole.code, whole.err) == (0, "")
    assert whole.out.startswith("the log is whole: ")
    assert (tampered.code, tampered.out) == (8, "")
    assert tampered.err.count("\n") == 1


def test_policies_can_be_listed_shown_and_checked(folder: Path) -> None:
    shutil.copy(Path(__file__), folder / "ours.toml")

    listed = minimise("policy", "list", cwd=folder)
    shown = minimise("policy", "show", "social-care:s47", cwd=folder)
    fine = minimise("policy", "check", "school", cwd=folder)
    broken = minimise("policy", "check", folder / "ours.toml", cwd=folder)
    unknown = minimise("policy", "show", "nobody", cwd=folder)

    names = {line.split()[0] for line in listed.out.splitlines()}
    assert names >= {"social-care", "police", "health", "school", "voluntary", "housing", "family"}
    assert (listed.code, shown.code, fine.code) == (0, 0, 0)
    assert len(shown.out.splitlines()) > 20
    assert (broken.code, unknown.code) == (4, 4)
    assert "nobody" not in unknown.err


@pytest.mark.model
def test_doctor_says_that_everything_is_here(folder: Path) -> None:
    ran = minimise("doctor", cwd=folder)

    assert (ran.code, ran.err) == (0, "")
    assert "everything needed is here" in ran.out
    assert not ran.network


def test_help_is_quick_and_on_stdout(folder: Path) -> None:
    best = 99.0
    for _ in range(3):
        start = time.perf_counter()
        ran = minimise("--help", cwd=folder)
        best = min(best, time.perf_counter() - start)
        assert ran.code == 0
        assert "redact" in ran.out
    assert best < 2
