"""Metrics for monitoring, to the machine itself or to whoever has the token."""
