"""Every route says who may open it, and keeps to it (ASVS 5.0 3.5, 8.1, 8.2).

A route that is added without a policy fails here.
"""

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.test import Client

from seloste.domain.staff import Actor
from seloste.records.models.audit import AuditLeaf, AuditNode
from seloste.web import access
from seloste.web.access import Kind
from tests.web.people import SignedIn
from tests.web.routes import Route, every_route

ROUTES = every_route()
BY_TOKEN_UNDER = ("api/", "hooks/", "metrics")


def named(route: Route) -> str:
    return route.pattern or "front"


def guarded() -> list[Route]:
    kinds = {Kind.SIGNED_IN, Kind.ROLES}
    return [r for r in ROUTES if (p := access.policy_of(r.view)) and p.kind in kinds]


def undeclared() -> list[str]:
    return [
        route.pattern
        for route in ROUTES
        if access.policy_of(route.view) is None
        and not route.pattern.startswith(BY_TOKEN_UNDER)
    ]


def stored() -> dict[str, list[tuple[object, ...]]]:
    """Return what the tables hold, but for sessions and the log of who read what."""
    kept_apart = {Session, AuditLeaf, AuditNode}
    return {
        model.__name__: list(model._default_manager.order_by("pk").values_list())
        for model in apps.get_models()
        if model not in kept_apart
    }


def test_routes_are_found() -> None:
    assert {"", "sign-in/", "staff/<uuid:person>/"} <= {r.pattern for r in ROUTES}


def test_every_route_declares_who_may_open_it() -> None:
    assert undeclared() == []


def test_tokens_open_only_the_interface_for_programs() -> None:
    opened = [
        r for r in ROUTES if (p := access.policy_of(r.view)) and p.kind == "token"
    ]

    assert all(route.pattern.startswith(BY_TOKEN_UNDER) for route in opened)


@pytest.mark.parametrize("route", guarded(), ids=named)
@pytest.mark.parametrize("method", ["get", "post"])
def test_outsider_is_led_to_the_sign_in_page(
    db: None, client: Client, route: Route, method: str
) -> None:
    answer = getattr(client, method)(route.address)

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in/?next=")


@pytest.mark.parametrize("route", guarded(), ids=named)
def test_person_without_a_fitting_role_is_refused(
    admin: Actor, eino: Actor, signed_in: SignedIn, route: Route
) -> None:
    policy = access.policy_of(route.view)
    assert policy
    browsers = (signed_in(person) for person in (admin, eino))

    for person, browser in zip(({"admin"}, {"agent"}), browsers, strict=True):
        status = browser.get(route.address).status_code
        admitted = policy.kind is Kind.SIGNED_IN or person & set(policy.roles)
        assert (status == 403) != bool(admitted)


def test_htmx_is_told_where_to_sign_in(db: None, client: Client) -> None:
    answer = client.get("/staff/", headers={"HX-Request": "true"})

    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/sign-in/?next=%2Fstaff%2F"


@pytest.mark.parametrize("route", ROUTES, ids=named)
def test_reading_changes_nothing(
    admin: Actor, eino: Actor, signed_in: SignedIn, route: Route
) -> None:
    browsers = [signed_in(person) for person in (admin, eino)]
    before = stored()

    for browser in browsers:
        browser.get(route.address)
        browser.head(route.address)

    assert stored() == before
