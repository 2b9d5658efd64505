"""The public notices: every version, three languages, no signing in."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from seloste.domain.staff import Actor
from seloste.services.notices import store
from tests.web.people import EXAMPLES, NOW, SETUP, SignedIn


@pytest.fixture
def second_version(registers: None) -> None:
    """Retta's notice changes in ten days."""
    text = (EXAMPLES / "retta.yaml").read_text(encoding="utf-8")
    later = (NOW + timedelta(days=10)).date().isoformat()
    lines = [
        f"effective: {later}" if line.startswith("effective:") else line
        for line in text.splitlines()
    ]
    store.publish(text="\n".join(lines), actor=SETUP, now=NOW, key_backup_days=7)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", "Tietosuojaseloste"),
        ("sv", "Dataskyddsbeskrivning"),
        ("en", "Privacy notice"),
    ],
)
def test_notice_is_read_in_three_languages(
    registers: None, client: Client, language: str, words: str
) -> None:
    answer = client.get(f"/notice/retta/?lang={language}")

    page = answer.content.decode()
    assert answer.headers["Content-Language"] == language
    assert f'<html lang="{language}">' in page
    assert words in page
    assert '<article class="notice"' in page


def test_finnish_is_shown_where_no_language_is_asked_for(
    registers: None, client: Client
) -> None:
    for address in ("/notice/retta/", "/notice/retta/?lang=de"):
        assert '<html lang="fi">' in client.get(address).content.decode()


def test_page_is_the_same_for_everybody_so_caches_may_keep_it(
    registers: None, client: Client
) -> None:
    answer = client.get("/notice/retta/")

    assert "public" in answer.headers["Cache-Control"]
    assert "Vary" not in answer.headers
    assert not answer.cookies


def test_every_version_is_kept_with_its_days(
    second_version: None, client: Client
) -> None:
    page = client.get("/notice/retta/").content.decode()

    assert "1.7.2024 – 10.7.2026" in page
    assert "/notice/retta/versions/1/" in page
    assert "11.7.2026 –" in page


def test_earlier_version_stays_and_says_when_it_was_in_force(
    second_version: None, client: Client, clock: time_machine.Traveller
) -> None:
    assert "alert-warning" not in client.get("/notice/retta/").content.decode()
    clock.shift(timedelta(days=10))

    now = client.get("/notice/retta/").content.decode()
    earlier = client.get("/notice/retta/versions/1/").content.decode()

    assert "alert-warning" not in now
    assert "Tämä versio oli voimassa 1.7.2024–10.7.2026." in earlier


def test_version_to_come_says_so(second_version: None, client: Client) -> None:
    page = client.get("/notice/retta/versions/2/").content.decode()

    assert "Tämä versio tulee voimaan 11.7.2026." in page


@pytest.mark.parametrize(
    "address",
    [
        "/notice/nowhere/",
        "/notice/retta/versions/9/",
        "/notice/nowhere/versions/1/notice.pdf",
        "/notice/retta/versions/9/notice.pdf",
    ],
)
def test_notice_that_is_not_there_is_not_found(
    registers: None, initialised: None, client: Client, address: str
) -> None:
    assert client.get(address).status_code == 404


def test_pdf_is_handed_over(registers: None, initialised: None, client: Client) -> None:
    answer = client.get("/notice/sok-mara/versions/1/notice.pdf?lang=sv")

    assert answer.content.startswith(b"%PDF-")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="sok-mara-1-sv.pdf"'
    )


def test_front_page_lists_the_notices_in_force(registers: None, client: Client) -> None:
    page = client.get("/").content.decode()

    assert "/notice/retta/?lang=fi" in page
    assert "/notice/sok-mara/?lang=fi" in page
    assert "/sign-in/" in page


def test_list_of_notices_is_open_to_everybody_and_framed_for_staff(
    eino: Actor, client: Client, signed_in: SignedIn
) -> None:
    for browser, framed in ((client, False), (signed_in(eino), True)):
        page = browser.get("/notice/").content.decode()

        assert "/notice/sok-mara/?lang=fi" in page
        assert ("Päävalikko" in page) == framed
