"""`serve` starts where it may, says where it is, and refuses what would not be safe."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import urllib.request
from pathlib import Path

import pytest

from firsthand.store import open_store
from tests.cli.program import Program, command


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "news.db"
    open_store(path).close()
    return path


@pytest.fixture(autouse=True)
def _no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FIRSTHAND_TOKEN", raising=False)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "desk.example"])
def test_on_a_network_it_does_not_start_without_a_token(
    firsthand: Program, store: Path, host: str
) -> None:
    ended = firsthand("serve", "--store", store, "--host", host)
    assert ended.code == 2
    assert f"--host: {host} can be asked by other machines, and there is no token" in ended.last


def test_a_weak_token_is_refused(firsthand: Program, store: Path, tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text("1234")
    ended = firsthand("serve", "--store", store, "--token-file", token)
    assert ended.code == 2
    assert "a token of 4 characters" in ended.last


def test_a_store_that_is_not_there_is_an_error(firsthand: Program, tmp_path: Path) -> None:
    ended = firsthand("serve", "--store", tmp_path / "none.db")
    assert ended.code == 1
    assert "there is no such store" in ended.last


def test_a_taken_port_is_said_in_one_line(firsthand: Program, store: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = firsthand("serve", "--store", store, "--port", str(port))
    assert ended.code == 1
    assert re.search(
        rf"127.0.0.1:{port}: nothing can listen there: .* \(another --port", ended.last
    )


def test_it_says_where_it_is_and_ends_when_interrupted(store: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with subprocess.Popen(
        command("serve", "--store", str(store), "--port", str(port)),
        stderr=subprocess.PIPE, text=True,
    ) as server:  # fmt: skip
        assert server.stderr
        assert f"http://127.0.0.1:{port}/" in server.stderr.readline()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=20) as page:
            assert page.status == 200
        server.send_signal(signal.SIGINT)
        told = server.stderr.read()
    assert server.returncode == 130
    assert told == "firsthand: interrupted\n"
