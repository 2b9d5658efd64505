"""One-time links with which a password is chosen."""
