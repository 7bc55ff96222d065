"""`Document` in, `Mention`s out: names, numbers, places, each with who found it and how sure that is."""

from minimise.stages.detect.detector import Asked, find_mentions
from minimise.stages.detect.engine import MODEL, MODEL_VERSION
from minimise.stages.detect.freetext import identifiers_in
from minimise.stages.detect.reader import read, read_by

__all__ = ["MODEL", "MODEL_VERSION", "Asked", "find_mentions", "identifiers_in", "read", "read_by"]
