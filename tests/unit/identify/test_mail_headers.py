"""The heads of mails say who wrote to whom, and nothing more."""

import pytest
from tests.unit.identify.made import case

from minimise.lexicons.mailboxes import private_mailbox
from minimise.model import Role

CHILD = "Child: <Tyler Ward>"
AT_WORK = {Role.PROFESSIONAL, Role.REFERRER, Role.LEAD_PRACTITIONER}


def roles(*lines: str, name: str) -> set[Role]:
    return set(case(CHILD, "", *lines, subjects=("Tyler Ward",)).roles(name))


def private(name: str) -> str:
    return f"{name}@{'gmail'}.{'com'}"


@pytest.mark.parametrize(
    "line",
    [
        "From: <Helen Marsh> [h.marsh@example.org]",
        "> From: <Helen Marsh> [h.marsh@example.org]",
        "*From:* <Helen Marsh> [mailto:h.marsh@example.org]",
        "Cc: <Helen Marsh> (h.marsh@example.org)",
        "On 2 October 2026 at 09:12, <Helen Marsh> [h.marsh@example.org] wrote:",
    ],
)
def test_who_writes_from_an_organisation_is_at_work(line: str) -> None:
    assert roles(line, "Tyler was seen.", name="Helen Marsh") & AT_WORK


@pytest.mark.parametrize(
    "line", ["From: <Sandra Rooke> [{}]", "To: <Sandra Rooke> ({})", "On Monday, <Sandra Rooke> [{}] wrote:"]
)
def test_who_writes_from_a_private_mailbox_is_not(line: str) -> None:
    assert not roles(line.format(private("s.rooke")), "We hear shouting.", name="Sandra Rooke") & AT_WORK


def test_a_mother_who_writes_again_and_again_stays_a_mother() -> None:
    tier = (
        "From: <Kelly Ward> [kelly@example.org]",
        "Sent: 1 October 2026",
        "To: <Helen Marsh>",
        "Subject: Tyler",
        "",
        "Hi.",
        "",
    )

    found = roles("His mother, <Kelly Ward>, rang.", "", *tier * 3, name="Kelly Ward")

    assert Role.PARENT in found
    assert not found & AT_WORK


def test_a_form_that_asks_whom_it_is_from_still_names_the_referrer() -> None:
    assert Role.REFERRER in roles("From: <Helen Marsh>", "Reason: Tyler has a bruise.", name="Helen Marsh")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (private("a.b"), True),
        (f"x@{'hotmail'}.co.uk", True),
        ("x@example.org", False),
        (f"x@{'gmail'}.com.example.org", False),
        (f"x@my{'gmail'}.com", False),
        ("x@council.example.org", False),
    ],
)
def test_private_mail_services_are_known(address: str, expected: bool) -> None:
    assert (private_mailbox().fullmatch(address) is not None) is expected


def test_from_in_a_form_that_gives_a_telephone_number_names_who_refers() -> None:
    assert Role.REFERRER in roles("From: <Petra Lind>, 01632 960705, p.lind@example.org", name="Petra Lind")
