"""Strict writing, whatever the words: names of any length leave one file, and every other word stays."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.formats_pdf.made import PDF, edits_for, everything_seen, lines, paragraph, story, words_of

WORDS = st.text("abcdefghijklmnop", min_size=2, max_size=9)
NAMES = st.text("qrstuvwxyz", min_size=3, max_size=24).map(str.capitalize)
QUIET = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@QUIET
@given(
    before=st.lists(WORDS, min_size=1, max_size=60),
    names=st.lists(NAMES, min_size=2, max_size=3, unique=True),
    after=st.lists(WORDS, min_size=1, max_size=60),
)
def test_names_of_any_length_in_a_paragraph_leave_one_file(
    before: list[str], names: list[str], after: list[str]
) -> None:
    written = set()
    for name in names:
        text = " ".join([*before, name, *after])
        data = story([paragraph(text, justified=True), paragraph("the end of it")])
        written.add(PDF.write_strictly(data, edits_for(PDF.read(data, "case"), name, "[Label 1]")))

    assert len(written) == 1


@QUIET
@given(before=st.lists(WORDS, max_size=5), name=NAMES, after=st.lists(WORDS, min_size=1, max_size=4))
def test_a_removed_name_is_nowhere_and_every_other_word_stays(before: list[str], name: str, after: list[str]) -> None:
    data = lines(" ".join([*before, name, *after]), "next line")

    written = PDF.write_strictly(data, edits_for(PDF.read(data, "case"), name, "[Label 1]"))

    assert name not in everything_seen(written)
    assert words_of(written).split() == [*before, "[Label", "1]", *after, "next", "line"]
