"""Drills: many invented people at once, and a checker that shares no service."""
