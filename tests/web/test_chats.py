"""Pages of chats: the console and the sites that embed one."""

import json
import re

import pytest
from django.test import Client

from seloste.domain.staff import Actor
from seloste.records.models import AuditLeaf, ChatSite
from tests.services.chatting import ADDRESS, ORIGIN, made_site
from tests.web.people import NOW, SignedIn

pytestmark = pytest.mark.usefixtures("registers")
WANTED = {
    "register": "retta",
    "address": ADDRESS,
    "origins": ORIGIN,
    "queue": "",
    "patience_minutes": "5",
    "active": "on",
}


def test_agent_opens_the_console_which_shows_no_chat_by_itself(
    eino: Actor, signed_in: SignedIn
) -> None:
    answer = signed_in(eino).get("/chats/")

    assert answer.status_code == 200
    config = re.search(r'id="chat-config"[^>]*>([^<]*)<', answer.content.decode())
    assert config
    assert json.loads(config[1])["live"] == "http://127.0.0.1:8100"
    policy = answer.headers["Content-Security-Policy"]
    assert "connect-src 'self' http://127.0.0.1:8100 ws://127.0.0.1:8100" in policy


def test_trainer_does_not_open_the_console(tiina: Actor, signed_in: SignedIn) -> None:
    assert signed_in(tiina).get("/chats/").status_code == 403


def test_records_manager_adds_a_site_and_copies_its_line(
    aino: Actor, signed_in: SignedIn
) -> None:
    browser = signed_in(aino)

    assert browser.post("/chat-sites/new/", WANTED).status_code == 302

    page = browser.get("/chat-sites/").content.decode()
    assert f"data-address=&quot;{ADDRESS}&quot;" in page
    assert "data-live=&quot;http://127.0.0.1:8100&quot;" in page
    assert AuditLeaf.objects.filter(action="chat-site.changed").count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("address", "evil.example"),
        ("address", "ei ole"),
        ("origins", "isannointi.retta.example"),
        ("origins", "https://isannointi.retta.example/polku"),
        ("origins", "javascript:alert(1)"),
        ("origins", "https://*.example"),
        ("origins", "https://user@isannointi.retta.example"),
        ("patience_minutes", "0"),
    ],
)
def test_site_that_cannot_be_is_explained_beside_the_field(
    aino: Actor, signed_in: SignedIn, field: str, value: str
) -> None:
    answer = signed_in(aino).post("/chat-sites/new/", {**WANTED, field: value})

    assert answer.status_code == 200
    assert b"is-invalid" in answer.content
    assert not ChatSite.objects.exists()


def test_site_is_closed_and_keeps_its_address(aino: Actor, signed_in: SignedIn) -> None:
    site = made_site(NOW)
    browser = signed_in(aino)
    assert browser.get(f"/chat-sites/{site.pk}/").status_code == 200

    browser.post(
        f"/chat-sites/{site.pk}/",
        {**WANTED, "address": "toinen.example", "active": ""},
    )

    site.refresh_from_db()
    assert (site.address, site.active) == (ADDRESS, False)


def test_agent_adds_no_site(eino: Actor, signed_in: SignedIn) -> None:
    assert signed_in(eino).post("/chat-sites/new/", WANTED).status_code == 403
    assert not ChatSite.objects.exists()


def test_widget_may_be_loaded_by_other_sites_and_is_looked_for_anew(
    db: None, client: Client
) -> None:
    answer = client.get("/static/widget/seloste-chat.js")
    answer.close()

    assert answer.status_code == 200
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "immutable" not in answer.headers["Cache-Control"]
