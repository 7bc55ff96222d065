"""The canonical bytes are those of RFC 8785, whoever writes them."""

import json

import pytest
import rfc8785

from minimise.stages.record.canon import Json, canonical

VALUES: list[Json] = [
    {"b": 1, "a": [True, None, "x"], "é": "é", "": {}},
    {"text": 'quote " back \\ line \n tab \t bell \x07 del \x7f sep \u2028'},
    {"s": "47:12.5, [1.5 and ,-3.0", "n": -9007199254740991},
    {"\U0001f600": 1, "\ufb33": 2, "z": 3},
    ["<&>", "/", "\u00ad", "\u0000"],
    "alone",
    12,
    None,
    [],
]


@pytest.mark.parametrize("value", VALUES)
def test_the_bytes_are_those_of_the_reference(value: Json) -> None:
    assert canonical(value) == rfc8785.dumps(value)


@pytest.mark.parametrize(
    "value", [{"n": 2**53 + 1}, {"n": float("nan")}, {"s": "\ud800"}, [float("inf")], {"n": {1, 2}}]
)
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        canonical(value)  # type: ignore[arg-type]  # what a log can never hold


@pytest.mark.parametrize("value", [{"n": 1.5}, [1e22], {"a": [1e-7]}, 0.1])
def test_fractions_are_left_to_the_reference(value: object) -> None:
    assert canonical(value) == rfc8785.dumps(value)  # type: ignore[arg-type]
    assert json.loads(canonical(value)) == value  # type: ignore[arg-type]
