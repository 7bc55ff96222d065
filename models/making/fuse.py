"""Puts one operator in the place of the many that an exported attention layer is made of; no weight changes."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

HEADS = 12
_AROUND = ("Reshape", "Transpose")
"""What only brings the numbers into the order that the heads want."""


def fuse(path: Path) -> None:
    """Rewrite an exported network in place.

    Every window is read alone and is full, so the mask says nothing: it is left out with all that was made of it.
    """
    import onnx

    model = onnx.load(str(path))
    graph = model.graph
    makers = {output: node for node in graph.node for output in node.output}
    for softmax in [node for node in graph.node if node.op_type == "Softmax"]:
        query, key, value, last = _ends(softmax, graph.node, makers)
        whole = onnx.helper.make_node(
            "MultiHeadAttention", [query, key, value], list(last.output), name=last.name, domain="com.microsoft",
            num_heads=HEADS,
        )  # fmt: skip
        last.CopyFrom(whole)
    del graph.input[[entry.name for entry in graph.input].index("mask")]
    _drop_unused(graph)
    model.opset_import.append(onnx.helper.make_opsetid("com.microsoft", 1))
    onnx.save(model, str(path))


def _ends(softmax: Any, nodes: Iterable[Any], makers: Mapping[str, Any]) -> tuple[str, str, str, Any]:
    """Give what goes into one layer's attention (query, key, value) and the node that gives what comes out."""
    masked = makers[softmax.input[0]]
    product = makers[makers[masked.input[0]].input[0]]
    weighed = next(node for node in nodes if softmax.output[0] in node.input)
    last = weighed
    while (after := _only_user(last, nodes)).op_type in _AROUND:
        last = after
    return *(_before(name, makers) for name in (*product.input, weighed.input[1])), last  # type: ignore[return-value]


def _only_user(node: Any, nodes: Iterable[Any]) -> Any:
    users = [other for other in nodes if node.output[0] in other.input]
    return users[0]


def _before(name: str, makers: Mapping[str, Any]) -> str:
    """Go back over nodes that only reorder."""
    while makers[name].op_type in _AROUND:
        name = makers[name].input[0]
    return name


def _drop_unused(graph: Any) -> None:
    """Leave out, again and again, every node whose outputs nobody reads, then the weights nobody reads."""
    while True:
        read = {name for node in graph.node for name in node.input} | {output.name for output in graph.output}
        idle = [node for node in graph.node if not read & set(node.output)]
        if not idle:
            break
        for node in idle:
            graph.node.remove(node)
    kept = [weight for weight in graph.initializer if weight.name in read]
    del graph.initializer[:]
    graph.initializer.extend(kept)
