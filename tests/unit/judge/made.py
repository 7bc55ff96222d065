"""Small documents for tests of the judge, and what a policy makes of them."""

from minimise.model import Decision, Document, Identification, Part, Place, Reading, Unit
from minimise.policies import load_policy
from minimise.stages.judge import Case, find_passages, judge


def document(*paragraphs: str) -> Document:
    """Give a document of paragraphs."""
    return Document(
        "case", "docx", tuple(Part(Place("document", Unit.PARAGRAPH, n), p) for n, p in enumerate(paragraphs))
    )


def decisions(profile: str, *paragraphs: str, danger: bool = False, emergency: bool = False) -> tuple[Decision, ...]:
    """Judge paragraphs in which nobody is named for one recipient."""
    made = document(*paragraphs)
    policy, purpose = load_policy(profile)
    who = Identification((), danger_at_home=danger)
    return judge(Case(made, (), who, find_passages(Reading.of(made)), policy, purpose, emergency))


def left(profile: str, *paragraphs: str, danger: bool = False, emergency: bool = False) -> str:
    """Give what stays of the paragraphs; `…` stands for what was taken out or made less exact."""
    texts = list(paragraphs)
    spans = {
        s for d in decisions(profile, *paragraphs, danger=danger, emergency=emergency) if d.withholds for s in d.spans
    }
    for span in sorted(spans, reverse=True):
        texts[span.part] = f"{texts[span.part][: span.start]}…{texts[span.part][span.end :]}"
    return "\n".join(texts)
