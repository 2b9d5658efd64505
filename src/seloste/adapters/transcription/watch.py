"""Ends a worker that hangs or runs on, and bears with one on a busy machine.

What counts is the time of the processor that the worker has used: a machine with
much else to do makes it slow, and that is no fault of the recording.
"""

import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LEAST_SHARE = 0.005
"""A worker that had less of a processor than this did nothing at all."""

_TICKS = os.sysconf("SC_CLK_TCK")


class Watch:
    """Looks at a worker twice in its time; ``late`` says that it was ended."""

    def __init__(self, process: "subprocess.Popen[bytes]", *, patience: float) -> None:
        self._process = process
        self._patience = patience
        self._began = self._seen = used(process.pid)
        self._over = threading.Event()
        self.late = False

    def stop(self) -> None:
        """Look no more."""
        self._over.set()

    def run(self) -> None:
        """Look until told to stop, or until the worker is ended."""
        pause = self._patience / 2
        while not self._over.wait(pause):
            now = used(self._process.pid)
            idle = now - self._seen < LEAST_SHARE * pause
            self._seen = now
            if idle or now - self._began > self._patience:
                self.late = True
                self._process.kill()
                return


@contextmanager
def watched(process: "subprocess.Popen[bytes]", patience: float) -> Iterator[Watch]:
    """Watch a worker while an answer is awaited."""
    watch = Watch(process, patience=patience)
    thread = threading.Thread(target=watch.run, daemon=True)
    thread.start()
    try:
        yield watch
    finally:
        watch.stop()
        thread.join()


def used(pid: int) -> float:
    """Return the seconds of processor a process has used; none where it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(") ")[2]
    except OSError:
        return 0.0
    utime, stime = fields.split()[11:13]
    return (int(utime) + int(stime)) / _TICKS
