"""Train the reader, from raw gold to `reader.onnx`: `python -m training`.

A run that was cut off goes on where its last checkpoint stands.
"""

from __future__ import annotations

import argparse
import json
import shutil
import signal
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import multiprocessing

from firsthand.model.errors import FirsthandError
from training.continuing import attention_heads_of_onnx, weights_of_checkpoint, weights_of_onnx
from training.corpora import corpora
from training.export import export
from training.labels import packaged_labels_path, read_labels
from training.loop import Run, Settings, train, trained_weights
from training.meaning import Teacher
from training.network import Network, Size
from training.pieces import Pieces
from training.precision import bfloat16_is_faster
from training.start import load_start, named_as_here, packaged_start, read_safetensors, size_of
from training.team import Team, shared_rows

_ROOT = Path(__file__).resolve().parent.parent
_SMALL = Size(width=48, inner=96, layers=2, attention_heads=4)
_SMALL_PIECES = 150_000


@dataclass(frozen=True, slots=True)
class _Beginning:
    """Where the weights come from: a folder, an ONNX file, or (small) nowhere."""

    folder: Path | None
    onnx: Path | None
    tokenizer: Path


def main() -> None:
    """Run the recipe."""
    try:
        _main(_parser().parse_args())
    except FirsthandError as error:
        sys.exit(f"error: {error}")


def _parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    given = made.add_argument
    given("--data", type=Path, default=_ROOT.parent / "shared" / "data", help="folder of the sets")
    given("--out", type=Path, default=_ROOT / "runs" / "reader", help="folder of the run")
    given("--start", type=Path, help="folder of other start weights (a BERT)")
    given("--continue-from", type=Path, help="start from a reader.onnx or checkpoint.pt")
    given("--leave-out-unlicensed", action="store_true", help="without sets of no stated licence")
    given(
        "--small", action="store_true", help="a minute's worth: a tiny network, to try the recipe"
    )
    given("--seed", type=int, default=7)
    given("--pieces", type=float, default=20, help="millions of word pieces to train on")
    given("--minutes", type=float, default=0, help="stop then at the latest")
    given("--workers", type=int, default=1, help="processes of one thread each (processor only)")
    return made


def _main(options: argparse.Namespace) -> None:
    begun = time.monotonic()
    options.out.mkdir(parents=True, exist_ok=True)
    beginning = _beginning(options)
    pieces_path = options.out / "tokenizer.json"
    Pieces(beginning.tokenizer).tokenizer.save(str(pieces_path))
    shutil.copy(packaged_labels_path(), options.out / "labels.json")
    settings = _settings(options)
    rows = shared_rows(
        options.workers, [w for part in trained_weights(_network(beginning)) for w in part]
    )
    for corpus in corpora(leave_out_unlicensed=settings.leave_out_unlicensed):
        corpus.read(
            settings.data, read_labels(settings.out / "labels.json")
        )  # a check, and a cache
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(options.workers)
    if options.workers == 1:
        _work(0, 1, rows, barrier, beginning, settings)
    else:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # the workers end with it
        multiprocessing.spawn(
            _work, (options.workers, rows, barrier, beginning, settings), options.workers,
            daemon=True,
        )  # fmt: skip
    print(f"{options.out / 'reader.onnx'}: {(time.monotonic() - begun) / 60:.1f} minutes")


def _settings(options: argparse.Namespace) -> Settings:
    on_cuda = torch.cuda.is_available()
    if on_cuda and options.workers > 1:
        raise FirsthandError("--workers", "more than one on CUDA", "leave it out")
    settings = Settings(
        data=options.data,
        out=options.out,
        seed=options.seed,
        pieces=_SMALL_PIECES if options.small else int(options.pieces * 1e6),
        minutes=options.minutes,
        workers=options.workers,
        leave_out_unlicensed=options.leave_out_unlicensed,
        device="cuda" if on_cuda else "cpu",
        bfloat16=on_cuda or bfloat16_is_faster(),
    )
    if options.small:
        return replace(settings, limit=64, warm_up=10, rate=2e-3)
    if options.continue_from:  # weights that read already need smaller steps
        return replace(settings, rate=0.7 * settings.rate, head_rate=0.7 * settings.head_rate)
    return settings


def _beginning(options: argparse.Namespace) -> _Beginning:
    packaged_tokenizer = packaged_labels_path().with_name("tokenizer.json")
    if options.small:
        return _Beginning(None, None, packaged_tokenizer)
    if options.continue_from:
        return _Beginning(None, options.continue_from, packaged_tokenizer)
    folder = options.start or packaged_start()
    return _Beginning(folder, None, folder / "tokenizer.json")


def _network(beginning: _Beginning) -> Network:
    """The network with the weights that training starts from."""
    labels = read_labels(packaged_labels_path())
    if beginning.onnx and beginning.onnx.suffix == ".pt":
        weights, heads = weights_of_checkpoint(beginning.onnx), Size().attention_heads
    elif beginning.onnx:
        weights = weights_of_onnx(beginning.onnx)
        heads = attention_heads_of_onnx(beginning.onnx, Size().attention_heads)
    elif beginning.folder:
        weights = named_as_here(read_safetensors(beginning.folder / "model.safetensors"))
        config = json.loads((beginning.folder / "config.json").read_text("utf-8"))
        heads = config["num_attention_heads"]
    else:
        return Network(labels, _SMALL)
    network = Network(labels, size_of(weights, heads))
    load_start(network, weights)
    return network


def _work(
    rank: int,
    size: int,
    rows: torch.Tensor,
    barrier: object,
    beginning: _Beginning,
    settings: Settings,
) -> None:
    """What each process does; the first one writes the result."""
    torch.set_num_threads(1)  # more cores: more workers
    torch.manual_seed(settings.seed)  # the heads begin at random, the same in all processes
    network = _network(beginning)
    pieces = Pieces(settings.out / "tokenizer.json")
    labels = read_labels(settings.out / "labels.json")
    team = Team(rank, size, rows, barrier)  # type: ignore[arg-type]
    run = train(network, labels, pieces, settings, team, _teacher(beginning, settings))
    if rank == 0:
        _write(run, settings)


def _teacher(beginning: _Beginning, settings: Settings) -> Teacher | None:
    """The start weights as they were, for the meaning of sentences."""
    if beginning.folder:
        start = _network(beginning)
    elif beginning.onnx:
        start = _network(replace(beginning, folder=packaged_start(), onnx=None))
    else:
        return None
    return Teacher(start.to(settings.device))


def _write(run: Run, settings: Settings) -> None:
    """Export the average of the last weights, in bytes and in full."""
    run.network.load_state_dict(run.average.kept, strict=False)
    run.network.to("cpu")
    export(run.network, settings.out / "reader.onnx")
    export(run.network, settings.out / "reader.float.onnx", packed=False)
