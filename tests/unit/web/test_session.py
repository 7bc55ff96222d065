"""The session folder: private, whole after a crash, one page at a time; and the journal that undo walks."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from minimise.errors import UsageProblem
from minimise.web.journal import Journal
from minimise.web.session import Session, default_folder
from minimise.web.state import state_of


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = Session.opened(tmp_path / "session")
    yield opened
    opened.close()


def reopened(session: Session) -> Session:
    """What a new page finds after the old one was killed: nothing is handed over but the disk."""
    session.close()
    again = Session.opened(session.folder)
    again.close()
    return again


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_everything_in_the_folder_is_for_its_owner_only(session: Session) -> None:
    item = session.add("note.txt", b"words")
    session.set_staff("SW12345")

    folders = [session.folder, session.folder / "temp", item.folder, item.folder / "source"]
    assert {mode(path) for path in folders} == {0o700}
    assert {mode(path) for path in session.folder.rglob("*") if path.is_file()} == {0o600}


def test_a_folder_that_was_open_to_others_is_closed(tmp_path: Path) -> None:
    (tmp_path / "session").mkdir(mode=0o755)

    Session.opened(tmp_path / "session").close()

    assert mode(tmp_path / "session") == 0o700


def test_a_folder_behind_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")

    with pytest.raises(UsageProblem):
        Session.opened(tmp_path / "link")


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "session").write_bytes(b"")

    with pytest.raises(UsageProblem):
        Session.opened(tmp_path / "session")


def test_a_second_page_on_the_same_folder_is_told(session: Session) -> None:
    with pytest.raises(UsageProblem, match="another review page"):
        Session.opened(session.folder)

    session.close()
    Session.opened(session.folder).close()


def test_killing_the_page_loses_nothing(session: Session) -> None:
    item = session.add("note.txt", b"words", origin="/somewhere")
    item.record("answers", {"recipient": "school", "subjects": []})
    session.set_staff("SW12345")
    session.set_keys(on=False)

    again = reopened(session)

    found = again.items[item.id]
    assert (found.name, found.source.read_bytes(), found.origin) == ("note.txt", b"words", "/somewhere")
    assert found.state == item.state
    assert found.case_key == item.case_key
    assert (again.staff_id, again.keys_on) == ("SW12345", False)


def test_documents_keep_their_order(session: Session) -> None:
    first, second = session.add("b.txt", b"1"), session.add("a.txt", b"2")
    first.journal.events[0]["at"] = "2026-01-01T00:00:00Z"
    lines = (first.folder / "journal.jsonl").read_text().replace(second.added_at, "2026-01-01T00:00:00Z")
    (first.folder / "journal.jsonl").write_text(lines)

    assert list(reopened(session).items) == [first.id, second.id]


def test_a_document_that_was_only_half_taken_in_is_cleared_away(session: Session) -> None:
    half = session.folder / "0123456789ab"
    (half / "source").mkdir(parents=True)

    assert reopened(session).items == {}
    assert not half.exists()


def test_what_is_left_of_a_broken_upload_goes_when_the_page_starts(session: Session) -> None:
    (session.folder / "temp" / "upload").write_bytes(b"words")

    again = reopened(session)

    assert list((again.folder / "temp").iterdir()) == []


def test_removing_a_document_removes_every_trace_of_it(session: Session) -> None:
    item = session.add("note.txt", b"words")

    session.remove(item)

    assert not item.folder.exists()
    assert session.items == {}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Ffion's note.docx", "Ffion's note.docx"),
        ("../../etc/passwd", "passwd"),
        ("D:\\case\\note.pdf", "note.pdf"),
        ("a\x00b\nc.txt", "a_b_c.txt"),
        ("", "document"),
        ("...", "document"),
        ("x" * 300 + ".docx", "x" * 120 + ".docx"),
        ("note.", "note"),
        ("a:b?.txt", "a_b_.txt"),
    ],
)
def test_a_name_stays_the_name_people_know_and_no_path(session: Session, given: str, kept: str) -> None:
    item = session.add(given, b"words")

    assert item.name == kept
    assert item.source.parent == item.folder / "source"


def test_two_documents_of_one_name_do_not_meet(session: Session) -> None:
    one, two = session.add("note.txt", b"1"), session.add("note.txt", b"2")

    assert (one.source.read_bytes(), two.source.read_bytes()) == (b"1", b"2")
    assert one.case_key != two.case_key


def test_the_usual_folder_is_the_persons_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    assert default_folder() == tmp_path / "minimise" / "review"


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal.opened(tmp_path / "journal.jsonl")


def numbers(journal: Journal) -> list[int]:
    return [event["n"] for event in journal.standing()]


def decided(journal: Journal) -> int:
    return int(journal.add("verdict", {"keys": ["find-0.0.1"]})["n"])


def undone(journal: Journal) -> None:
    last = journal.last_done()
    assert last is not None
    journal.add("undo", {"of": last["n"]})


def redone(journal: Journal) -> None:
    last = journal.last_undone()
    assert last is not None
    journal.add("redo", {"of": last["n"]})


def test_an_event_is_on_the_disk_before_anybody_is_told(journal: Journal) -> None:
    journal.add("verdict", {"reason": "Größe"})

    assert Journal.opened(journal.path).events == journal.events


def test_undo_goes_back_to_the_beginning(journal: Journal) -> None:
    for _ in range(40):
        decided(journal)

    for _ in range(40):
        undone(journal)

    assert numbers(journal) == []
    assert journal.last_done() is None


def test_redo_brings_back_in_turn_what_was_undone(journal: Journal) -> None:
    one, two, three = decided(journal), decided(journal), decided(journal)
    undone(journal)
    undone(journal)

    assert numbers(journal) == [one]
    redone(journal)
    assert numbers(journal) == [one, two]
    redone(journal)
    assert numbers(journal) == [one, two, three]
    assert journal.last_undone() is None


def test_a_new_decision_ends_what_could_be_redone(journal: Journal) -> None:
    one = decided(journal)
    decided(journal)
    undone(journal)
    new = decided(journal)

    assert numbers(journal) == [one, new]
    assert journal.last_undone() is None


def test_undo_survives_a_restart(journal: Journal) -> None:
    one = decided(journal)
    decided(journal)
    undone(journal)

    again = Journal.opened(journal.path)

    assert numbers(again) == [one]
    redone(again)
    assert len(numbers(again)) == 2


def test_answers_are_not_undone_with_decisions(journal: Journal) -> None:
    journal.add("answers", {"recipient": "school"})

    assert journal.last_done() is None


@pytest.mark.parametrize("cut", [1, 5, 20])
def test_a_line_cut_off_by_a_crash_is_no_event_and_does_no_harm(journal: Journal, cut: int) -> None:
    one = decided(journal)
    decided(journal)
    journal.path.write_bytes(journal.path.read_bytes()[:-cut])

    again = Journal.opened(journal.path)

    assert numbers(again) == [one]
    new = decided(again)
    assert numbers(Journal.opened(journal.path)) == [one, new]


def test_state_says_how_far_a_document_is() -> None:
    events = [{"n": 1, "do": "added"}, {"n": 2, "do": "answers", "recipient": "school"}]

    assert state_of(events[:1]).step == "new"
    assert state_of(events).step == "in review"
    assert state_of([*events, {"n": 3, "do": "finished", "names": ["a"]}]).step == "finished"


@pytest.mark.parametrize(
    "event",
    [
        {"do": "verdict", "keys": []},
        {"do": "change", "change": {}},
        {"do": "protect", "words": []},
        {"do": "keep", "words": []},
        {"do": "answers", "recipient": "police"},
    ],
)
def test_whatever_is_decided_later_makes_a_finished_document_unfinished(event: dict[str, object]) -> None:
    done = [{"n": 1, "do": "answers", "recipient": "school"}, {"n": 2, "do": "finished", "names": ["a"]}]

    state = state_of([*done, {"n": 3} | event])

    assert state.step == "in review"
    assert state.at == 3


def test_words_of_a_document_do_not_stand_in_the_repr(session: Session) -> None:
    item = session.add("Ffion Quibble.txt", b"words")
    item.record("protect", {"words": ["Ffion Quibble"]})

    assert "Ffion" not in repr(session) + repr(item) + repr(item.state) + repr(item.journal)
