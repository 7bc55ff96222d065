"""Every UK identifier, address and number that a referral can hold: shape finds, checks and labels only score."""

from minimise.stages.detect.identifiers.evidence import Identifier
from minimise.stages.detect.identifiers.finding import IDENTIFIERS, find_identifiers
from minimise.stages.detect.identifiers.resolution import resolve

__all__ = ["IDENTIFIERS", "Identifier", "find_identifiers", "resolve"]
