"""Calls: what rings at one's own telephone, and whose telephone is whose."""
