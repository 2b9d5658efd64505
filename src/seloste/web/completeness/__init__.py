"""Completeness: the exchange's list of calls against what was kept."""
