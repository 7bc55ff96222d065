"""`Mention`s in, people with roles out: each person settled once, with every alias, and whose each find is."""

from minimise.stages.identify.identifier import Identified, identify

__all__ = ["Identified", "identify"]
