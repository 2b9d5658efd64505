"""Pages of disposal: what falls due, and the certificates."""
