"""``seloste demo``: the whole system with example data, on this machine only."""

from seloste.cli.demo.command import demo

__all__ = ["demo"]
