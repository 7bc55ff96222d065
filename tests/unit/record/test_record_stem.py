"""Output stems: what every system can store."""

import pytest

from minimise.stages.record import safe_stem


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("referral", "referral"),
        ("[Neighbour 1]", "Neighbour-1"),
        ("[Child 1]_MARF", "Child-1_MARF"),
        ("MARF [Person of concern 1] final", "MARF Person-of-concern-1 final"),
        ('a<b>c:d"e/f\\g|h?i*j', "abcdefghij"),
        ("half [open", "half open"),
        ("trailing. . ", "trailing"),
        (".hidden", "hidden"),
        ("--option", "option"),
        ("tab\tand\nline\x00", "tabandline"),
        ("right\u202eleft", "rightleft"),
        ("lost\udce9", "lost"),
        ("Sia\u0302n", "Siân"),
        ("", "document"),
        ("???", "document"),
        ("[]", "document"),
        ("CON", "document-CON"),
        (" - CON", "document-CON"),
        ("nul.txt", "document-nul.txt"),
        ("com1", "document-com1"),
        ("LPT³", "document-LPT³"),
        ("conout$", "document-conout$"),
        ("CONTACT", "CONTACT"),
        ("COM12", "COM12"),
    ],
)
def test_stem_holds_nothing_a_system_refuses(text: str, stem: str) -> None:
    assert safe_stem(text) == stem


def test_long_stem_is_cut_at_120_characters() -> None:
    assert safe_stem("x" * 300) == "x" * 120


def test_long_stem_in_wide_letters_leaves_room_within_255_bytes() -> None:
    stem = safe_stem("字" * 300)

    assert stem == "字" * 60
    assert len(f"{stem}.minimised.docx".encode()) < 255


def test_cut_never_leaves_a_trailing_dot_or_space() -> None:
    assert safe_stem("x" * 119 + ". tail") == "x" * 119
