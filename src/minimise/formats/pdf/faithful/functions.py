"""Functions of tints and shadings, written down again: numbers, and the operators of the small calculator."""

import re
from collections.abc import Mapping, Sequence

from minimise.formats.pdf import objects
from minimise.formats.pdf.display import PageInDoubt
from minimise.formats.pdf.faithful.values import Flow, Plain, entries
from minimise.formats.pdf.objects import Thing

CALCULATOR = frozenset(
    "abs add and atan bitshift ceiling copy cos cvi cvr div dup eq exch exp false floor ge gt idiv if ifelse index le "
    "ln log lt mod mul ne neg not or pop roll round sin sqrt sub true truncate xor".split()
)
_TOKEN = re.compile(rb"[{}]|[^\s{}]+")
_DEEPEST = 4
_MOST_TOKENS = 2000
_MOST_SAMPLES = 200_000


def copied_function(thing: Thing, inputs: int, depth: int = 0) -> Plain:
    """Give a function of so many inputs, or an array of them.

    Raises:
        PageInDoubt: it is of an unknown kind, or far from what a tint needs.
    """
    if objects.is_array(thing) and depth == 0:
        return tuple(copied_function(each, inputs, 1) for each in objects.listed(thing))
    if depth > _DEEPEST or not objects.is_map(thing):
        raise PageInDoubt
    kind = int(objects.number(objects.entry(thing, "/FunctionType"), -1))
    common = {"FunctionType": kind, "Domain": numbers_of(thing, "/Domain"), "Range": numbers_of(thing, "/Range")}
    if kind == 2:
        own: dict[str, Plain | None] = {
            "C0": numbers_of(thing, "/C0"),
            "C1": numbers_of(thing, "/C1"),
            "N": objects.number(objects.entry(thing, "/N"), 1.0),
        }
        return entries(**common, **own)
    if kind == 3:
        parts = tuple(
            copied_function(each, 1, depth + 1) for each in objects.listed(objects.entry(thing, "/Functions"))
        )
        bounds = tuple(objects.number(each) for each in objects.listed(objects.entry(thing, "/Bounds")))
        return entries(**common, Functions=parts, Bounds=bounds, Encode=numbers_of(thing, "/Encode"))
    if kind == 4:
        return Flow(entries(**common), _calculation(objects.bytes_of(thing)))
    if kind == 0 and inputs:
        return _samples(thing, common, inputs)
    raise PageInDoubt


def numbers_of(thing: Thing, key: str) -> tuple[float, ...] | None:
    """Give the numbers of an array, or None where there is none."""
    found = objects.entry(thing, key)
    return tuple(objects.number(each) for each in objects.listed(found)) if objects.is_array(found) else None


def _samples(thing: Thing, common: Mapping[str, Plain | None], inputs: int) -> Flow:
    size = tuple(int(objects.number(each)) for each in objects.listed(objects.entry(thing, "/Size")))
    bits = int(objects.number(objects.entry(thing, "/BitsPerSample")))
    outputs = len(numbers_of(thing, "/Range") or ()) // 2
    count = outputs
    for each in size:
        count *= each
    length = (count * bits + 7) // 8
    data = objects.bytes_of(thing)
    if len(size) != inputs or not 0 < count <= _MOST_SAMPLES or bits not in (1, 2, 4, 8, 12, 16, 24, 32):
        raise PageInDoubt
    if len(data) < length:
        raise PageInDoubt
    own = entries(
        **common,
        Size=size,
        BitsPerSample=bits,
        Encode=numbers_of(thing, "/Encode"),
        Decode=numbers_of(thing, "/Decode"),
    )
    return Flow(own, data[:length])


def _calculation(data: bytes) -> bytes:
    tokens: Sequence[bytes] = _TOKEN.findall(data)
    if not 2 <= len(tokens) <= _MOST_TOKENS:
        raise PageInDoubt
    return b" ".join(_token(each) for each in tokens)


def _token(token: bytes) -> bytes:
    if token in (b"{", b"}") or token.decode("latin-1") in CALCULATOR:
        return token
    try:
        value = float(token)
    except ValueError:
        value = None
    if value is None or abs(value) > 1e9:
        raise PageInDoubt
    short = f"{value:.9f}".rstrip("0").rstrip(".")
    return short.encode("ascii") if short not in ("-0", "") else b"0"
