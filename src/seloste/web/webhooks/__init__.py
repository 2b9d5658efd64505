"""Pages of webhooks: which systems are told, of what, and how that goes."""
