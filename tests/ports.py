"""Ports for the servers that tests start.

A port that was free a moment ago may be taken before its server listens: by the
other process of tests, or by an outgoing connection, to which Linux gives ports
from 32768. So every process draws from a part of its own below that, and never
the same port twice.
"""

import os
import socket
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain

FIRST, LAST = 16_000, 32_000
PROCESSES = 8


def _drawn() -> Iterator[int]:
    """Yield the ports of this process of tests, from a place that differs by run."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    size = (LAST - FIRST) // PROCESSES
    first = FIRST + int(worker) % PROCESSES * size
    start = first + os.getpid() % size
    yield from chain(range(start, first + size), range(first, start))


PORTS = _drawn()


def free_port() -> int:
    """Return a port at which nobody listens, and no other test of this run will."""
    for port in PORTS:
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise RuntimeError("every port of this process of tests is taken")
