"""Hints of health and diet that wait for a person's decision."""
