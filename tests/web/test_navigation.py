"""The menu shows what exists and is open to the reader, and where one is."""

import re

import pytest
from django.test import Client

from seloste.domain.staff import Actor
from seloste.web import navigation
from tests.web.people import SignedIn


def links(page: str) -> list[str]:
    return re.findall(r'<a class="nav-link" href="([^"]+)"', page)


def test_administrator_finds_the_staff_pages(admin: Actor, signed_in: SignedIn) -> None:
    assert "/staff/" in links(signed_in(admin).get("/account/").content.decode())


def test_menu_hides_what_is_not_open(eino: Actor, signed_in: SignedIn) -> None:
    menu = links(signed_in(eino).get("/account/").content.decode())

    assert "/" in menu
    assert "/staff/" not in menu


@pytest.mark.usefixtures("initialised")
def test_every_entry_opens(
    admin: Actor, onni: Actor, aino: Actor, signed_in: SignedIn
) -> None:
    for person in (admin, onni, aino):
        browser = signed_in(person)
        for address in links(browser.get("/account/").content.decode()):
            assert browser.get(address).status_code == 200, address


def test_present_page_is_marked(admin: Actor, signed_in: SignedIn) -> None:
    page = signed_in(admin).get("/staff/invite/").content.decode()

    assert re.findall(r'href="([^"]+)" aria-current="page"', page) == ["/staff/"]


def test_the_most_exact_entry_alone_is_marked(
    admin: Actor, signed_in: SignedIn
) -> None:
    page = signed_in(admin).get("/calls/extensions/").content.decode()

    assert re.findall(r'href="([^"]+)" aria-current="page"', page) == [
        "/calls/extensions/"
    ]


def test_menu_has_headings_only_over_something(
    eino: Actor, signed_in: SignedIn
) -> None:
    page = signed_in(eino).get("/account/").content.decode()

    headings = re.findall(r'<h2 class="menu-heading" id="menu-\d">([^<]+)<', page)
    assert headings[0] == "Palvelu"
    assert page.count('<ul class="navbar-nav"') == len(headings)


def test_outsider_has_no_menu(db: None, client: Client) -> None:
    assert "Päävalikko" not in client.get("/").content.decode()


def test_entries_have_icons_of_their_own() -> None:
    icons = [entry.icon for entry in navigation.ENTRIES]

    assert len(icons) == len(set(icons))
