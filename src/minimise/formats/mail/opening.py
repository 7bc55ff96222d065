"""Bytes of a message to the message, whichever program saved it."""

from minimise.formats.mail.letter import Letter
from minimise.formats.mail.mime import mime_letter
from minimise.formats.recognition import OLE, looks_like_packet


def letter_of(data: bytes) -> Letter:
    """Read a message.

    Raises:
        UnreadableDocument: it is encrypted, damaged, too large or no message.
    """
    if data.startswith(OLE):
        from minimise.formats.mail.outlook import outlook_letter

        return outlook_letter(data)
    if looks_like_packet(data):
        from minimise.formats.mail.outlook import packet_letter

        return packet_letter(data)
    return mime_letter(data)
