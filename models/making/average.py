"""Averages two trained networks: what each of them learnt is kept better than by training on and on."""

from pathlib import Path

import torch
from models.making.labels import STRETCHES

_HEADS = ("heads.weight", "heads.bias")


def average(first: Path, second: Path, out: Path) -> None:
    """Write the mean of two sets of weights; the row for safety facts is the second's, which alone learnt them."""
    one, two = (torch.load(path, weights_only=True) for path in (first, second))
    mean = {name: ((one[name].float() + two[name].float()) / 2).to(two[name].dtype) for name in two}
    row = STRETCHES.index("safety") - len(STRETCHES)
    for name in _HEADS:
        mean[name][row] = two[name][row]
    torch.save(mean, out)
