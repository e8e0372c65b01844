"""The training itself: steps, rates, checkpoints.

A run is a function of its settings and seed: what is drawn at a step depends on the step alone,
so a run that was cut off and taken up again ends with the same weights as one that was not (as
long as its length is counted in pieces, not in minutes).
"""

from __future__ import annotations

import itertools
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from firsthand.model.errors import FirsthandError
from training.averaging import Average
from training.batches import Augmentation, Batch, stream
from training.corpora import corpora
from training.deed_loss import DEED_WEIGHT, deed_loss
from training.labels import Labels
from training.loss import batch_loss
from training.meaning import MEANING_EVERY, MEANING_WEIGHT, Teacher
from training.network import Network
from training.pieces import Pieces
from training.team import Team

CHECKPOINT = "checkpoint.pt"
_LARGE = 1_000_003  # keeps the seeds of steps and workers apart


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that decides how a run goes.

    Attributes:
        data: The folder of the data sets.
        out: The folder of the run.
        seed: Of everything random.
        pieces: How many word pieces to train on, over all workers.
        minutes: Stop then at the latest, the rates falling to zero by then; 0 for no such end.
        workers: Processes that train together.
        leave_out_unlicensed: Without sets that state no licence.
        device: `cpu` or `cuda`.
        bfloat16: Whether matrices are multiplied in bfloat16.
        limit: The most pieces of a window.
        budget: The most pieces of a worker's batch.
        rate: The highest rate of the encoder.
        head_rate: The highest rate of the heads.
        warm_up: Steps until the highest rate.
        decay: Of the weights.
        average: How much of the average of weights each step keeps.
        save_every: Seconds between checkpoints.
    """

    data: Path
    out: Path
    seed: int = 7
    pieces: int = 20_000_000
    minutes: float = 0
    workers: int = 1
    leave_out_unlicensed: bool = False
    device: str = "cpu"
    bfloat16: bool = False
    limit: int = 256
    budget: int = 512
    rate: float = 4e-4
    head_rate: float = 2.5e-3
    warm_up: int = 100
    decay: float = 0.01
    average: float = 0.998
    save_every: float = 240
    augmentation: Augmentation = field(default_factory=Augmentation)

    def fingerprint(self) -> dict[str, Any]:
        """Give what must be the same for a run to be taken up again."""
        free = ("data", "out", "minutes", "device", "bfloat16", "save_every")
        return {name: value for name, value in asdict(self).items() if name not in free}


@dataclass(slots=True)
class Run:
    """What a checkpoint keeps."""

    network: Network
    optimizer: torch.optim.Optimizer
    average: Average
    step: int = 0
    seen: int = 0
    seconds: float = 0.0

    def save(self, settings: Settings) -> None:
        """Write the checkpoint; the one before stays until this one is whole."""
        path = settings.out / CHECKPOINT
        part = path.with_suffix(".part")
        state = {
            "settings": settings.fingerprint(),
            "network": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "average": self.average.kept,
            "step": self.step,
            "seen": self.seen,
            "seconds": self.seconds,
        }
        torch.save(state, part)
        part.replace(path)

    def load(self, settings: Settings) -> None:
        """Go on from the checkpoint of the run's folder, if there is one.

        Raises:
            FirsthandError: it was made with other settings.
        """
        path = settings.out / CHECKPOINT
        if not path.exists():
            return
        state = torch.load(path, map_location=settings.device, weights_only=True)
        if state["settings"] != settings.fingerprint():
            raise FirsthandError(
                str(path), "made with other settings", "give them again, or another --out"
            )
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.average.kept = state["average"]
        self.step, self.seen = state["step"], state["seen"]
        self.seconds = state["seconds"]


def trained_weights(network: Network) -> tuple[list[nn.Parameter], list[nn.Parameter]]:
    """Give the weights that are trained: the encoder's, and the heads'."""
    encoder, heads = [], []
    for name, weight in network.named_parameters():
        if weight.requires_grad:
            inner = name.startswith(("layers.", "positions.", "input_norm."))
            (encoder if inner else heads).append(weight)
    return encoder, heads


def train(
    network: Network,
    labels: Labels,
    pieces: Pieces,
    settings: Settings,
    team: Team,
    teacher: Teacher | None = None,
) -> Run:
    """Train a network that has its start weights, until the settings' end.

    Without a `teacher` the vectors of sentences are not trained.
    """
    run = _begun(network, settings)
    weights = [weight for group in run.optimizer.param_groups for weight in group["params"]]
    batches = _batches(labels, pieces, settings, team)
    begun, saved = time.monotonic() - run.seconds, time.monotonic()
    running: dict[str, float] = {}
    progress = _progress(run, settings)
    for batch in itertools.islice(batches, run.step, None):
        if progress >= 1:
            break
        run.step += 1
        torch.manual_seed(settings.seed + _LARGE * (run.step * team.size + team.rank))
        _set_rates(run, settings, progress)
        for name, value in _step(run, batch, settings, teacher).items():
            running[name] = 0.95 * running.get(name, value) + 0.05 * value
        run.seen += int(batch.inputs["attention_mask"].sum()) * team.size
        run.seconds = time.monotonic() - begun
        progress = team.average(weights, _progress(run, settings))
        nn.utils.clip_grad_norm_(weights, 1.0)
        run.optimizer.step()
        run.optimizer.zero_grad(set_to_none=True)
        run.average.add(run.step)
        if team.rank == 0 and (run.step % 20 == 0 or progress >= 1):
            _report(run, progress, running)
        if team.rank == 0 and time.monotonic() - saved > settings.save_every:
            run.save(settings)
            saved = time.monotonic()
    if team.rank == 0:
        run.save(settings)
    return run


def _begun(network: Network, settings: Settings) -> Run:
    network.to(settings.device).train()
    encoder, heads = trained_weights(network)
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": settings.rate}, {"params": heads, "lr": settings.head_rate}],
        betas=(0.9, 0.98),
        weight_decay=settings.decay,
        fused=True,
    )
    run = Run(network, optimizer, Average(network, settings.average))
    run.load(settings)
    return run


def _batches(labels: Labels, pieces: Pieces, settings: Settings, team: Team) -> Any:
    chosen = corpora(leave_out_unlicensed=settings.leave_out_unlicensed)
    sets = {corpus.name: corpus.read(settings.data, labels) for corpus in chosen}
    return stream(
        sets,
        {corpus.name: corpus.share for corpus in chosen},
        pieces,
        labels,
        limit=settings.limit,
        budget=settings.budget,
        augmentation=settings.augmentation,
        seed=settings.seed + _LARGE * team.rank,
    )


def _progress(run: Run, settings: Settings) -> float:
    by_clock = run.seconds / (60 * settings.minutes) if settings.minutes else 0.0
    return max(run.seen / settings.pieces, by_clock)


def _set_rates(run: Run, settings: Settings, progress: float) -> None:
    """Rates rise for some steps, then fall in a line to zero."""
    share = min(1.0, run.step / settings.warm_up) * max(0.0, 1 - progress)
    for group, highest in zip(
        run.optimizer.param_groups, (settings.rate, settings.head_rate), strict=True
    ):
        group["lr"] = highest * share


def _step(run: Run, batch: Batch, settings: Settings, teacher: Teacher | None) -> dict[str, float]:
    def moved(array: Any) -> Tensor:
        return torch.from_numpy(array).to(settings.device)

    inputs = {name: moved(array) for name, array in batch.inputs.items()}
    gold = {name: moved(array) for name, array in batch.gold.items()}
    with torch.autocast(settings.device, dtype=torch.bfloat16, enabled=settings.bfloat16):
        out = run.network(**inputs, gold_heads=gold["arc"].clamp(min=0))
    loss, parts = batch_loss(out, gold, moved(batch.factuality), moved(batch.hidden))
    if teacher and batch.sentences and run.step % MEANING_EVERY == 0:
        apart = teacher.apart(out["vector"], batch.sentences, bfloat16=settings.bfloat16)
        parts["vector"] = float(apart.detach())
        loss = loss + MEANING_WEIGHT * apart
    if batch.deeds:
        wrong = deed_loss(out, batch.deeds)
        parts["deed"] = float(wrong.detach())
        loss = loss + DEED_WEIGHT * wrong
    if loss.requires_grad:  # a batch may have nothing to learn from
        loss.backward()
    return parts


def _report(run: Run, progress: float, running: dict[str, float]) -> None:
    shown = " ".join(f"{name} {value:.3f}" for name, value in running.items())
    speed = run.seen / max(run.seconds, 1e-9)
    print(
        f"step {run.step}, {100 * progress:.1f} %, {run.seen / 1e6:.2f} million pieces, "
        f"{speed:.0f} a second: {shown}",
        flush=True,
    )
