"""Every route says who may open it, and keeps to it (ASVS 5.0 3.5, 8.1, 8.2).

A route that is added without a policy fails here.
"""

from collections.abc import Iterable

import pytest
from django.test import Client

from seloste.domain.staff import Actor
from seloste.web import access
from seloste.web.access import Kind
from tests.services import tables
from tests.web.people import SignedIn
from tests.web.routes import READING, Route, every_route

ROUTES = every_route()
BY_TOKEN_UNDER = ("api/", "hooks/", "metrics")


def area(route: Route) -> str:
    """Return what routes are asked together, by people who sign in once."""
    return route.pattern.partition("/")[0] or "front"


def guarded() -> list[Route]:
    kinds = {Kind.SIGNED_IN, Kind.ROLES}
    return [r for r in ROUTES if (p := access.policy_of(r.view)) and p.kind in kinds]


AREAS = sorted({area(route) for route in ROUTES})
GUARDED_AREAS = sorted({area(route) for route in guarded()})


def of(name: str, routes: Iterable[Route]) -> list[Route]:
    return [route for route in routes if area(route) == name]


def undeclared() -> list[str]:
    return [
        route.pattern
        for route in ROUTES
        if access.policy_of(route.view) is None
        and not route.pattern.startswith(BY_TOKEN_UNDER)
    ]


def test_routes_are_found() -> None:
    assert {"", "sign-in/", "staff/<uuid:person>/"} <= {r.pattern for r in ROUTES}


def test_every_route_declares_who_may_open_it() -> None:
    assert undeclared() == []


def test_tokens_open_only_the_interface_for_programs() -> None:
    opened = [
        r for r in ROUTES if (p := access.policy_of(r.view)) and p.kind == "token"
    ]

    assert all(route.pattern.startswith(BY_TOKEN_UNDER) for route in opened)


@pytest.mark.parametrize("name", GUARDED_AREAS)
def test_outsider_is_led_to_the_sign_in_page(
    db: None, client: Client, subtests: pytest.Subtests, name: str
) -> None:
    for route in of(name, guarded()):
        with subtests.test(route.pattern):
            answers = [ask(route.address) for ask in (client.get, client.post)]
            assert [answer.status_code for answer in answers] == [302, 302]
            for answer in answers:
                assert answer.headers["Location"].startswith("/sign-in/?next=")


@pytest.mark.parametrize("name", GUARDED_AREAS)
def test_person_without_a_fitting_role_is_refused(
    admin: Actor,
    eino: Actor,
    signed_in: SignedIn,
    subtests: pytest.Subtests,
    name: str,
) -> None:
    browsers = {"admin": signed_in(admin), "agent": signed_in(eino)}

    for route in of(name, guarded()):
        policy = access.policy_of(route.view)
        assert policy
        for role, browser in browsers.items():
            with subtests.test(route.pattern, role=role):
                status = browser.get(route.address).status_code
                admitted = policy.kind is Kind.SIGNED_IN or role in policy.roles
                assert (status == 403) is not admitted


def test_htmx_is_told_where_to_sign_in(db: None, client: Client) -> None:
    answer = client.get("/staff/", headers={"HX-Request": "true"})

    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/sign-in/?next=%2Fstaff%2F"


@pytest.mark.parametrize("name", AREAS)
def test_reading_changes_nothing(
    admin: Actor,
    eino: Actor,
    signed_in: SignedIn,
    subtests: pytest.Subtests,
    name: str,
) -> None:
    browsers = [signed_in(person) for person in (admin, eino)]
    before = tables.stored(apart=READING)

    for route in of(name, ROUTES):
        with subtests.test(route.pattern):
            for browser in browsers:
                browser.get(route.address)
                browser.head(route.address)
            assert tables.stored(apart=READING) == before
