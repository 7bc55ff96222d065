"""What the model reads in a file's own name is cut where names are parted, and known names stay who they are."""

from minimise.model import Document, Hit, Kind, Part, Place, Reading, Surface, Unit
from minimise.stages.detect import Asked, find_mentions, read
from minimise.stages.detect.sift import _pieces


def test_a_name_read_over_an_underscore_is_two() -> None:
    text = "TWard_Jayden_MARF"
    pieces = list(_pieces(text, Hit(0, 12, Kind.PERSON, 0.9, "model.context")))
    assert [text[p.start : p.end] for p in pieces] == ["TWard", "Jayden"]


def test_other_finds_are_never_cut() -> None:
    hit = Hit(0, 11, Kind.HANDLE, 0.9, "model.context")
    assert list(_pieces("kezzy_rae_x", hit)) == [hit]


def test_an_initial_stuck_to_a_known_name_is_that_name() -> None:
    parts = (
        Part(Place("line", Unit.LINE, 1), "Child: Tyler Ward. Another pupil, Jayden Rudd, was there."),
        Part(Place("file-name", Unit.NONE, 0), "TWard_Jayden_MARF", Surface.FILE_NAME),
    )
    reading = Reading.of(Document("case", "txt", parts))
    found = find_mentions(reading, (), Asked(("Tyler Ward",)), read(reading.text))
    names = [reading.document.words(m.span) for m in found if m.span.part == 1]
    assert names == ["Ward", "Jayden"]
