"""The e-mail format: one document out of a message and all that hangs on it, written as a new message."""

import hashlib
from collections.abc import Sequence

from minimise.formats.adapter import Witness
from minimise.formats.mail.budget import Budget
from minimise.formats.mail.enclosures import opened
from minimise.formats.mail.layout import Layout, laid_out
from minimise.formats.mail.opening import letter_of
from minimise.formats.mail.witness import mail_witnesses
from minimise.formats.mail.writer import mail_bytes
from minimise.formats.recognition import looks_like_mail, looks_like_outlook, looks_like_packet
from minimise.model import Document, Edit


class Mail:
    """Saved e-mails (.eml), Outlook messages (.msg) and packets (winmail.dat); written as .eml."""

    name = "eml"
    suffix = ".eml"

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._read: list[tuple[bytes, Layout]] = []

    def sniff(self, data: bytes) -> bool:
        """Say from the content alone whether this is a message."""
        return looks_like_mail(data) or looks_like_outlook(data) or looks_like_packet(data)

    def read(self, data: bytes, case_id: str) -> Document:
        """Read the headers that may leave, the words, and what hangs on the message; then what nobody sees.

        Raises:
            UnreadableDocument: it is encrypted, damaged, too large or built to do harm.
        """
        layout = _layout(data)
        self._read[:] = [(hashlib.sha256(data).digest(), layout)]
        return layout.document(case_id)

    def write(self, data: bytes, edits: Sequence[Edit], banner: Sequence[str] = ()) -> bytes:
        """Write a new message with the edits applied in every version of the words and in what hangs on it.

        Raises:
            UnreadableDocument: as for `read`, or an attachment cannot be written with these edits.
        """
        return mail_bytes(self._take(data), edits, banner)

    def write_strictly(self, data: bytes, edits: Sequence[Edit], banner: Sequence[str] = ()) -> bytes:
        """Write as `write` does, attachments in their strict way where they have one."""
        return mail_bytes(self._take(data), edits, banner, strict=True)

    def _take(self, data: bytes) -> Layout:
        """Give what the reader was shown, if it was this message; attachments need not be tried twice."""
        while self._read:
            digest, layout = self._read.pop()
            if digest == hashlib.sha256(data).digest():
                return layout
        return _layout(data)

    def witnesses(self, data: bytes) -> tuple[Witness, ...]:
        """Read a finished message with the standard library's mail reader, and with one of our own by hand.

        Raises:
            UnreadableDocument: one of them could not read it, or not all that hangs on it.
        """
        return mail_witnesses(data)


def _layout(data: bytes) -> Layout:
    return laid_out(opened(letter_of(data), Budget()))
