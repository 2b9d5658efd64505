"""Looks through a folder that another system fills, without following links."""

import mimetypes
import os
import stat
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from seloste.ports.sources import Opener

_MEDIA = {
    ".eml": "message/rfc822",
    ".flac": "audio/flac",
    ".gsm": "audio/gsm",
    ".mp3": "audio/mpeg",
    ".ogg": "audio/ogg",
    ".opus": "audio/opus",
    ".wav": "audio/wav",
}


def files_below(root: Path) -> Iterator[Path]:
    """Yield every entry below ``root`` that is no folder, in a stable order.

    Links, pipes and devices are yielded as they are: whoever opens them
    refuses them. Folders behind links are not entered.
    """
    for folder, folders, files in os.walk(root):
        folders.sort()
        here = Path(folder)
        linked = [name for name in folders if (here / name).is_symlink()]
        yield from (here / name for name in sorted([*files, *linked]))


def objection(file: Path, *, root: Path) -> str:
    """Return why ``file`` below ``root`` cannot be content, or nothing.

    It is missing, no regular file, or lies behind a link. This only sorts
    what was handed over: the opener checks again when the file is taken.
    """
    try:
        if any(root.joinpath(p).is_symlink() for p in _folders(file, root)):
            return "file-behind-link"
        mode = file.lstat().st_mode
    except FileNotFoundError:
        return "file-missing"
    except OSError:
        return "file-unreadable"
    return "" if stat.S_ISREG(mode) else "file-not-regular"


def media_type(file: Path) -> str:
    """Return what the name of ``file`` claims it is; its content decides."""
    known = _MEDIA.get(file.suffix.lower()) or mimetypes.guess_type(file.name)[0]
    return known or "application/octet-stream"


def opening(open_file: Opener, file: Path) -> Callable[[], BinaryIO]:
    """Return a call that opens ``file`` anew each time."""
    return partial(open_file, file)


def _folders(file: Path, root: Path) -> list[Path]:
    return list(file.relative_to(root).parents)[:-1]
