"""Coming in and leaving, through the pages."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from seloste.domain.staff import Actor
from seloste.records.models.audit import AuditLeaf
from seloste.records.models.staff import StaffUser
from seloste.services import staff
from tests.web.people import NOW, PASSWORD, SETUP, SignedIn


def try_in(browser: Client, password: str, **more: str) -> int:
    given = {"username": "ylermi", "password": password, **more}
    return browser.post("/sign-in/", given).status_code


def is_in(browser: Client) -> bool:
    return browser.get("/account/").status_code == 200


def test_right_password_opens_the_pages(admin: Actor, client: Client) -> None:
    assert not is_in(client)

    assert try_in(client, PASSWORD) == 302

    assert is_in(client)


def test_wrong_password_stays_outside(admin: Actor, client: Client) -> None:
    assert try_in(client, "wrong") == 200

    assert not is_in(client)


def test_unknown_name_gets_the_same_page(admin: Actor, client: Client) -> None:
    known = client.post("/sign-in/", {"username": "ylermi", "password": "wrong"})
    unknown = client.post("/sign-in/", {"username": "nobody", "password": "wrong"})

    assert known.status_code == unknown.status_code
    told = known.content.decode().replace("ylermi", "nobody")
    assert _without_tokens(told) == _without_tokens(unknown.content.decode())


def test_guessing_is_answered_with_a_wait(admin: Actor, client: Client) -> None:
    for _ in range(5):
        assert try_in(client, "wrong") == 200

    answer = client.post("/sign-in/", {"username": "ylermi", "password": PASSWORD})

    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) >= 1


def test_session_is_new_after_signing_in(admin: Actor, client: Client) -> None:
    planted = client.session
    planted["mark"] = "planted"
    planted.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(planted.session_key)

    try_in(client, PASSWORD)

    assert client.session.session_key != planted.session_key
    assert "mark" not in client.session


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(
    admin: Actor, client: Client
) -> None:
    client.get("/sign-in/")
    try_in(client, PASSWORD)

    assert len(client.cookies) == 4
    for cookie in client.cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert cookie["path"] == "/"
        assert not cookie["domain"]


def test_going_on_leads_only_to_our_own_pages(admin: Actor, client: Client) -> None:
    given = {"username": "ylermi", "password": PASSWORD}

    for target in ("https://evil.example/", "//evil.example", "javascript:alert(1)"):
        answer = client.post("/sign-in/", {**given, "next": target})
        assert answer.headers["Location"] == "/"
        client.post("/sign-out/")
    answer = client.post("/sign-in/", {**given, "next": "/staff/"})
    assert answer.headers["Location"] == "/staff/"


def test_signed_in_person_needs_no_sign_in_page(
    admin: Actor, signed_in: SignedIn
) -> None:
    assert signed_in(admin).get("/sign-in/").headers["Location"] == "/"


def test_signing_out_ends_the_session_everywhere_it_is_kept(
    admin: Actor, signed_in: SignedIn
) -> None:
    browser = signed_in(admin)
    stolen = Client(HTTP_HOST="127.0.0.1:8000")
    stolen.cookies.load(browser.cookies.output(header="", sep=";"))
    assert is_in(stolen)

    answer = browser.post("/sign-out/")

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not is_in(browser)
    assert not is_in(stolen)
    assert AuditLeaf.objects.order_by("-seq")[0].action == "staff.signed-out"


def test_following_a_link_does_not_sign_out(admin: Actor, signed_in: SignedIn) -> None:
    browser = signed_in(admin)

    answer = browser.get("/sign-out/")

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert is_in(browser)


@pytest.mark.parametrize(
    ("minutes", "times"), [(29, 1), (25, 28)], ids=["used soon", "used all day"]
)
def test_session_lives_while_it_is_used(
    admin: Actor,
    signed_in: SignedIn,
    clock: time_machine.Traveller,
    minutes: int,
    times: int,
) -> None:
    browser = signed_in(admin)
    for _ in range(times):
        assert is_in(browser)
        clock.shift(timedelta(minutes=minutes))

    assert is_in(browser)


@pytest.mark.parametrize(
    ("minutes", "times"), [(31, 1), (25, 29)], ids=["unused", "used for twelve hours"]
)
def test_session_ends_unused_or_after_a_day_of_work(
    admin: Actor,
    signed_in: SignedIn,
    clock: time_machine.Traveller,
    minutes: int,
    times: int,
) -> None:
    browser = signed_in(admin)
    for _ in range(times):
        assert is_in(browser)
        clock.shift(timedelta(minutes=minutes))

    assert not is_in(browser)


def test_disabled_person_is_out_with_the_next_request(
    admin: Actor, eino: Actor, signed_in: SignedIn
) -> None:
    browser = signed_in(eino)
    assert is_in(browser)
    assert eino.staff_id

    staff.disable(staff_id=eino.staff_id, actor=SETUP, now=NOW)
    assert not is_in(browser)

    StaffUser.objects.filter(id=eino.staff_id).update(is_active=True)
    assert not is_in(browser)


def test_old_sessions_are_forgotten(
    admin: Actor, signed_in: SignedIn, clock: time_machine.Traveller
) -> None:
    signed_in(admin)
    assert Session.objects.count() == 1
    clock.shift(timedelta(hours=13))

    signed_in(admin)

    assert Session.objects.count() == 1


def _without_tokens(page: str) -> str:
    lines = page.splitlines()
    return "\n".join(line for line in lines if "csrfmiddlewaretoken" not in line)
