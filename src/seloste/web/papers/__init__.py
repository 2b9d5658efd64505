"""Pages of paper: what there is, where it is locked away, and how it went."""
