"""Pages of holds."""
