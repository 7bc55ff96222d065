"""`Mention`s in, people with roles out: each person settled once, with every alias, and whose each find is."""

from minimise.stages.identify.identifier import Identified, identify
from minimise.stages.identify.labels import label_word

__all__ = ["Identified", "identify", "label_word"]
