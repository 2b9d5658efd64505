"""How the environment becomes settings. Reads no other module of Seloste."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

LIVE_PORT_AFTER = 100

SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
    "init_command": (
        "PRAGMA journal_mode=WAL;"
        "PRAGMA synchronous=FULL;"
        "PRAGMA secure_delete=ON;"
        "PRAGMA busy_timeout=30000;"
    ),
}


def database(url: str, data: Path) -> dict[str, Any]:
    """Return Django's entry for ``url``; an empty one is SQLite in ``data``.

    ``postgresql://user:password@host:port/name`` is PostgreSQL; its parts may
    be percent-encoded. ``host`` may be a socket folder: ``%2Fvar%2Frun``.
    """
    if not url or url.startswith("sqlite:///"):
        path = url.removeprefix("sqlite:///") or str(data / "records.sqlite3")
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": path,
            "OPTIONS": SQLITE_OPTIONS,
        }
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.removeprefix("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }


def live_url(public_url: str) -> str:
    """Return where browsers reach the live process, where nobody says.

    Behind TLS a proxy leads /live/ there under the address of the pages; on a
    machine of one's own it listens 100 ports further.
    """
    parts = urlsplit(public_url)
    if parts.scheme == "https" or not parts.port:
        return f"{parts.scheme}://{parts.netloc}"
    return f"{parts.scheme}://{parts.hostname}:{parts.port + LIVE_PORT_AFTER}"


def secret_key(path: Path) -> str:
    """Return Django's secret from the environment, the file, or a new one.

    A new one lives only as long as the process: ``seloste init`` writes the
    file, and until then nothing is served.
    """
    if given := os.environ.get("SELOSTE_SECRET_KEY"):
        return given
    if path.is_file():
        return path.read_text().strip()
    return secrets.token_urlsafe(50)
