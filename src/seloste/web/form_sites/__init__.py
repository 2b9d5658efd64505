"""Pages that set up the public forms."""
