"""Bytes in, `Document` out: sniffed by content, within limits, every surface read; then its form fields."""

from minimise.stages.intake.forms import find_fields
from minimise.stages.intake.gate import LARGEST, Intake, Readable, take_in

__all__ = ["LARGEST", "Intake", "Readable", "find_fields", "take_in"]
