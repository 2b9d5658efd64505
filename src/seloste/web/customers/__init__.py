"""Pages of customers: everything of one person, and whose identifiers are whose."""
