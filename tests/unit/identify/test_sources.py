import pytest
from tests.unit.identify.made import Case, case

from minimise.lexicons.sources import source_cue
from minimise.model import Kind, Role

CHILD = "Child: <Tyler Ward>"


def told(*lines: str) -> Case:
    return case(CHILD, "Mother: <Kelly Ward>", "", *lines, subjects=("Tyler Ward",))


@pytest.mark.parametrize(
    "wish",
    [
        "asked not to be named",
        "does not want to be named",
        "doesn't want to be identified",
        "wishes to remain anonymous",
        "wanted to stay anonymous",
        "asked that her name is not shared",
        "asked us not to say who told us",
        "begged us not to tell Mum who rang",
        "does not want the family to know she has told us",
        "does not want them to find out it was her",
        "is scared of what will happen if they know she rang",
        "would not give her name",
        "spoke to us in confidence",
    ],
)
def test_whoever_asks_not_to_be_named_is_a_source(wish: str) -> None:
    found = told(f"<Priya Nair> {wish}. He was hit with a belt.")

    assert found.roles("Priya Nair") == [Role.SOURCE]
    assert found.clues()
    assert "belt" in found.without_clues()


@pytest.mark.parametrize(
    ("text", "gone", "stays"),
    [
        (
            "<Priya Nair> from number 12 asked not to be identified. She walks her dog past "
            "the house and saw bruises on his arm.",
            ["Priya", "number 12", "dog"],
            ["bruises on his arm"],
        ),
        (
            "A neighbour does not want to be named. She lives opposite and heard Tyler screaming on Monday.",
            ["opposite", "does not want to be named"],
            ["screaming on Monday"],
        ),
        (
            "MGM rang the office - please don't say it was me - she can see the garden and hears shouting most nights.",
            ["MGM", "rang the office", "see the garden", "say it was me"],
            ["hears shouting most nights"],
        ),
        (
            "<Joan> (aunt) does not want the family to know she has spoken to us. "
            "She works at the launderette under the flat and heard him being hit.",
            ["Joan", "launderette", "under the flat"],
            ["heard him being hit"],
        ),
        (
            "The caller wished to remain anonymous. She is the cleaner at the school. She "
            "said that he is locked in at night.",
            ["cleaner"],
            ["locked in at night"],
        ),
    ],
)
def test_what_gives_a_source_away_goes_and_what_they_saw_stays(text: str, gone: list[str], stays: list[str]) -> None:
    left = told(text).without_clues()

    assert [word for word in gone if word in left] == []
    assert [words for words in stays if words not in left] == []


@pytest.mark.parametrize(
    "text",
    [
        "Mum does not want Dad to know she told us. He hits her.",
        "Mum (<Kelly Ward>) does not want Dad to know that she rang.",
        "<Tyler> asked us not to tell his mum that he told us.",
        "<Kelly Ward> begged us not to tell him that she has spoken to us.",
    ],
)
def test_the_child_and_the_parents_are_no_sources(text: str) -> None:
    found = told(text)

    assert not [person for person in found.people if person.has(Role.SOURCE)]
    assert found.clues() == []


def test_a_professional_who_takes_the_call_is_not_the_source() -> None:
    found = told("<Sara Khan>, health visitor, took a call from a lady who would not give her name.")

    assert found.roles("Sara Khan") == [Role.PROFESSIONAL]
    assert any("would not give her name" in clue for clue in found.clues())


@pytest.mark.parametrize(
    "text",
    [
        "Dad does not want to be named on the certificate.",
        "He was not named on the register.",
        "The hall is named after him.",
        "Mum asked for the name of the nurse.",
        "They did not know who told him about the party.",
        "He did not want to go to school.",
        "She was asked not to park there.",
    ],
)
def test_everyday_wordings_make_nobody_a_source(text: str) -> None:
    assert told(text).clues() == []


def test_a_source_has_one_role_only_inside_the_passage() -> None:
    found = told(
        "His aunt, <Joan Ward>, collects him from school on Fridays.",
        "",
        "<Joan Ward> asked not to be named. She heard him crying.",
    )

    assert found.roles("Joan Ward", 1) == [Role.SOURCE]
    assert found.roles("Joan Ward", 0) == [Role.THIRD_PARTY]
    assert found.person("Joan Ward", 0).label != found.person("Joan Ward", 1).label


def test_the_number_a_source_leaves_is_a_clue_that_belongs_to_them() -> None:
    found = told("<Priya Nair> asked not to be named and can be rung on <PHONE:07700 900461>.")

    clues = [m for m in found.identified.mentions if m.kind is Kind.SOURCE_CLUE]
    assert any("07700 900461" in found.words(m.id) for m in clues)
    owners = {found.identified.who.belongings[m.id].person_id for m in clues}
    assert owners == {found.person("Priya Nair").id}


def test_the_passage_ends_where_the_text_moves_on() -> None:
    found = told(
        "<Priya Nair> asked not to be named. She lives opposite.",
        "",
        "The school nurse works at the clinic. He lives in the next street.",
    )

    assert [clue for clue in found.clues() if "clinic" in clue or "next street" in clue] == []


def test_the_label_of_a_source_says_nothing_about_them() -> None:
    found = told("<Priya Nair> from number 12 asked not to be named.")

    assert found.person("Priya Nair").label == "Confidential source 1"


@pytest.mark.xfail(strict=True, reason="`lady` in an apposition hides that a named worker is the source")
def test_a_worker_who_is_described_in_passing_is_still_the_source() -> None:
    found = told("<Priya Nair>, the lollipop lady, asked not to be named.")

    assert found.person("Priya Nair").has(Role.SOURCE)


@pytest.mark.parametrize("mark", ["left arm", "left ankle", "left inner thigh"])
def test_the_place_of_an_injury_never_goes_with_a_source(mark: str) -> None:
    left = told(f"<Priya Nair> asked not to be named. She said that he has a bruise on his {mark}.").without_clues()

    assert f"a bruise on his {mark}" in left


@pytest.mark.parametrize(
    "heading", ["Information in confidence (not for either parent)", "D. Given in confidence by a colleague"]
)
def test_a_section_told_in_confidence_hides_who_told_and_keeps_what_was_told(heading: str) -> None:
    found = case(
        CHILD,
        "",
        heading,
        "",
        "The landlady, who cuts hair in the unit underneath, told us of a child shouting. "
        "She has not told her husband that she rang.",
        "",
        "Contact",
        "",
        "Please ring Mum after 9.",
        subjects=("Tyler Ward",),
    )
    left = found.without_clues()

    assert "landlady" not in left
    assert "cuts hair" not in left
    assert "her husband" not in left
    assert "a child shouting" in left
    assert "ring Mum after 9" in left


def test_a_confidential_section_in_which_nobody_told_anything_is_left_alone() -> None:
    found = case(CHILD, "", "CONFIDENTIAL", "", "The new house is small and damp.", subjects=("Tyler Ward",))

    assert found.clues() == []


def test_what_a_child_said_word_for_word_is_no_give_away() -> None:
    found = case(
        CHILD,
        "",
        'A neighbour who asked not to be named rang. She heard him say "get on the floor".',
        subjects=("Tyler Ward",),
    )

    assert "get on the floor" in found.without_clues()


@pytest.mark.parametrize(
    "text",
    [
        "What <Delyth> told me I ask you to keep to yourselves. He was hit.",
        "<Delyth> wants it left as staff. He was hit.",
        "<Delyth> asked me to make sure it never gets to Huw. He was hit.",
        "<Delyth> said if he knows I called I am finished. He was hit.",
        "<Delyth> begged that Dad never learns it came from her. He was hit.",
        "<Delyth> wdn't give her name. He was hit.",
    ],
)
def test_more_ways_to_ask_not_to_be_named(text: str) -> None:
    assert Role.SOURCE in told(text).roles("Delyth")


def test_somebody_described_and_named_in_the_next_sentence_is_the_source() -> None:
    found = told("A lad in her tutor group says he is not to be named to anyone. <Rafe Dunmore> - he sees it all.")

    assert found.roles("Rafe Dunmore") == [Role.SOURCE]


def test_thanks_for_a_call_make_nobody_a_source() -> None:
    assert told("Thank you for ringing. <Priya Nair> is at school.").clues() == []
    assert source_cue().search("Many thanks for reporting it.") is None
    assert source_cue().search("He would kill her for ringing.") is not None
