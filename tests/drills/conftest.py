"""The desk, the registers and the clock of the services' tests."""

from tests.services.conftest import clock, desk, registers

__all__ = ["clock", "desk", "registers"]
