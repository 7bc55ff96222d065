"""What others made lies here unchanged since it was taken in, with its licence, and asks for nothing elsewhere."""

import hashlib
import re
import tomllib
from importlib.resources import files

import pytest

STATIC = files("minimise.web") / "static"
VENDORED = tomllib.loads((STATIC / "vendored.toml").read_text(encoding="utf-8"))["file"]
OURS = ("page.css", "page.js", "icon.svg")


@pytest.mark.parametrize("entry", VENDORED, ids=lambda entry: entry["name"])
def test_each_file_is_the_one_that_was_taken_in(entry: dict[str, str]) -> None:
    assert hashlib.sha256((STATIC / entry["name"]).read_bytes()).hexdigest() == entry["sha256"]
    assert (STATIC / entry["licence_file"]).read_text(encoding="utf-8").startswith("The MIT License")


def test_every_file_is_ours_or_accounted_for() -> None:
    known = {*OURS, "vendored.toml", *(e["name"] for e in VENDORED), *(e["licence_file"] for e in VENDORED)}

    assert {entry.name for entry in STATIC.iterdir()} == known


@pytest.mark.parametrize("name", ["govuk-frontend.css", *OURS])
def test_no_file_asks_for_anything_elsewhere(name: str) -> None:
    text = (STATIC / name).read_text(encoding="utf-8")

    assert re.findall(r"url\(|@import|@font-face|https?://(?!www\.w3\.org/2000/svg)\w+", text) == []


def test_neither_font_nor_crest_of_the_government_is_used() -> None:
    text = (STATIC / "govuk-frontend.css").read_text(encoding="utf-8").casefold()

    assert "gds transport" not in text
    assert "crest.svg" not in text


def test_no_markup_is_made_from_text_in_the_browser() -> None:
    script = (STATIC / "page.js").read_text(encoding="utf-8")

    assert (
        re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|localStorage", script)
        == []
    )


def test_templates_hold_no_script_style_or_address_of_another_site() -> None:
    folder = files("minimise.web") / "templates"
    for entry in folder.iterdir():
        text = entry.read_text(encoding="utf-8")
        assert re.findall(r"\son\w+=|style=|javascript:|\|\s*safe|https?://", text) == [], entry.name
        assert re.findall(r"<script(?! type=\"module\" src=\"/static/page\.js\"></script>)", text) == [], entry.name
