"""Every kind of file that minimise reads can be taken in, looked at, and finished on the page."""

import pytest
from tests.support.reviewing import SAMPLES
from tests.unit.formats_mail import made as mail
from tests.unit.web.conftest import Page
from tests.unit.web.test_flow import ticked

pytestmark = pytest.mark.model
ROWS = "Date,Who,What\n02/10/2026,Kelly Ward,Tyler Ward had a bruise on his arm and Mrs Price was told.\n"
SHOWN = {
    "chronology.csv": ROWS.encode(),
    "portal.html": b"<html><body><h1>Concern</h1><p>Tyler Ward had a bruise. Kelly Ward rang.</p></body></html>",
    "chain.eml": mail.six_tiers().as_bytes(),
    "referral.pdf": (SAMPLES / "ed-summary" / "referral.pdf").read_bytes(),
}


@pytest.mark.parametrize("name", SHOWN)
def test_a_file_of_this_kind_is_shown_compared_and_written(page: Page, name: str) -> None:
    item = page.take_in(name, SHOWN[name])

    for step in ("before", "people", "review", "compare", "finish"):
        assert page.browser.get(f"/files/{item.id}/{step}").status == 200, step
    assert page.browser.post(f"/files/{item.id}/write", ticked(page, item)).status == 303
    (copy,) = page.house.output_dir.glob("*.minimised.*")
    assert copy.suffix == f".{name.rpartition('.')[2]}"
