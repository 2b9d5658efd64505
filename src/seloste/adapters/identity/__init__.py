"""Providers of strong identification."""
