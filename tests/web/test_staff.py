"""The administrator's pages."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from seloste.domain.staff import Actor, Role
from seloste.services import staff
from tests.web.people import NOW, PASSWORD, SignedIn, granted


@pytest.fixture
def browser(admin: Actor, signed_in: SignedIn) -> Client:
    """The administrator's browser."""
    return signed_in(admin)


def roles(person: Actor) -> set[str]:
    assert person.staff_id
    return set(staff.all_roles_of(person.staff_id, NOW))


def page_of(person: Actor) -> str:
    return f"/staff/{person.staff_id}/"


def test_list_shows_everybody_and_their_roles(browser: Client, eino: Actor) -> None:
    page = browser.get("/staff/").content.decode()

    assert page_of(eino) in page
    assert "Asiakaspalvelija" in page


def test_invited_person_gets_a_link_that_is_shown_once(browser: Client) -> None:
    given = {"display_name": "Maija", "username": "maija", "language": "fi"}

    page = browser.post("/staff/invite/", given).content.decode()

    link = re.search(r"http://127\.0\.0\.1:8000(/invitation/[\w-]{43}/)", page)
    assert link
    outsider = Client(HTTP_HOST="127.0.0.1:8000")
    outsider.get(link[1])
    assert "maija" in outsider.get("/invitation/").content.decode()
    assert link[1] not in browser.get("/staff/").content.decode()


@pytest.mark.parametrize("username", ["eino", "Eino", "two words", "", "../x"])
def test_unfit_user_name_is_explained(
    browser: Client, eino: Actor, username: str
) -> None:
    assert eino.staff_id
    given = {"display_name": "Maija", "username": username, "language": "fi"}

    page = browser.post("/staff/invite/", given).content.decode()

    assert "invalid-feedback" in page
    assert len(staff.members(NOW)) == 2


def test_role_is_granted_until_its_last_day(browser: Client, eino: Actor) -> None:
    last = (NOW + timedelta(days=10)).date()
    given = {"role": "trainer", "register": "sok-mara", "ends_on": last.isoformat()}

    assert browser.post(page_of(eino), given).status_code == 302

    assert eino.staff_id
    grants = staff.member(eino.staff_id, NOW).grants
    assert (grants[1].role, grants[1].last_day) == (Role.TRAINER, last)


@pytest.mark.parametrize(
    "given",
    [
        {"role": "admin", "register": "retta"},
        {"role": "trainer", "register": "", "ends_on": "2020-01-01"},
        {"role": "trainer", "register": "nowhere"},
        {"role": "owner"},
    ],
)
def test_unfit_role_is_refused(
    browser: Client, eino: Actor, given: dict[str, str]
) -> None:
    assert browser.post(page_of(eino), given).status_code == 200

    assert roles(eino) == {"agent"}


def test_administrator_grants_no_role_to_themselves(
    browser: Client, admin: Actor, registers: None
) -> None:
    answer = browser.post(page_of(admin), {"role": "agent", "register": ""})

    assert answer.status_code == 200
    assert roles(admin) == {"admin"}


def test_role_is_withdrawn(browser: Client, eino: Actor) -> None:
    assert eino.staff_id
    grant = staff.member(eino.staff_id, NOW).grants[0]

    browser.post(f"{page_of(eino)}roles/{grant.id}/withdraw/")

    assert roles(eino) == set()


def test_last_administrator_stays(browser: Client, admin: Actor) -> None:
    assert admin.staff_id
    grant = staff.member(admin.staff_id, NOW).grants[0]

    browser.post(f"{page_of(admin)}roles/{grant.id}/withdraw/")
    page = browser.post(f"{page_of(admin)}disable/", follow=True).content.decode()

    assert roles(admin) == {"admin"}
    assert "alert-danger" in page


def test_disabled_person_cannot_sign_in(browser: Client, eino: Actor) -> None:
    outsider = Client(HTTP_HOST="127.0.0.1:8000")
    given = {"username": "eino", "password": PASSWORD}
    assert outsider.post("/sign-in/", given).status_code == 302

    browser.post(f"{page_of(eino)}disable/")

    assert outsider.get("/account/").status_code == 302
    assert outsider.post("/sign-in/", given).status_code == 200


def test_new_link_is_shown(browser: Client, eino: Actor) -> None:
    page = browser.post(f"{page_of(eino)}link/").content.decode()

    assert "/invitation/" in page


def test_unknown_person_is_not_found(browser: Client) -> None:
    nobody = "/staff/00000000-0000-4000-8000-000000000000/"

    assert browser.get(nobody).status_code == 404
    assert browser.post(f"{nobody}link/").status_code == 404
    assert browser.post(f"{nobody}disable/").status_code == 404


def test_other_roles_do_not_administer(onni: Actor, signed_in: SignedIn) -> None:
    assert signed_in(onni).get("/staff/").status_code == 403


def test_second_administrator_can_be_made(
    browser: Client, admin: Actor, eino: Actor, signed_in: SignedIn
) -> None:
    granted(eino, Role.ADMIN)

    assert signed_in(eino).post(f"{page_of(admin)}disable/").status_code == 302
    assert browser.get("/account/").status_code == 302
