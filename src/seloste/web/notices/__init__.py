"""The public pages of the privacy notices."""
