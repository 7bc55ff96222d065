"""Shows a number as its format shows it: dates, times, leading zeros, amounts; what is shown is what is read."""

import re
from datetime import datetime, timedelta
from functools import cache

_TOKEN = re.compile(
    r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.|general|am/pm|a/p|e[+-]0+|y+|m+|d+|h+|s+(?:\.0+)?|[0#?][0#?,]*(?:\.[0#?]+)?,*|.',
    re.IGNORECASE | re.DOTALL,
)
_TIME = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_ZERO = datetime(1899, 12, 30)
_LAST = 2_958_466.0
"""The day after 31 December 9999."""
_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
GENERAL = "General"

BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "hh:mm", 21: "hh:mm:ss", 22: "dd/mm/yyyy hh:mm", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 49: "@",
}  # fmt: skip
"""What the numbers of the formats that every program knows mean, where dates are written as in Britain."""


def displayed(value: float, code: str) -> str:
    """Give a number as its format shows it; nothing where the format hides it."""
    section, value = _section(value, code)
    if not section.strip():
        return ""
    tokens = _tokens(section)
    if any(t.lower() == "general" for t in tokens):
        return "".join(general(value) if t.lower() == "general" else _literal(t) for t in tokens)
    if is_date(section):
        return _date(value, tokens) if 0 <= value < _LAST else general(value)
    return _number(value, tokens)


def hides_text(code: str) -> bool:
    """Say whether a format shows nothing of words."""
    sections = _sections(code)
    return len(sections) > 3 and not sections[3].strip()


@cache
def is_date(section: str) -> bool:
    """Say whether a format shows a date or a time."""
    if _TIME.search(section):
        return True
    return any(t[0].lower() in "ymdhs" for t in _tokens(section) if t[0] not in '"\\[_*')


def general(value: float) -> str:
    """Give a number as a cell without a format shows it."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else f"{value:.10g}"


@cache
def _tokens(section: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(section))


@cache
def _sections(code: str) -> tuple[str, ...]:
    found = [""]
    for piece in _TOKEN.findall(code):
        if piece == ";":
            found.append("")
        else:
            found[-1] += piece
    return tuple(found)


def _section(value: float, code: str) -> tuple[str, float]:
    """Choose the part of a format for this number, and give the number as that part shows it."""
    sections = _sections(code)
    if len(sections) > 2 and value == 0:
        return sections[2], value
    if len(sections) > 1 and value < 0:
        return sections[1], -value
    return sections[0], value


def _literal(token: str) -> str:
    """Give what a token that is no number and no date stands for."""
    if token[0] == '"':
        return token[1:-1]
    if token[0] == "\\":
        return token[1:]
    if token[0] == "_":
        return " "
    if token[:1] == "[":
        return token[2:].partition("-")[0].rstrip("]") if token.startswith("[$") else ""
    return "" if token[0] == "*" or token.startswith("@") else token


def _date(value: float, tokens: tuple[str, ...]) -> str:
    seconds = round(value * 86_400, 3)
    if not any(t.lower().startswith("s") and "." in t for t in tokens):
        seconds = round(seconds)
    when = _ZERO + timedelta(seconds=seconds)
    half = any(t.lower() in ("am/pm", "a/p") for t in tokens)
    return "".join(_piece(n, tokens, when, seconds, half=half) for n in range(len(tokens)))


def _piece(n: int, tokens: tuple[str, ...], when: datetime, seconds: float, *, half: bool) -> str:
    """Give one piece of a date or time."""
    token = tokens[n]
    sign, long = token[0].lower(), len(token)
    elapsed = _TIME.fullmatch(token)
    if elapsed:
        unit = {"h": 3600, "m": 60, "s": 1}[elapsed[1][0].lower()]
        return f"{int(seconds // unit):0{len(elapsed[1])}}"
    if token.lower() in ("am/pm", "a/p"):
        return ("AM" if when.hour < 12 else "PM")[: 1 if long == 3 else 2]
    if sign == "m" and not _are_minutes(n, tokens):
        return _named(when.month, long, _MONTHS[when.month - 1], letter=long == 5)
    if sign == "d":
        return _named(when.day, long, _DAYS[when.weekday()])
    if sign == "y":
        return f"{when.year}" if long > 2 else f"{when.year % 100:02}"
    if sign == "s":
        places = len(token.partition(".")[2])
        return f"{when.second + when.microsecond / 1e6:0{2 if not places else 3 + places}.{places}f}"
    if sign in "hm":
        number = when.minute if sign == "m" else (when.hour % 12 or 12) if half else when.hour
        return f"{number:0{min(long, 2)}}"
    return _literal(token)


def _named(number: int, long: int, name: str, *, letter: bool = False) -> str:
    if long <= 2:
        return f"{number:0{long}}"
    return name[:1] if letter else name[:3] if long == 3 else name


def _are_minutes(n: int, tokens: tuple[str, ...]) -> bool:
    """Say whether an `m` stands beside hours or seconds."""
    letters = [(i, t.strip("[]")[:1].lower()) for i, t in enumerate(tokens) if t.strip("[]")[:1].lower() in "ymdhs"]
    letters = [(i, s) for i, s in letters if s]
    at = next(k for k, (i, _) in enumerate(letters) if i == n)
    before = letters[at - 1][1] if at else ""
    after = letters[at + 1][1] if at + 1 < len(letters) else ""
    return before == "h" or after == "s"


def _number(value: float, tokens: tuple[str, ...]) -> str:
    digits = [t for t in tokens if t[0] in "0#?"]
    if not digits:
        return "".join(_literal(t) for t in tokens) if "@" not in tokens else general(value)
    if any(t.lower().startswith("e") and len(t) > 1 for t in tokens) or "/" in tokens:
        return general(value)
    value *= 100 ** tokens.count("%")
    value /= 1000 ** (len(digits[-1]) - len(digits[-1].rstrip(",")))
    places = len(digits[-1].partition(".")[2].rstrip(","))
    text = f"{abs(value):.{places}f}"
    whole, _, rest = text.partition(".")
    shown = _filled(whole, tokens, grouped=any("," in t.partition(".")[0].rstrip(",") for t in digits))
    minus = "-" if value < 0 and float(text) else ""
    return minus + shown.replace("\0", f".{rest}" if rest else "")


def _filled(whole: str, tokens: tuple[str, ...], *, grouped: bool) -> str:
    """Put the digits in their places, from the right; what is left over stands at the first place."""
    pieces: list[str] = []
    left = whole if whole.strip("0") else ""
    slots = [n for n, t in enumerate(tokens) if t[0] in "0#?"]
    for n in range(len(tokens) - 1, -1, -1):
        token = tokens[n]
        if n not in slots:
            pieces.append(_literal(token))
            continue
        places = token.partition(".")[0].replace(",", "")
        take = len(left) if n == slots[0] else min(len(places), len(left))
        mine, left = left[len(left) - take :], left[: len(left) - take]
        mine = mine.rjust(places.count("0"), "0")
        mine = f"{int(mine or '0'):,}" if grouped and mine else mine
        pieces.append(mine + ("\0" if n == slots[-1] else ""))
    return "".join(reversed(pieces))
