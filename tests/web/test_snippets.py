"""The pages of templates: who keeps them, previews, warnings, and no code."""

import pytest
from django.test import Client

from seloste.domain.staff import Actor
from seloste.records.models import Template
from tests.web.people import SignedIn

TEXTS = {
    "register": "retta",
    "word": "kiitos",
    "name": "Kiitos",
    "kind": "reply",
    "text_fi": "Hei {customer_name}! {{7*7}} {% load static %}",
    "text_sv": "Hej {customer_name}!",
    "text_en": "Dear {customer_name}!",
}


@pytest.fixture
def browser(aino: Actor, signed_in: SignedIn) -> Client:
    """The browser of Aino, a records manager."""
    return signed_in(aino)


def keep(browser: Client, **changes: str) -> str:
    answer = browser.post(
        "/templates/new/", {**TEXTS, "keep": "1", **changes}, follow=True
    )
    return answer.content.decode()


def test_a_template_is_kept_and_listed(browser: Client) -> None:
    page = keep(browser)

    assert "/kiitos" in page
    assert Template.objects.get().text_fi == TEXTS["text_fi"]


def test_a_preview_fills_blanks_and_runs_nothing(browser: Client) -> None:
    page = browser.post("/templates/new/", {**TEXTS, "preview": "1"}).content.decode()

    assert "Hei Maija Meikäläinen! {{7*7}} {% load static %}" in page
    assert not Template.objects.exists()


def test_what_looks_personal_is_asked_about_first(browser: Client) -> None:
    personal = {"text_fi": "Soita Maijalle 045 555 0101."}
    page = keep(browser, **personal)
    assert "puhelinnumero" in page
    assert not Template.objects.exists()

    keep(browser, **personal, confirmed="1")

    assert Template.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"word": "Iso Sana"}, "Käytä pieniä kirjaimia"),
        ({"text_fi": "Hei {nimi}"}, "ei ole mikään luetelluista"),
        ({"text_sv": ""}, "invalid-feedback"),
        ({"register": "sok-mara"}, "invalid-feedback"),
    ],
)
def test_what_would_not_do_is_said(
    browser: Client, changes: dict[str, str], words: str
) -> None:
    assert words in keep(browser, **changes)
    assert not Template.objects.exists()


def test_a_template_is_changed_and_withdrawn(browser: Client) -> None:
    keep(browser)
    row = Template.objects.get()

    browser.post(f"/templates/{row.pk}/", {**TEXTS, "text_en": "Hello!", "keep": "1"})
    browser.post(f"/templates/{row.pk}/offer/", {"active": "0"})

    row.refresh_from_db()
    assert (row.text_en, row.active, row.version) == ("Hello!", False, 3)


def test_what_a_template_says_is_text(browser: Client) -> None:
    keep(browser, name="<script>alert(1)</script>", text_en="<img src=x onerror=a()>")

    row = Template.objects.get()
    pages = browser.get("/templates/"), browser.get(f"/templates/{row.pk}/")

    assert not any(b"<script>alert" in page.content for page in pages)
    assert not any(b"<img src=x" in page.content for page in pages)


def test_an_agent_keeps_no_templates(eino: Actor, signed_in: SignedIn) -> None:
    assert signed_in(eino).get("/templates/").status_code == 403


def test_a_list_without_templates_says_what_they_are_for(browser: Client) -> None:
    assert "Ei vielä vastauspohjia" in browser.get("/templates/").content.decode()
