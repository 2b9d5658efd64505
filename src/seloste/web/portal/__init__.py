"""The public portal of rights requests."""
