"""Static files without a build step: their URL changes when they do.

A vendored file has its version in its folder. One of our own gets the start of
its SHA-256 as a query, worked out once when it is first linked. So a browser
may keep both for ever, and nothing has to be collected before a start.
"""

import hashlib
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class FingerprintedStorage(StaticFilesStorage):
    """Names the content in the URL of every static file."""

    def url(self, name: str | None) -> str:
        """Return the URL of ``name``."""
        plain = super().url(name)
        if not name or name.startswith("vendor/"):
            return plain
        return f"{plain}?v={fingerprint(name)}"


@cache
def fingerprint(name: str) -> str:
    """Return what identifies the content of a static file."""
    found = finders.find(name)
    if not found:
        raise FileNotFoundError(name)
    return hashlib.sha256(Path(found).read_bytes()).hexdigest()[:16]
