"""Every response has its security headers: pages, files, refusals and errors."""

import pytest
from django.conf import settings
from django.test import Client

from seloste.domain.staff import Actor
from tests.web.people import SignedIn
from tests.web.routes import Route, every_route

EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
POLICY = {
    "default-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
}
STATIC = "/static/vendor/tabler-1.6.1/tabler.min.css"


def assert_safe(headers: object) -> None:
    given = dict(headers.items())  # type: ignore[attr-defined] # what Django calls headers
    assert {name: given.get(name) for name in EXPECTED} == EXPECTED
    policy = set(given["Content-Security-Policy"].split("; "))
    assert "unsafe-inline" not in given["Content-Security-Policy"]
    assert policy >= POLICY or "sandbox" in policy
    assert given["Permissions-Policy"]
    assert given["Cache-Control"]


@pytest.mark.parametrize("route", every_route(), ids=lambda r: r.pattern or "front")
def test_every_route_has_them_for_an_outsider(
    db: None, client: Client, route: Route
) -> None:
    assert_safe(client.get(route.address).headers)


def test_signed_in_pages_are_stored_nowhere(
    admin: Actor, eino: Actor, signed_in: SignedIn
) -> None:
    for person in (admin, eino):
        browser = signed_in(person)
        for route in every_route():
            answer = browser.get(route.address)
            assert_safe(answer.headers)
            if not route.pattern.startswith(("notice/", "api/", "sign-out")):
                assert "no-store" in answer.headers["Cache-Control"], route.pattern


@pytest.mark.parametrize(
    ("address", "extra", "status"),
    [
        ("/nothing/here/", {}, 404),
        ("/", {"HTTP_HOST": "evil.example"}, 400),
        ("/", {"HTTP_SEC_FETCH_SITE": "cross-site"}, 403),
        (STATIC, {}, 200),
    ],
)
def test_errors_and_files_have_them_too(
    db: None, client: Client, address: str, extra: dict[str, str], status: int
) -> None:
    answer = client.get(address, **extra)  # type: ignore[arg-type] # WSGI names

    assert answer.status_code == status
    assert_safe(answer.headers)
    answer.close()


def test_form_that_another_site_sends_is_refused(db: None) -> None:
    browser = Client(enforce_csrf_checks=True, HTTP_HOST="127.0.0.1:8000")

    answer = browser.post("/sign-in/", {"username": "aino", "password": "x"})

    assert answer.status_code == 403
    assert_safe(answer.headers)


def test_link_on_another_site_may_be_followed(db: None, client: Client) -> None:
    follows = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}

    assert client.get("/", headers=follows).status_code == 200
    assert client.post("/language/", headers=follows).status_code == 403


def test_transport_security_is_promised_over_tls_only(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Strict-Transport-Security" not in client.get("/").headers
    monkeypatch.setattr(settings, "SECURE", True)

    answer = client.get("/")

    assert answer.headers["Strict-Transport-Security"] == (
        "max-age=63072000; includeSubDomains"
    )


def test_static_files_are_kept_for_ever_and_sent_compressed(
    db: None, client: Client
) -> None:
    answer = client.get(STATIC, headers={"Accept-Encoding": "gzip"})

    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Access-Control-Allow-Origin" not in answer.headers
    answer.close()
