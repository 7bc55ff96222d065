"""Where the copy has another form than the source, log and statement say so."""

import json
from pathlib import Path

import pytest
from tests.unit.formats_mail.compound import Message, outlook

from minimise.pipeline import Order, minimise_file

pytestmark = pytest.mark.model


def test_an_outlook_message_leaves_as_a_mail_and_the_log_and_statement_say_so(tmp_path: Path) -> None:
    source = tmp_path / "a.msg"
    source.write_bytes(outlook(Message("Referral", "Tia Ward has a bruise on the left arm.")))

    written = {path.name: path for path in minimise_file(source, Order("social-care", tmp_path / "out")).written}

    assert json.loads(written["a.log.json"].read_bytes())["header"]["format"] == ".eml, made from .msg"
    assert "made from .msg" in written["a.log.html"].read_text("utf-8")
    assert "another form (.msg)" in written["a.statement.html"].read_text("utf-8")
    assert "a.minimised.eml" in written


def test_a_form_that_stays_is_not_spoken_of(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("Tia Ward has a bruise on the left arm.\n", encoding="utf-8")

    written = {path.name: path for path in minimise_file(source, Order("social-care", tmp_path / "out")).written}

    assert json.loads(written["a.log.json"].read_bytes())["header"]["format"] == "txt"
    assert "another form" not in written["a.statement.html"].read_text("utf-8")
