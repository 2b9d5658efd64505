"""Receivers are tested on an installation of their own, like the commands."""

from tests.cli.conftest import installation, notices, run
from tests.services.conftest import clock, desk, registers

__all__ = ["clock", "desk", "installation", "notices", "registers", "run"]
