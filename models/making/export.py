"""Writes the trained network as ONNX with whole-number weights, beside its tokeniser, settings and digests."""

import hashlib
import json
import tempfile
from pathlib import Path
from typing import Any

import torch
from models.making.labels import ENTITIES, ROLES, STRETCHES
from models.making.network import Reader, load_encoder
from models.making.train import tokenizer

SAFETY_WEIGHT = 6.0
LEANING = {"clue": 2.5, "private": 1.5}
"""How much more than the network says a kind counts: its authors marked fewer of them than referrals hold."""
FOLDER = Path(__file__).resolve().parents[1] / "referral-context"


def export(weights: Path, folder: Path = FOLDER, *, quantised: bool = True) -> None:
    """Write the model's files into a folder.

    Args:
        weights: what training kept.
        folder: where the files go.
        quantised: whether weights become whole numbers, which makes the file a quarter as large.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    network = Reader(load_encoder())
    network.load_state_dict(torch.load(weights, weights_only=True))
    network.eval()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        whole = Path(place) / "whole.onnx"
        example = tuple(torch.ones((1, 8), dtype=torch.long) for _ in range(3))
        axes = {name: {0: "rows", 1: "pieces"} for name in ("ids", "cases", "mask", "scores")}
        torch.onnx.export(
            network, example, str(whole), input_names=["ids", "cases", "mask"], output_names=["scores"],
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        if quantised:
            quantize_dynamic(whole, folder / "model.onnx", weight_type=QuantType.QInt8, per_channel=True)
        else:
            (folder / "model.onnx").write_bytes(whole.read_bytes())
    words = tokenizer()
    (folder / "tokenizer.json").write_text(words.to_str(), "utf-8")
    (folder / "model.toml").write_text(_settings(folder), "utf-8")


def _settings(folder: Path) -> str:
    digests = {n: hashlib.sha256((folder / n).read_bytes()).hexdigest() for n in ("model.onnx", "tokenizer.json")}
    lists: dict[str, Any] = {"entities": ENTITIES, "roles": ROLES, "stretches": STRETCHES}
    lines = ['name = "referral-context"', 'version = "2.0.0"', 'licence = "Apache-2.0"', "least_person = 0.4"]
    lines += [f"safety_weight = {SAFETY_WEIGHT}"]
    lines += [f"{name} = {json.dumps(list(values))}" for name, values in lists.items()]
    lines += ["", "[leaning]", *(f"{kind} = {weight}" for kind, weight in LEANING.items())]
    lines += ["", "[sha256]", *(f'"{name}" = "{digest}"' for name, digest in digests.items())]
    return "\n".join(lines) + "\n"
