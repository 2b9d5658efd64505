"""Measurements: each prints its figures beside a peer or a limit of this machine."""
