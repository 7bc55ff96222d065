"""Conversions that were made already, and the refusal where none can be made."""

import hashlib

from minimise.errors import UnreadableDocument
from minimise.formats.converted.office import Elder, converted, office_program
from minimise.safe import Id


class Conversions:
    """Converts a file once: what is read is written next, and a conversion takes seconds."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._known: list[tuple[bytes, bytes]] = []

    def of(self, data: bytes, elder: Elder) -> bytes:
        """Give a file in its modern form.

        Raises:
            UnreadableDocument: it cannot be converted here.
        """
        if office_program() is None:
            raise UnreadableDocument(
                elder.what,
                f"{elder.advice} and try again; or install LibreOffice, which can do it for you.",
                format=Id(elder.value),
            )
        digest = hashlib.sha256(data).digest()
        known = next((modern for seen, modern in self._known if seen == digest), None)
        modern = known or converted(data, elder)
        self._known[:] = [(digest, modern)]
        return modern
