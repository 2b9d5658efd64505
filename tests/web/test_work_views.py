"""Saved views and shortcuts of the list of work."""

import re

import pytest
from django.test import Client

from seloste.domain.inbox import InboxRefused, Listing
from seloste.domain.staff import Actor, Role
from seloste.services import saved_views
from tests.web.people import NOW, SignedIn, granted, invited

pytestmark = pytest.mark.usefixtures("initialised")


def text(browser: Client, address: str) -> str:
    """Return the page at an address."""
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def browser(eino: Actor, signed_in: SignedIn) -> Client:
    return signed_in(eino)


def test_a_view_of_work_leads_back_to_its_list(browser: Client) -> None:
    asked = {"name": "Myöhässä", "tab": "late", "kind": "complaint", "order": "newest"}

    saved = browser.post("/work/views/", asked, follow=True)

    assert saved.redirect_chain == [("/work/?tab=late&kind=complaint", 302)]
    assert "Myöhässä" in text(browser, "/work/")
    assert 'href="/work/?tab=late&amp;kind=complaint"' in text(browser, "/work/")


def test_the_form_keeps_the_list_as_it_is_filtered_now(browser: Client) -> None:
    page = text(browser, "/work/?tab=nobody&kind=task&page=7&queue=nonsense")

    form = page[page.index('action="/work/views/"') :]
    kept = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)[1:5])
    assert kept == {"tab": "nobody", "register": "", "kind": "task", "queue": ""}


def test_views_of_one_list_are_not_offered_at_the_other(browser: Client) -> None:
    browser.post("/work/views/", {"name": "Valitukset", "kind": "complaint"})
    browser.post("/inbox/views/", {"name": "Vain chatit", "channel": "chat"})

    assert "Valitukset" not in text(browser, "/inbox/")
    assert "Vain chatit" not in text(browser, "/work/")


def test_a_shared_view_is_removed_by_its_maker_only(
    browser: Client, signed_in: SignedIn
) -> None:
    saara = signed_in(granted(invited("saara", "Saara"), Role.AGENT, "retta"))
    browser.post("/work/views/", {"name": "Yhteinen", "shared": "retta"})
    removed = re.search(r"/work/views/[0-9a-f-]+/remove/", text(browser, "/work/"))
    assert removed
    assert "Yhteinen" in text(saara, "/work/")
    assert "/remove/" not in text(saara, "/work/")

    assert saara.post(removed[0]).status_code == 404
    browser.post(removed[0])

    assert "Yhteinen" not in text(saara, "/work/")


def test_a_view_without_a_name_is_refused_in_words(browser: Client) -> None:
    answer = browser.post("/work/views/", {"name": " ", "tab": "mine"}, follow=True)

    assert answer.redirect_chain == [("/work/?tab=mine", 302)]
    assert "alert-danger" in answer.content.decode()
    assert "saved-views" not in answer.content.decode()


def test_views_are_shared_only_where_one_works(browser: Client) -> None:
    asked = {"name": "X", "shared": "sok-mara"}

    assert browser.post("/work/views/", asked).status_code == 404


def test_each_list_has_its_own_number_of_views(eino: Actor) -> None:
    for number in range(30):
        saved_views.save(f"{number}", {}, actor=eino, now=NOW)
    with pytest.raises(InboxRefused):
        saved_views.save("one more", {}, actor=eino, now=NOW)

    saved_views.save("of work", {}, actor=eino, now=NOW, listing=Listing.WORK)


def test_whoever_may_not_see_work_saves_no_view_of_it(
    tiina: Actor, signed_in: SignedIn
) -> None:
    assert signed_in(tiina).post("/work/views/", {"name": "X"}).status_code == 403


def test_shortcuts_of_work_are_turned_off_by_everybody_who_sees_it(
    onni: Actor, signed_in: SignedIn
) -> None:
    browser = signed_in(onni)
    assert "web/shortcuts" in text(browser, "/work/")

    browser.post("/inbox/shortcuts/", {"shortcuts": "off", "next": "/work/"})

    assert "web/shortcuts" not in text(browser, "/work/")
