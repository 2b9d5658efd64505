"""What the parsers of audio containers share: how they read, how they refuse.

They are sans-I/O: they read through a function and look at headers only, so a
file of any length costs little memory and no native code sees it first.
"""

from collections.abc import Callable

ReadAt = Callable[[int, int], bytes]
"""Return up to ``length`` bytes at ``offset``: ``read_at(offset, length)``."""


class FramingRefused(Exception):
    """The container is not whole or not honest; ``reason`` is a word of ports.audio."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
