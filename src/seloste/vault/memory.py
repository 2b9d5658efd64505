"""Keeping keys out of core dumps and away from debuggers.

Python cannot reliably wipe memory, so keys stay in it until the process ends;
what can be done is that the process leaves no image of itself.
"""

import ctypes
import os
import resource

_PR_SET_DUMPABLE = 4
_PR_GET_DUMPABLE = 3


def forbid_dumps() -> None:
    """Forbid core dumps and tracing of this process, for good.

    Raises OSError where the kernel refuses. A program started by this one
    decides for itself.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if _prctl(_PR_SET_DUMPABLE, 0):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def dumps_forbidden() -> bool:
    """Return whether neither core dumps nor tracing are possible."""
    limits = resource.getrlimit(resource.RLIMIT_CORE)
    return limits == (0, 0) and _prctl(_PR_GET_DUMPABLE, 0) == 0


def _prctl(option: int, value: int) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    return int(libc.prctl(option, value, 0, 0, 0))
