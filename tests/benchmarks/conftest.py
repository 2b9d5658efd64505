"""The desk and the registers that the services' tests have."""

from tests.services.conftest import clock, desk, registers

__all__ = ["clock", "desk", "registers"]
