"""Small helpers of the tests of readers: what was found, in few words."""

from collections.abc import Iterable
from pathlib import Path

from seloste.domain.contact import Delivery
from seloste.ports.sources import Found, Rejected


def found(results: Iterable[Found | Rejected]) -> list[Found]:
    """Return what was understood; anything rejected is an error."""
    listed = list(results)
    assert [one for one in listed if isinstance(one, Rejected)] == []
    return [one for one in listed if isinstance(one, Found)]


def deliveries(results: Iterable[Found | Rejected]) -> list[Delivery]:
    """Return what would be captured."""
    return [one.delivery for one in results if isinstance(one, Found)]


def rejections(
    results: Iterable[Found | Rejected],
) -> list[tuple[str, str, int | None]]:
    """Return name, reason and line of what was not understood."""
    return [
        (one.path.name, one.reason, one.line)
        for one in results
        if isinstance(one, Rejected)
    ]


def contents(delivery: Delivery) -> list[bytes]:
    """Return the bytes of every part."""
    read = []
    for part in delivery.parts:
        with part.open() as stream:
            read.append(stream.read())
    return read


def write(folder: Path, **files: bytes | str) -> Path:
    """Write files into ``folder``; ``__`` in a name stands for a dot."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        encoded = data.encode() if isinstance(data, str) else data
        (folder / name.replace("__", ".")).write_bytes(encoded)
    return folder
