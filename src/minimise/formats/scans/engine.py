"""The one home of the library that reads words in pictures; it is imported when the first picture comes."""

import logging
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from minimise.formats.scans.shapes import Area, Line, Word

_LIBRARY = "rapidocr"
_FINDER = "PP-OCRv6_det_small.onnx"
_READER = "PP-OCRv6_rec_small.onnx"
_LONGEST_SIDE = 1440
"""Dots to which a page is made smaller before the library looks where writing is; it reads at full size."""
_LARGEST_SIDE = 6000


@cache
def can_read() -> bool:
    """Say whether the extra `ocr` is installed, with the models that come in its wheel."""
    folder = _models()
    return folder is not None and (folder / _FINDER).is_file() and (folder / _READER).is_file()


def _models() -> Path | None:
    """Find the models without importing the library, which takes a second."""
    try:
        spec = find_spec(_LIBRARY)
    except (ImportError, ValueError):
        return None
    places = spec.submodule_search_locations if spec is not None else None
    return Path(next(iter(places))) / "models" if places else None


@cache
def _engine() -> Any:
    """Load the library. The models are named by path: then it never looks for others elsewhere."""
    from rapidocr import RapidOCR

    folder = _models()
    if folder is None:
        raise ModuleNotFoundError
    logging.getLogger("RapidOCR").disabled = True  # it would log what it reads
    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.max_side_len": _LARGEST_SIDE,
            "Global.use_cls": False,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Det.model_path": str(folder / _FINDER),
            "Det.limit_type": "max",
            "Det.limit_side_len": _LONGEST_SIDE,
            "Rec.model_path": str(folder / _READER),
        }
    )


class Unreadable(Exception):
    """A picture is too large to be read, or the reader failed. Never leaves the formats."""


def lines_in(dots: Any) -> tuple[Line, ...]:
    """Read a picture, given as rows of grey dots; lines from the top down, however sure the reader is of them.

    Raises:
        Unreadable: the reader failed, mostly for want of memory.
    """
    import numpy as np

    found = None
    with suppress(Exception):  # the library fails in ways of its own
        found = _engine()(np.stack([dots] * 3, axis=-1), use_cls=False, return_word_box=True, text_score=0.0)
    if found is None:
        raise Unreadable
    if found.boxes is None or found.txts is None:
        return ()
    read = zip(found.boxes, found.txts, found.scores, found.word_results, strict=True)
    lines = (_line(*each) for each in read)
    return tuple(sorted((line for line in lines if line is not None), key=lambda line: line.area))


def _line(box: Any, text: str, score: float, parts: Any) -> Line | None:
    xs, ys = [float(x) for x, _ in box], [float(y) for _, y in box]
    area = Area(max(int(min(ys)), 0), max(int(min(xs)), 0), int(max(ys)) + 1, int(max(xs)) + 1)
    words = tuple(_words(text, area, parts))
    return Line(words, area, float(score)) if words else None


def _words(text: str, area: Area, parts: Any) -> Iterator[Word]:
    """Yield the words of a line with the columns the library gives them, else with an even share of the line."""
    plain = unicodedata.normalize("NFKC", text).split()
    given = [(unicodedata.normalize("NFKC", part[0]).strip(), part[2]) for part in parts or ()]
    if [word for word, _ in given] == plain:
        for word, corners in given:
            xs = [int(x) for x, _ in corners]
            yield Word(word, max(min(xs), area.left), max(xs) + 1)
        return
    step = area.width / max(len(" ".join(plain)), 1)
    at = 0
    for word in plain:
        yield Word(word, area.left + round(at * step), area.left + round((at + len(word)) * step))
        at += len(word) + 1
