"""Pages of rights requests."""
