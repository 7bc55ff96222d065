"""The header lines of e-mails, in a mail and in the quoted messages below it: who wrote to whom."""

import re
from collections.abc import Iterator, Sequence

from minimise.lexicons.mailboxes import private_mailbox
from minimise.model import Mention, Reading, Role
from minimise.stages.identify.evidence import Evidence

_HEADER = re.compile(
    r"(?im)^[ \t>*]*(?P<key>from|to|cc|bcc|sent by|author|dictated by|typed by)[ \t]*:[ \t*]*(?P<value>[^\n]+)$|"
    r"^[ \t>]*On [^\n]{6,60}?,? (?P<wrote>[^\n\d]{3,60}?(?:<[^<>\n]*>\s*)?)wrote:[ \t]*$"
)
_OWN_ADDRESS = re.compile(r"[^;,\n]{0,12}?[<(\[]?(?:mailto:)?([^\s<>();,\[\]]+@[^\s<>();,\[\]]+)")


RULE = "roles.header"
_MAIL_LABEL = re.compile(r"[ \t>*]*(?:from|to|cc|bcc|sender|reply[- ]to)\W*", re.IGNORECASE)
_PHONE = re.compile(r"\b0\d{2,4}[ -]?\d{3}[ -]?\d{3,4}\b")
_COMPANIONS = re.compile(r"(?:\n[^\n]*){0,3}?\n[ \t>*]*(?:sent|date|to|cc|subject)[ \t]*:", re.IGNORECASE)


def header_evidence(reading: Reading, names: Sequence[tuple[Mention, int, int]]) -> Iterator[tuple[str, Evidence]]:
    """Yield (mention id, evidence) for the names in header lines, for each name once however long the chain is.

    A private mailbox is nobody's place of work.
    """
    told: set[str] = set()
    for header in _HEADER.finditer(reading.text):
        low, high = header.span("value") if header["value"] else header.span("wrote")
        for mention, start, end in names:
            name = reading.text[start:end].casefold()
            if low <= start and end <= high and name not in told and not writes_privately(reading.text, end):
                told.add(name)
                yield mention.id, Evidence(Role.PROFESSIONAL, RULE, 0.6, start, end)


def is_header_line(text: str, label: tuple[int, int], value: tuple[int, int]) -> bool:
    """Say whether a labelled value is a line of a mail's head and not of a form: parents write mails as well.

    A value that gives a telephone number too is a form's.
    """
    if _MAIL_LABEL.fullmatch(text, *label) is None or _PHONE.search(text, *value) is not None:
        return False
    return "@" in text[slice(*value)] or _COMPANIONS.match(text, value[1]) is not None


def writes_privately(text: str, end: int) -> bool:
    """Say whether the address that stands right behind a name is at a mail service of private people."""
    match = _OWN_ADDRESS.match(text, end)
    return match is not None and private_mailbox().fullmatch(match[1]) is not None
