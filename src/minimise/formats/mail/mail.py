"""The e-mail format: one document out of a message and all that hangs on it, written as a new message."""

from collections.abc import Sequence

from minimise.formats.adapter import Witness
from minimise.formats.mail.budget import Budget
from minimise.formats.mail.enclosures import Opened, opened
from minimise.formats.mail.layout import laid_out
from minimise.formats.mail.opening import letter_of
from minimise.formats.mail.witness import mail_witnesses
from minimise.formats.mail.writer import mail_bytes
from minimise.formats.recognition import looks_like_mail, looks_like_outlook
from minimise.model import Document, Edit


class Mail:
    """Saved e-mails (.eml) and Outlook messages (.msg); written as .eml."""

    name = "eml"
    suffix = ".eml"

    def sniff(self, data: bytes) -> bool:
        """Say from the content alone whether this is a message."""
        return looks_like_mail(data) or looks_like_outlook(data)

    def read(self, data: bytes, case_id: str) -> Document:
        """Read the headers that may leave, the words, and what hangs on the message; then what nobody sees.

        Raises:
            UnreadableDocument: it is encrypted, damaged, too large or built to do harm.
        """
        return laid_out(_opened(data)).document(case_id)

    def write(self, data: bytes, edits: Sequence[Edit], banner: Sequence[str] = ()) -> bytes:
        """Write a new message with the edits applied in every version of the words and in what hangs on it.

        Raises:
            UnreadableDocument: as for `read`, or an attachment cannot be written with these edits.
        """
        return mail_bytes(laid_out(_opened(data)), edits, banner)

    def write_strictly(self, data: bytes, edits: Sequence[Edit], banner: Sequence[str] = ()) -> bytes:
        """Write as `write` does, attachments in their strict way where they have one."""
        return mail_bytes(laid_out(_opened(data)), edits, banner, strict=True)

    def witnesses(self, data: bytes) -> tuple[Witness, ...]:
        """Read a finished message with the standard library's mail reader, and with one of our own by hand.

        Raises:
            UnreadableDocument: one of them could not read it, or not all that hangs on it.
        """
        return mail_witnesses(data)


def _opened(data: bytes) -> Opened:
    return opened(letter_of(data), Budget())
