"""What the worker gives up before it hears a sound from outside.

The model is loaded and has been used once; from then on nothing can be opened,
no socket made, no file written, no process started, no privilege gained. Memory
is limited. What remains is to compute, and to talk over two pipes.
"""

import ctypes
import resource

_PR_SET_NO_NEW_PRIVS = 38
BASE_BYTES = 3 << 30
TIMES_MODEL = 6
"""Address space beside the model itself: libraries, threads, what is heard."""


def confine(*, model_bytes: int) -> None:
    """Give it all up for good. Raises OSError where the system does not allow it."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "no_new_privs")
    limits = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_NOFILE: 0,
    }
    if model_bytes:
        limits[resource.RLIMIT_AS] = BASE_BYTES + TIMES_MODEL * model_bytes
    for limit, value in limits.items():
        resource.setrlimit(limit, (value, value))
