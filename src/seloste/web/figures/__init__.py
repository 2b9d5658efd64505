"""Figures: how much, how fast and how it ended; an agent's own day."""
