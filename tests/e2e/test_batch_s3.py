"""`minimise batch` from one object store to another, as real processes beside a real S3 server of this machine."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.batching import NAMES, copies, good_files, run_batch

pytestmark = [pytest.mark.model, pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="made for Linux")]


@pytest.fixture(scope="module")
def store() -> Iterator[dict[str, str]]:
    """The settings by which a store is found."""
    for needed in ("s3fs", "moto", "flask"):
        pytest.importorskip(needed)
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONWARNINGS": "ignore"}
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.support.s3_server"],
        env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    address = server.stdout.readline().strip() if server.stdout else ""
    yield {
        "AWS_ENDPOINT_URL": address, "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
    }  # fmt: skip
    server.communicate("")


def _with_store(store: dict[str, str], work: str, *words: str | Path) -> str:
    """Do something with the store in a process of its own; here every socket is closed."""
    done = subprocess.run(
        [sys.executable, "-c", f"import s3fs, sys\nfs = s3fs.S3FileSystem()\n{work}", *map(str, words)],
        env=os.environ | store | {"PYTHONWARNINGS": "ignore"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout


@pytest.fixture(scope="module")
def alone(store: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same documents in a folder, with their copies, and in a bucket."""
    folder = tmp_path_factory.mktemp("alone")
    good_files(folder / "in", 3, words=1)
    _with_store(store, "fs.mkdir('case'); fs.put(sys.argv[1], 'case/in', recursive=True)", folder / "in")
    assert run_batch(folder, "--workers", "1").row["written"] == 3
    return folder


@pytest.mark.parametrize("engine", ["local", "dask"])
def test_a_batch_from_store_to_store_gives_the_same_copies(
    alone: Path, store: dict[str, str], tmp_path: Path, engine: str
) -> None:
    if engine == "dask":
        pytest.importorskip("distributed")
    places = ("s3://case/in", f"s3://case/{engine}")
    options = ("--engine", engine, "--workers", "1", "--ledger", tmp_path / "ledger")

    ended = run_batch(tmp_path, *options, places=places, **store)

    assert ended.row["written"] == ended.row["files"] == 3
    found = _with_store(store, "print('\\n'.join(fs.find(sys.argv[1])))", f"case/{engine}").split()
    assert len(found) == 5 * 3 + 1
    _with_store(store, "fs.get(sys.argv[1], sys.argv[2], recursive=True)", f"case/{engine}", tmp_path / "got")
    assert copies(tmp_path / "got") == copies(alone / "out")
    kept = b"".join(path.read_bytes() for path in (tmp_path / "ledger").rglob("*") if path.is_file())
    said = (ended.out + ended.err).encode() + kept
    assert [name for name in (*NAMES, "visit-000") if name.encode() in said] == []

    again = run_batch(tmp_path, *options, "--resume", places=places, **store)
    assert again.row["done_before"] == 3
