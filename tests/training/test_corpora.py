from __future__ import annotations

from pathlib import Path

import pytest
from training.corpora import corpora
from training.labels import Labels
from training.names import kept_out, read_newswire


def test_sets_without_a_stated_licence_can_be_left_out() -> None:
    every = {corpus.name for corpus in corpora(leave_out_unlicensed=False)}
    kept = corpora(leave_out_unlicensed=True)
    assert every - {corpus.name for corpus in kept} == {"polnear", "newswire", "annotated", "plv"}
    assert all(corpus.licence for corpus in kept)


def test_names_come_from_gum_only_where_the_newswire_is_left_out(
    data: Path, labels: Labels
) -> None:
    for left_out in (True, False):
        (gum,) = (c for c in corpora(leave_out_unlicensed=left_out) if c.name == "gum")
        assert all(bool(d.layers["names"]) == left_out for d in gum.read(data, labels))


def test_documents_under_a_non_commercial_licence_never_train(
    tmp_path: Path, data: Path, labels: Labels
) -> None:
    source = data / "ud_gum" / "en_gum-ud-train.conllu"
    folder = tmp_path / "ud_gum"
    folder.mkdir()
    (folder / source.name).write_bytes(source.read_bytes())
    other = folder / "en_gum-ud-train-noncommercial.conllu"
    other.write_text(source.read_text("utf-8").replace("mayor", "miller"), "utf-8")
    (gum,) = (c for c in corpora(leave_out_unlicensed=False) if c.name == "gum")
    words = {word for document in gum.read(tmp_path, labels) for word in document.words}
    assert "mayor" in words
    assert "miller" not in words


def test_a_fifth_of_the_newswire_is_kept_out_and_the_same_always(data: Path) -> None:
    share = sum(kept_out(f"xx_paper_{n}") for n in range(5000)) / 5000
    assert share == pytest.approx(0.2, abs=0.02)
    train, dev = ({a["id"] for a in read_newswire(data, part)} for part in ("train", "dev"))
    assert train
    assert dev
    assert not train & dev
