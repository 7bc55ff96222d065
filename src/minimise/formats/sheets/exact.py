"""Says which numbers may leave as numbers: those that hold nothing beyond what is shown of them."""

import re

from minimise.formats.sheets.display import GENERAL, displayed

_WHOLE = re.compile(r"-?(?:0|[1-9]\d{0,10})")
_GROUPED = re.compile(r"-?[1-9]\d{0,2}(?:,\d{3}){1,3}(\.\d{1,6})?")
_PLACES = re.compile(r"-?(?:0|[1-9]\d{0,8})\.(\d{1,6})")
_SHARE = re.compile(r"-?(?:0|[1-9]\d{0,5})(\.\d{1,4})?%")
DAYS = ("dd/mm/yyyy", "d/m/yyyy", "dd/mm/yy", "d/m/yy", "yyyy-mm-dd", "dd-mmm-yy", "d-mmm-yy", "dd-mmm-yyyy",
        "d mmm yyyy", "dd mmm yyyy", "d mmmm yyyy", "dd mmmm yyyy", "dd.mm.yyyy", "ddd dd/mm/yyyy")  # fmt: skip
MINUTES = ("dd/mm/yyyy hh:mm", "d/m/yyyy hh:mm", "dd/mm/yy hh:mm", "yyyy-mm-dd hh:mm", "d mmm yyyy hh:mm")
TIMES = ("hh:mm", "h:mm AM/PM", "h:mm")
_A_DAY = 1_440


def exact(value: float, text: str) -> tuple[float | int, str] | None:
    """Give (number, format) that show exactly this text and hold no more than it; None where none does.

    An age worked out from a date of birth holds the date in its places after the point, and so may a date whose
    format shows the year alone: such values leave as words.
    """
    if _WHOLE.fullmatch(text):
        return int(text), GENERAL if len(text) < 11 else "0"
    if match := _PLACES.fullmatch(text):
        return float(text), "0." + "0" * len(match[1])
    if match := _GROUPED.fullmatch(text):
        return float(text.replace(",", "")), "#,##0" + ("." + "0" * (len(match[1]) - 1) if match[1] else "")
    if match := _SHARE.fullmatch(text):
        return round(float(text[:-1]) / 100, 8), "0" + ("." + "0" * (len(match[1]) - 1) if match[1] else "") + "%"
    if not 61 <= value < 2_958_465 and not 0 <= value < 1:
        return None
    for code, shown in _moments(value):
        if displayed(shown, code) == text:
            return shown, code
    return None


def _moments(value: float) -> list[tuple[str, float | int]]:
    day, minute = int(value), round(round(value * _A_DAY) / _A_DAY, 10)
    part = round(minute - int(minute), 10)
    days: list[tuple[str, float | int]] = [(code, day) for code in DAYS] if value >= 61 else []
    if value >= 61:
        days += [(code, minute) for code in MINUTES]
    return [*days, *((code, part) for code in TIMES)]
