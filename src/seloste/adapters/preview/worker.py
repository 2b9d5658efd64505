"""The process that looks into a file from outside: ``python -m`` this module.

Started by ``process`` for one file, confined before it sees a byte of it, and
gone with the answer. It reads no settings, keeps nothing and logs nothing.
Arguments: the task, and what it needs to know.
"""

import sys
from collections.abc import Callable

from seloste.adapters.preview.answers import READY, pack, unpack
from seloste.adapters.preview.confinement import confine
from seloste.ports.preview import PreviewRefused

type Task = Callable[[bytes], bytes]


def _page(media_type: str, number: str) -> Task:
    from seloste.adapters.preview import pages, pictures  # noqa: PLC0415 - only what the task needs

    pictures.rehearse()
    if media_type != "application/pdf":
        return lambda content: pack({}, [pictures.drawn(content, media_type)])
    pages.rehearse()
    return lambda content: pack({}, [pages.drawn(content, int(number))])


def _pictures() -> Task:
    from seloste.adapters.preview import pictures  # noqa: PLC0415 - only what the task needs

    pictures.rehearse()

    def task(content: bytes) -> bytes:
        types, blobs = unpack(content)
        pairs = zip(types, blobs, strict=True)
        return pack({}, [pictures.small(blob, str(one)) for one, blob in pairs])

    return task


def _count() -> Task:
    from seloste.adapters.preview import pages  # noqa: PLC0415 - only what the task needs

    pages.rehearse()
    return lambda content: pack({"pages": pages.count(content)})


def _unpack() -> Task:
    from seloste.adapters.preview import packages  # noqa: PLC0415 - only what the task needs

    packages.rehearse()

    def task(content: bytes) -> bytes:
        found = packages.unpacked(content)
        return pack([one.name for one in found], [one.content for one in found])

    return task


def _events() -> Task:
    from seloste.adapters.preview import calendars  # noqa: PLC0415 - only what the task needs

    calendars.rehearse()
    return lambda content: pack(calendars.events(content))


TASKS: dict[str, Callable[..., Task]] = {
    "page": _page,
    "pictures": _pictures,
    "count": _count,
    "unpack": _unpack,
    "events": _events,
}


def main(arguments: list[str]) -> None:
    """Give up all rights, say so, and answer."""
    name, *known = arguments
    task = TASKS[name](*known)
    confine()
    sys.stdout.buffer.write(READY)
    sys.stdout.buffer.flush()
    sys.stdout.buffer.write(_answer(task, sys.stdin.buffer.read()))
    sys.stdout.buffer.flush()


def _answer(task: Task, content: bytes) -> bytes:
    try:
        return task(content)
    except PreviewRefused as refusal:
        return pack({"refused": refusal.reason})
    except MemoryError:
        return pack({"refused": "too-costly"})
    except Exception:  # noqa: BLE001 - parsers of other people raise anything
        return pack({"refused": "damaged"})


if __name__ == "__main__":
    main(sys.argv[1:])
