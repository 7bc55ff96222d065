"""Kin words, titles, abbreviations and ordinary words."""

import pytest

from minimise.lexicons import (
    abbreviations,
    given_names,
    is_abbreviation,
    kinship,
    ordinary_words,
    professional_titles,
    titles,
)

_RELATIONS = {
    "mother",
    "father",
    "step_parent",
    "parents_partner",
    "ex_partner",
    "partner",
    "sibling",
    "half_sibling",
    "step_sibling",
    "grandparent",
    "aunt_uncle",
    "cousin",
    "niece_nephew",
    "godparent",
    "foster_carer",
    "adopter",
    "child_of",
    "spouse",
    "great_grandparent",
    "in_law",
    "friend_of_family",
}


def test_kin_words_name_every_relation_and_no_other() -> None:
    assert {term.relation for term in kinship().values()} == _RELATIONS


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        ("mum", "mother"),
        ("mam", "mother"),
        ("birth mum", "mother"),
        ("bio dad", "father"),
        ("step-dad", "step_parent"),
        ("stepdad", "step_parent"),
        ("step dad", "step_parent"),
        ("mum's partner", "parents_partner"),
        ("new fella", "parents_partner"),
        ("ex", "ex_partner"),
        ("hubby", "spouse"),
        ("half-sister", "half_sibling"),
        ("step-brother", "step_sibling"),
        ("mgm", "grandparent"),
        ("pgf", "grandparent"),
        ("nain", "grandparent"),
        ("taid", "grandparent"),
        ("nan-nan", "grandparent"),
        ("mggm", "great_grandparent"),
        ("auntie", "aunt_uncle"),
        ("cousin", "cousin"),
        ("nephew", "niece_nephew"),
        ("godmother", "godparent"),
        ("foster mum", "foster_carer"),
        ("prospective adopter", "adopter"),
        ("daughter", "child_of"),
        ("mother-in-law", "in_law"),
        ("family friend", "friend_of_family"),
    ],
)
def test_a_kin_word_says_what_it_means(words: str, relation: str) -> None:
    assert kinship()[words].relation == relation


@pytest.mark.parametrize(
    ("words", "side"), [("mgm", "maternal"), ("pgf", "paternal"), ("maternal aunt", "maternal"), ("nan", "none")]
)
def test_a_kin_word_tells_the_side_only_where_it_says_so(words: str, side: str) -> None:
    assert kinship()[words].side == side


@pytest.mark.parametrize(
    "token",
    [
        "LAC",
        "CIN",
        "CP",
        "ICPC",
        "s47",
        "EPO",
        "MASH",
        "MARF",
        "MARAC",
        "DASH",
        "IDVA",
        "LADO",
        "DSL",
        "SENCO",
        "EHCP",
        "EHA",
        "CAMHS",
        "GP",
        "HV",
        "WNB",
        "UTA",
        "FGM",
        "HBA",
        "CSE",
        "CCE",
        "NRM",
        "UASC",
        "YOT",
        "CPOMS",
        "EWO",
        "PPU",
        "MAPPA",
        "PPN",
        "NFA",
        "IRO",
        "IFA",
        "NQSW",
        "EDT",
        "LCSPR",
        "CAFCASS",
        "CYP",
        "MGM",
        "PGF",
        "Mo",
        "Fa",
        "CME",
        "PEX",
        "SEMH",
        "ASD",
        "FII",
        "SUDI",
        "VCS",
        "NRPF",
        "DoLS",
        "GRT",
        "PSHE",
        "HLTA",
        "ABE",
        "DBS",
        "RHI",
        "PEP",
        "NEET",
        "AAI",
        "Hx",
        "O/E",
    ],
)
def test_abbreviations_of_the_field_are_known(token: str) -> None:
    assert is_abbreviation(token)


@pytest.mark.parametrize("token", ["Tyler", "Kelly", "mum", "House", "lac", "TW", "JT"])
def test_names_words_and_peoples_initials_are_no_abbreviations(token: str) -> None:
    assert not is_abbreviation(token)


def test_an_abbreviation_that_could_be_a_name_is_told_by_its_capitals() -> None:
    doubtful = {token for token in abbreviations() if token.casefold() in given_names() and not token.isupper()}

    assert doubtful <= {"Mo", "MoC", "Sib", "TAs"}


def test_professional_titles_are_titles() -> None:
    assert professional_titles() <= titles()


@pytest.mark.parametrize("title", ["dr", "pc", "dc", "sgt", "pcso", "cllr", "prof", "rev", "sister", "nurse", "imam"])
def test_a_professional_title_shows_a_post(title: str) -> None:
    assert title in professional_titles()


@pytest.mark.parametrize("title", ["mr", "mrs", "ms", "miss", "mx"])
def test_a_social_title_shows_no_post(title: str) -> None:
    assert title in titles()
    assert title not in professional_titles()


def test_there_are_enough_ordinary_words() -> None:
    assert len(ordinary_words()) >= 1_500


@pytest.mark.parametrize(
    "word",
    [
        "monday",
        "polish",
        "muslim",
        "school",
        "police",
        "address",
        "signed",
        "concern",
        "family",
        "contact",
        "however",
        "sertraline",
        "tesco",
    ],
)
def test_words_that_stand_capitalised_in_referrals_are_ordinary(word: str) -> None:
    assert word in ordinary_words()
