"""Receivers are tested on an installation of their own, like the commands."""

from tests.cli.conftest import installation, notices, run

__all__ = ["installation", "notices", "run"]
