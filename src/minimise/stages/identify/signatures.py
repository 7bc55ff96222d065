"""Who signed, wrote and received: signature blocks and the header lines of e-mails."""

import re
from collections.abc import Iterator, Sequence

from minimise.model import Kind, Mention, Reading, Role
from minimise.stages.identify.evidence import Evidence
from minimise.stages.identify.kin import job_pattern
from minimise.stages.identify.mailheaders import header_evidence

_CLOSING = re.compile(
    r"(?im)^[ \t]*(?:yours (?:truly|sincerely|faithfully)|(?:kind |best |many )?regards|"
    r"many thanks|best wishes|signed),?[ \t]+(?=[A-Z])|"
    r"^[ \t]*(?:kind|many|best|warm|with best|yours|thanks|thank you|regards|sincerely|"
    r"faithfully|signed|cheers)\b[^\n]{0,30}$"
)
_BLOCK = 260
"""Characters after a closing line that can still be the signature."""


def signature_evidence(reading: Reading, mentions: Sequence[Mention]) -> Iterator[tuple[str, Evidence]]:
    """Yield (mention id, evidence) for names under a closing line and in e-mail headers."""
    names = [(m, *reading.offset(m.span)) for m in mentions if m.kind is Kind.PERSON]
    last = list(_CLOSING.finditer(reading.text))
    for closing in last:
        block = [n for n in names if closing.end() <= n[1] < closing.end() + _BLOCK][:1]
        for mention, start, end in block:
            role = Role.REFERRER if _names_a_job(reading.text[end : end + _BLOCK]) else Role.PROFESSIONAL
            between = reading.text[closing.end() : start]
            if between.count("\n") <= 3 and len(between) < 60:
                yield mention.id, Evidence(role, "roles.signature", 0.8, start, end)
    yield from header_evidence(reading, names)


def _names_a_job(text: str) -> bool:
    """Whether the lines after a name state a job: then the signer is a professional who refers."""
    return re.search(rf"\b(?:{job_pattern()})\b", text, re.IGNORECASE) is not None
