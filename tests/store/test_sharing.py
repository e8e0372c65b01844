"""One writes while others read; two who write wait for each other."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event

from firsthand.store import open_store
from tests.store.samples import a_reading

_DOCUMENTS = 60


def test_three_read_whole_readings_while_one_writes(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    expected = {str(n): a_reading(str(n), f"Words {n}.") for n in range(_DOCUMENTS)}
    open_store(path).close()
    done = Event()

    def read() -> tuple[int, int]:
        rounds, most = 0, 0
        with open_store(path, create=False) as store:
            while True:
                last = done.is_set()
                found = list(store.readings())
                assert all(expected[reading.document.id] == reading for reading in found)
                assert len(found) >= most
                rounds, most = rounds + 1, len(found)
                if last:
                    return rounds, most

    def write() -> None:
        try:
            with open_store(path) as store:
                for reading in expected.values():
                    store.add(reading)
        finally:
            done.set()

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read) for _ in range(3)]
        pool.submit(write).result(60)
        seen = [reader.result(60) for reader in readers]
    assert [most for _, most in seen] == [_DOCUMENTS] * 3
    assert min(rounds for rounds, _ in seen) >= 2


def test_two_who_open_a_new_store_at_once_and_write_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    barrier = Barrier(4)

    def write(writer: int) -> None:
        barrier.wait(60)
        with open_store(path) as store:
            for number in range(15):
                assert store.add(a_reading(f"{writer}/{number}")) == "added"

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    with open_store(path) as store:
        assert store.counts().documents == 60


def test_threads_share_a_store_in_memory() -> None:
    with open_store("sqlite://") as store, ThreadPoolExecutor(3) as pool:
        added = list(pool.map(lambda number: store.add(a_reading(str(number))), range(30)))
        assert added == ["added"] * 30
        assert store.counts().documents == 30


def test_a_writer_that_is_killed_leaves_whole_documents(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    script = (
        "import itertools\n"
        "from firsthand.store import open_store\n"
        "from tests.store.samples import a_reading\n"
        f"store = open_store({str(path)!r})\n"
        "for number in itertools.count():\n"
        "    store.add(a_reading(str(number)))\n"
        "    print(number, flush=True)\n"
    )
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=root, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        confirmed = [int(writer.stdout.readline()) for _ in range(20)]
        writer.kill()
    with open_store(path, create=False) as store:
        readings = list(store.readings())
        assert len(readings) > confirmed[-1]
        assert readings == [a_reading(str(number)) for number in range(len(readings))]
        assert store.counts().claims == len(readings)
