"""What the worker gives up before it looks at a file from outside.

Nothing can be opened any more: no file, no socket, no pipe. Nothing can be
written to a file, no process or thread started, no memory dumped, no privilege
gained. Time and memory are limited. What remains is to compute and to answer.
"""

import ctypes
import resource

CPU_SECONDS = 20
MEMORY_BYTES = 1 << 30

_PR_SET_NO_NEW_PRIVS = 38
_LIMITS = (
    (resource.RLIMIT_CORE, 0),
    (resource.RLIMIT_FSIZE, 0),
    (resource.RLIMIT_NPROC, 0),
    (resource.RLIMIT_AS, MEMORY_BYTES),
    (resource.RLIMIT_CPU, CPU_SECONDS),
    (resource.RLIMIT_NOFILE, 0),
)


def confine() -> None:
    """Give it all up for good. Whatever is needed must be imported before.

    Raises OSError or ValueError where the system does not allow it.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "no_new_privs")
    for limit, value in _LIMITS:
        resource.setrlimit(limit, (value, value))
