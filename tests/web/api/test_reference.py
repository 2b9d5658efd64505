"""The page that describes the interface: whole, for staff only, nothing remote."""

import re

import pytest
from django.test import Client

from seloste.domain.staff import Actor
from seloste.web.api import app
from seloste.web.api.reference import kind_of, paragraphs
from tests.web.api.callers import Caller, answered
from tests.web.browsers import (
    WIDTHS_AND_SCHEMES,
    Opens,
    Scheme,
    assert_accessible,
    assert_fits,
    sign_in,
)
from tests.web.people import SignedIn


def test_page_describes_every_operation_and_shape(
    eino: Actor, signed_in: SignedIn
) -> None:
    page = signed_in(eino).get("/api/docs").content.decode()

    document = app.document()
    for path, methods in document["paths"].items():
        for one in methods.values():
            assert f'id="{one["operationId"]}"' in page
        assert f"<code>{path}</code>" in page
    for name in document["components"]["schemas"]:
        assert f'id="{name}"' in page


def test_every_link_of_the_page_leads_somewhere_on_it(
    eino: Actor, signed_in: SignedIn
) -> None:
    page = signed_in(eino).get("/api/docs").content.decode()
    linked = set(re.findall(r'href="#([A-Z]\w*)"', page))

    assert linked
    assert linked <= set(re.findall(r'id="(\w+)"', page))


def test_page_loads_nothing_from_elsewhere(eino: Actor, signed_in: SignedIn) -> None:
    page = signed_in(eino).get("/api/docs").content.decode()

    assert not re.findall(r'(?:src|href|action)="(?:https?:)?//', page)


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), WIDTHS_AND_SCHEMES)
def test_page_is_accessible_and_fits(
    eino: Actor, opened: Opens, width: int, scheme: Scheme
) -> None:
    with opened(width, scheme) as page:
        sign_in(page, "eino")
        page.goto("/api/docs")

        assert_accessible(page)
        assert_fits(page)


def test_strangers_see_neither_page_nor_document(db: None, client: Client) -> None:
    assert client.get("/api/docs").headers["Location"].startswith("/sign-in/")
    assert client.get("/api/v1/openapi.json").status_code == 401


def test_document_is_for_sources_and_for_staff(
    retta: Caller, eino: Actor, signed_in: SignedIn
) -> None:
    for_source = answered(retta.ask("GET", "/api/v1/openapi.json"), 200)

    for_staff = signed_in(eino).get("/api/v1/openapi.json").json()

    assert for_source == for_staff
    assert for_source["openapi"] == "3.1.0"


def test_every_reference_of_the_document_is_described() -> None:
    document = app.document()
    named = set(re.findall(r"#/components/schemas/(\w+)", str(document)))

    assert named == set(document["components"]["schemas"])


def test_kinds_are_said_in_words() -> None:
    reference = {"$ref": "#/components/schemas/Channel"}

    assert kind_of(reference) == ("Channel", "Channel")
    assert kind_of({"type": "array", "items": reference})[0] == "list of Channel"
    assert kind_of({"enum": ["a", "b"]})[0] == "a, b"
    assert kind_of({"anyOf": [{"type": "string"}, {"type": "null"}]})[0] == (
        "string or null"
    )


def test_descriptions_are_paragraphs_with_code() -> None:
    assert paragraphs("Send\nthis.\n\nSee `id`.") == (
        ((False, "Send this."),),
        ((False, "See "), (True, "id"), (False, ".")),
    )


def test_every_answer_that_asks_to_wait_says_for_how_long() -> None:
    waiting = [
        response["headers"]
        for methods in app.document()["paths"].values()
        for one in methods.values()
        for status, response in one["responses"].items()
        if status in {429, 503}
    ]

    assert waiting
    assert all("Retry-After" in headers for headers in waiting)
