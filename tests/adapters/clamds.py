"""A real ClamAV daemon with a signature file of its own that knows EICAR."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CLAMD = shutil.which("clamd") or "/usr/sbin/clamd"
PREFIX = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$"
SECONDS = 60


@contextmanager
def running(home: Path, *, port: int) -> Iterator[Path]:
    """Run a daemon in ``home``; yield its socket. It listens on ``port`` too."""
    signatures, control = home / "signatures", home / "clamd.ctl"
    signatures.mkdir()
    (signatures / "own.ndb").write_text(f"Eicar-Test:0:*:{PREFIX.hex()}\n")
    configuration = home / "clamd.conf"
    configuration.write_text(
        "\n".join(
            (
                "Foreground yes",
                f"DatabaseDirectory {signatures}",
                f"LocalSocket {control}",
                f"TCPSocket {port}",
                "TCPAddr 127.0.0.1",
                "StreamMaxLength 2M",
                "OfficialDatabaseOnly no",
                f"TemporaryDirectory {home}",
            )
        )
        + "\n"
    )
    process = subprocess.Popen(
        [CLAMD, "--config-file", str(configuration)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _await(control, process)
        yield control
    finally:
        process.terminate()
        process.wait()


def _await(control: Path, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise AssertionError(f"clamd ended with {process.returncode}")
        with socket.socket(socket.AF_UNIX) as probe:
            if control.exists() and probe.connect_ex(str(control)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("clamd did not begin to listen")
