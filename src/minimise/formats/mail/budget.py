"""Counts what comes out of a message, so that a small file cannot become an endless one."""

from dataclasses import dataclass

from minimise.errors import UnreadableDocument
from minimise.safe import Id

DEEPEST = 3
"""Messages or packed folders in each other."""


@dataclass(slots=True)
class Budget:
    """What is left to read of one message with all that hangs on it."""

    things: int = 300
    bytes: int = 150 * 2**20

    def take(self, size: int) -> None:
        """Count one thing of a size.

        Raises:
            UnreadableDocument: that is more than any referral has.
        """
        self.things -= 1
        self.bytes -= size
        if self.things < 0 or self.bytes < 0:
            raise UnreadableDocument(
                "more hangs on the e-mail than can be read",
                "Save its attachments and minimise them in several runs.",
                format=Id("eml"),
            )
