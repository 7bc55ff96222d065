"""Free text that somebody wants to have logged: does it say who or where anybody is?"""

from minimise.model import Document, Part, Place, Reading, Unit
from minimise.stages.detect.detector import find_mentions
from minimise.stages.detect.reader import read


def identifiers_in(text: str) -> frozenset[str]:
    """Give the kinds of all that tells who or where somebody is: free text goes into no log unseen."""
    reading = Reading.of(Document("note", "txt", (Part(Place("line", Unit.LINE, 1), text),)))
    return frozenset(mention.kind.value for mention in find_mentions(reading, (), None, read(reading.text)))
