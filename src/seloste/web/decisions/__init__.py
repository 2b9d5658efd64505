"""Deciding rights requests item by item, and what follows for recipients."""
