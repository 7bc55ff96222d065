"""axe finds nothing in the pages of a log; needs Chromium, and axe-core where AXE_CORE says (`npm pack axe-core`)."""

import json
import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest
from tests.unit.record.record_samples import AT, COMPLETE, KEY, log_of

from minimise.stages.record import advice_html, append, family_sheet_html, log_html, statement_html

AXE = Path(os.environ.get("AXE_CORE", "axe.min.js"))
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(BROWSER is None or not AXE.is_file(), reason="needs Chromium and axe-core (AXE_CORE)"),
]

REQUEST = {"to": "dpo", "question": "how_much", "answer_by": "2026-11-25"}
LOG = append(log_of(record=COMPLETE), "advice_request", REQUEST, by="SW12345", at=AT, key=KEY)
PAGES = {
    "log": log_html(LOG),
    "statement": statement_html(LOG),
    "advice": advice_html(LOG, LOG.appended[0]),
    "family": family_sheet_html(LOG),
}
RUN = "axe.run().then(r => { document.title = 'done'; document.body.textContent = JSON.stringify(r.violations); })"


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(name: str, tmp_path: Path) -> None:
    page = PAGES[name].decode()
    bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    file = tmp_path / "page.html"
    file.write_text(
        bare.replace("</body>", f"<script>{AXE.read_text(encoding='utf-8')}</script><script>{RUN}</script></body>"),
        encoding="utf-8",
    )

    shown = subprocess.run(
        [str(BROWSER), "--headless", "--no-sandbox", "--virtual-time-budget=20000", "--dump-dom", file.as_uri()],
        capture_output=True, check=True, timeout=120,
    ).stdout.decode()  # fmt: skip

    found = re.search(r"<title>done</title>.*?<body>(.*?)</body>", shown, re.DOTALL)
    assert found is not None
    assert [each["id"] for each in json.loads(unescape(found.group(1)))] == []
