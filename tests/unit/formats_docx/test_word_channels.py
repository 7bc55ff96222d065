"""The channel table: complete, used by the code, and the page of the reference made from it is current."""

from pathlib import Path

from minimise.formats.docx import Word
from minimise.formats.docx.channels import data
from minimise.formats.docx.reference import channels_page

from .canary import canary_file
from .made import everything

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "word-channels.md"
ANEW = frozenset({"rebuilt", "made"})


def test_the_page_of_the_reference_is_current() -> None:
    assert PAGE.read_text("utf-8") == channels_page()


def test_every_step_says_what_becomes_of_its_elements() -> None:
    assert set(data("channels")["step"].values()) | {"number"} == set(data("channels")["steps"])


def test_every_rule_gives_a_reason_and_a_known_kind_for_each_attribute() -> None:
    known = {*data("channels")["kinds"], "word", "word_or_hex", "geometry", "font", "style", "height"}

    for rule in data("channels")["rule"]:
        assert rule["reason"]
        assert known.issuperset(rule.get("attributes", {}).values())


def test_the_copy_holds_only_parts_that_the_table_makes_anew() -> None:
    made = ", ".join(part["members"] for part in data("channels")["part"] if part["action"] in ANEW)
    data_, _ = canary_file()

    names = {
        name
        for name in everything(Word().write(data_, [])).decode("latin-1").split("\0")
        if name.startswith(("word/", "docProps/")) and name.endswith(".xml")
    }

    assert all(name.replace("2", "1").replace("3", "1") in made for name in names)


if __name__ == "__main__":
    PAGE.write_text(channels_page(), "utf-8")
