"""Whatever is taken out of a mail, its text, its page and its attachments say the same afterwards."""

import re
from email.message import EmailMessage

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minimise.formats.mail import Mail
from minimise.model import Document, Edit, Span
from minimise.stages.redact import expected_text

PAGE = (
    "<html><head><style>.x{display:none}</style></head><body><p>Dear <b>Hel</b>en,</p><table><tr><td>Child<td>Tyler"
    "<tr><td>Age<td>8 &lt;eight&gt;</table><blockquote>From: Siân<br>He was &amp; is safe.<blockquote>Deep</blockquote>"
    "</blockquote><pre>  two\n lines</pre><p>Ünïcode 家 = signs -- and_more</p></body></html>"
)


def _mail() -> bytes:
    message = EmailMessage()
    message["From"] = '"Price, Siân" <s.price@example.org>'
    message["To"] = "Helen <h@example.org>, b@example.org"
    message["Subject"] = "RE: Tyler – a long subject that goes on and on until it has to be folded somewhere"
    message.set_content("stub")
    message.add_alternative(PAGE, subtype="html")
    message.add_attachment(b"A note.\nOf two lines.", maintype="text", subtype="plain", filename="n.txt")
    return message.as_bytes()


DATA = _mail()
DOCUMENT: Document = Mail().read(DATA, "case")
VISIBLE = [n for n, part in enumerate(DOCUMENT.parts) if part.visible and part.text]


@st.composite
def _edits(draw: st.DrawFn) -> list[Edit]:
    """Give edits that do not overlap, some over whole parts."""
    edits = []
    for part in draw(st.lists(st.sampled_from(VISIBLE), unique=True)):
        at, length = 0, len(DOCUMENT.parts[part].text)
        while at < length and draw(st.booleans()):
            start = draw(st.integers(at, length - 1))
            end = draw(st.integers(start + 1, length))
            edits.append(Edit(Span(part, start, end), draw(st.sampled_from(["[Child 1]", "[x & <y>]", "[Ö]"]))))
            at = end
    return edits


def _plain(text: str) -> str:
    """Give letters and marks alone: breaks, quotation marks and bars differ between text and page."""
    return re.sub(r"[\s>|]+", "", text)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_edits())
def test_both_versions_say_what_was_decided(edits: list[Edit]) -> None:
    headers = [n for n, part in enumerate(DOCUMENT.parts) if part.place.name == "headers"]
    body = [edit for edit in edits if edit.span.part not in headers]
    copy = Mail().write(DATA, edits)

    texts = [witness.visible or "" for witness in Mail().witnesses(copy)]

    expected = expected_text(DOCUMENT, body).split("\n", len(headers))[-1]
    for text in texts:
        assert _plain(text).endswith(_plain(expected))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_edits())
def test_a_copy_of_a_copy_says_the_same(edits: list[Edit]) -> None:
    copy = Mail().write(DATA, edits)

    again = Mail().write(copy, [])

    assert [p.text for p in Mail().read(again, "c").parts if p.visible] == [
        p.text for p in Mail().read(copy, "c").parts if p.visible
    ]
