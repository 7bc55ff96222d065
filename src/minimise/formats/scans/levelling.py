"""Setting a slanted picture level: how far its lines lean, and the picture turned back."""

from typing import Any

_MOST = 6.0
_STEP = 0.1
_COARSE = 0.5
_LEAST = 0.15
"""Degrees under which turning would only blur."""
_SMALL = 900
"""Dots of the longer side at which the slant is measured."""


def slant(dots: Any) -> float:
    """Give the degrees by which the lines of a picture fall to the right: where rows of ink are sharpest."""
    import cv2
    import numpy as np

    scale = min(1.0, _SMALL / max(dots.shape))
    small = cv2.resize(dots, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = cv2.adaptiveThreshold(small, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 15)
    ys, xs = np.nonzero(ink)
    if len(ys) < 50:
        return 0.0

    def sharpness(degrees: float) -> float:
        rows = np.round(ys - xs * np.tan(np.radians(degrees))).astype(np.int64)
        counts = np.bincount(rows - rows.min())
        return float(np.sum(np.diff(counts.astype(np.float64)) ** 2))

    rough = max(np.arange(-_MOST, _MOST + _COARSE / 2, _COARSE), key=sharpness)
    fine = max(np.arange(rough - _COARSE, rough + _COARSE + _STEP / 2, _STEP), key=sharpness)
    return float(fine) if abs(fine) >= _LEAST and sharpness(fine) > sharpness(0.0) else 0.0


def turned(dots: Any, degrees: float) -> Any:
    """Turn a picture so that what falls by some degrees is level; it grows so that no corner is lost."""
    import cv2

    height, width = dots.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    wide = round(height * abs(matrix[0, 1]) + width * abs(matrix[0, 0]))
    high = round(height * abs(matrix[0, 0]) + width * abs(matrix[0, 1]))
    matrix[0, 2] += (wide - width) / 2
    matrix[1, 2] += (high - height) / 2
    return cv2.warpAffine(
        dots, matrix, (wide, high), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=255
    )
