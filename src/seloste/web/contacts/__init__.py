"""Pages of contacts: the list, the lookup, and one contact."""
