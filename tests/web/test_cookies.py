"""Over TLS every cookie is bound to this host and never sent in the clear."""

import json
import os
import subprocess
import sys

from seloste.config.security import cookie_name

ASK = """
import json
from seloste.config import settings
names = [n for n in dir(settings) if n.endswith(("COOKIE_NAME", "COOKIE_SECURE"))]
print(json.dumps({name: getattr(settings, name) for name in names}))
"""


def settings_at(address: str) -> dict[str, object]:
    answer = subprocess.run(
        [sys.executable, "-c", ASK],
        env={**os.environ, "SELOSTE_PUBLIC_URL": address},
        capture_output=True,
        check=True,
        text=True,
    )
    given: dict[str, object] = json.loads(answer.stdout)
    return given


def test_cookies_are_bound_to_the_host_over_tls() -> None:
    given = settings_at("https://seloste.example")

    names = {v for k, v in given.items() if k.endswith("COOKIE_NAME")}
    assert len(names) == 6
    assert all(str(name).startswith("__Host-seloste-") for name in names)
    assert given["SESSION_COOKIE_SECURE"] is True
    assert given["CSRF_COOKIE_SECURE"] is True


def test_cookies_work_on_this_machine_without_tls() -> None:
    given = settings_at("http://127.0.0.1:8000")

    assert given["SESSION_COOKIE_NAME"] == "seloste-session"
    assert given["SESSION_COOKIE_SECURE"] is False


def test_prefix_is_the_one_browsers_enforce() -> None:
    assert cookie_name("x", secure=True) == "__Host-x"
    assert cookie_name("x", secure=False) == "x"
