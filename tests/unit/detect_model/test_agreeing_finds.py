"""Where spaCy and the trained model see the same name, the trained model's find with its share stays."""

from collections.abc import Iterable

from minimise.model import Hit, Kind
from minimise.stages.detect.engine import Finder, analyse


def _finder(*hits: Hit) -> Finder:
    def find(start: int, end: int) -> Iterable[Hit]:
        return [hit for hit in hits if start <= hit.start and hit.end <= end]

    return find


def test_a_name_that_both_see_keeps_the_share_of_the_trained_model() -> None:
    text = "Yesterday Sarah Johnson went home to London."
    name = text.index("Sarah"), text.index(" went")
    assert "spacy.ner" in {hit.found_by for hit in analyse(text, []) if (hit.start, hit.end) == name}

    hits = analyse(text, [("model.context", _finder(Hit(*name, Kind.PERSON, 0.97, "model.context")))])
    assert [(h.found_by, h.score) for h in hits if (h.start, h.end) == name] == [("model.context", 0.97)]


def test_a_rule_s_name_is_never_dropped_for_either() -> None:
    text = "Yesterday Sarah Johnson went home to London."
    name = text.index("Sarah"), text.index(" went")
    finds = [Hit(*name, Kind.PERSON, 0.97, "model.context"), Hit(*name, Kind.PERSON, 0.8, "names.lexicon")]
    hits = analyse(text, [("names.rules", _finder(*finds))])
    assert "names.lexicon" in {h.found_by for h in hits if (h.start, h.end) == name}
