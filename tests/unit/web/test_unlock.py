"""Locked documents: the page asks for the password, keeps it in memory, and the copy is locked as the original was."""

import io
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from tests.support.reviewing import SAMPLES
from tests.unit.web.conftest import Page
from tests.unit.web.test_flow import ticked

from minimise.formats import is_locked, locked_again, unlocked
from minimise.web.session import Item

pytestmark = pytest.mark.model
PASSWORD = "correct horse 41 battery"
WORD = (SAMPLES / "worked-example" / "TWard_Jayden_MARF.docx").read_bytes()


def small_pdf() -> bytes:
    return (SAMPLES / "ed-summary" / "referral.pdf").read_bytes()


@cache
def locked(name: str) -> bytes:
    return locked_again(WORD if name.endswith(".docx") else small_pdf(), PASSWORD)


def taken(page: Page, name: str) -> Item:
    return page.take_in(name, locked(name))


def unlock(page: Page, item: Item, password: str = PASSWORD, to: str = "review") -> tuple[int, str]:
    answer = page.browser.post(f"/files/{item.id}/unlock", [("password", password), ("to", to)])
    return answer.status, answer.one("location") if answer.status == 303 else answer.text


def test_every_page_of_a_locked_document_asks_for_its_password_and_comes_back(page: Page) -> None:
    item = taken(page, "referral.docx")

    for step in ("log", "before", "people", "review", "compare", "finish"):
        page.house.passwords.clear()
        answer = page.browser.get(f"/files/{item.id}/{step}")

        assert (answer.status, answer.one("location")) == (303, f"/files/{item.id}/unlock?to={step}")
        assert 'type="password"' in page.browser.get(f"/files/{item.id}/unlock?to={step}").text
        assert unlock(page, item, to=step) == (303, f"/files/{item.id}/{step}")
        assert page.browser.get(f"/files/{item.id}/{step}").status == 200


def test_a_wrong_password_is_said_and_forgotten(page: Page) -> None:
    item = taken(page, "referral.docx")

    status, html = unlock(page, item, "wrong")

    assert status == 400
    assert "password does not open it" in html
    assert page.house.passwords == {}


def test_only_pages_of_ours_are_gone_back_to(page: Page) -> None:
    item = taken(page, "referral.docx")

    assert unlock(page, item, to="//elsewhere.example.org") == (303, f"/files/{item.id}/review")


@pytest.mark.parametrize("name", ["referral.docx", "referral.pdf"])
def test_the_copy_is_locked_again_and_the_password_stands_nowhere(page: Page, name: str, tmp_path: Path) -> None:
    item = taken(page, name)
    unlock(page, item)
    page.browser.get(f"/files/{item.id}/review")
    assert "opens with the same password" in page.browser.get(f"/files/{item.id}/finish").text
    assert page.browser.post(f"/files/{item.id}/write", ticked(page, item)).status == 303

    copy = next(page.house.output_dir.glob("*.minimised.*")).read_bytes()
    assert is_locked(copy)
    assert not is_locked(unlocked(copy, PASSWORD))
    written = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert len(written) > 8
    assert not any(PASSWORD.encode(how) in data for data in written for how in ("utf-8", "utf-16-le"))
    assert PASSWORD not in repr(page.house)


def test_a_document_that_is_removed_takes_its_password_along(page: Page) -> None:
    item = taken(page, "referral.docx")
    unlock(page, item)

    page.browser.post(f"/files/{item.id}/remove")

    assert page.house.passwords == {}


def test_after_a_new_start_the_password_is_asked_again(page: Page) -> None:
    item = taken(page, "referral.docx")
    unlock(page, item)
    page.house.passwords.clear()
    page.house.worker.desk._read.clear()  # type: ignore[attr-defined]

    assert page.browser.get(f"/files/{item.id}/before").one("location").endswith("/unlock?to=before")


def test_a_pdf_that_opens_without_a_password_is_not_called_locked() -> None:
    owned = io.BytesIO()
    with pikepdf.open(io.BytesIO(small_pdf())) as pdf:
        pdf.save(owned, encryption=pikepdf.Encryption(owner="only for printing", user="", R=6))

    assert not is_locked(owned.getvalue())
    assert not is_locked(WORD)
    assert not is_locked(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cut off")
    assert not is_locked(b"%PDF-1.7 cut off")
