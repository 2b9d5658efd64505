"""A day of the service with real processes and two browsers, then half a year.

A mail that came by SMTP is answered, a chat taken, a call pops up and becomes a
complaint. When the time of everything is over, the complaint keeps that call and
that mail and nothing else; when it is closed, they go too.
"""

import json
import smtplib
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.ports import free_port
from tests.receivers.live_house import House, house
from tests.web import browsers
from tests.web.browsers import Scheme, assert_accessible, assert_fits

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PROGRAMS = "tests.web.service_day"
MAILBOX = "asiakaspalvelu@isannointi.retta.example"
MAIJA = "maija@example.fi"
MAIJAS_NUMBER = "+358455550101"
LOOKS: list[tuple[str, int, Scheme]] = [
    ("fi", 1280, "light"),
    ("sv", 360, "dark"),
    ("en", 360, "light"),
]  # each language and width once over every page; words are longest in Swedish


def until[T](found: Callable[[], T], seconds: float = 30) -> T:
    """Ask again and again until the answer is something."""
    deadline = time.monotonic() + seconds
    while not (answer := found()):
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.1)
    return answer


@contextmanager
def running(built: House, *command: str) -> Iterator[None]:
    """Run a process of the installation, beside those that the house runs."""
    with (built.home / "house.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", *command],
            env=built.environment,
            stdout=log,
            stderr=log,
        )
    try:
        yield
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
        process.kill()
        process.wait()


class Centre:
    """The house of the chats, with mail and telephones."""

    def __init__(self, built: House, receives: int) -> None:
        self.house = built
        self.receives = receives

    def program(self, name: str, *arguments: str) -> str:
        return self.house.run(name, *arguments, of=PROGRAMS)

    def left(self, program: str = "left") -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.program(program).splitlines()[-1])
        return found

    def write(self, subject: str, sender: str = MAIJA) -> None:
        """Hand a mail to the receiver, as the server of another house would."""
        mail = EmailMessage()
        mail["From"] = f"Maija <{sender}>"
        mail["To"] = MAILBOX
        mail["Subject"] = subject
        mail["Message-ID"] = f"<{uuid.uuid4()}@example.fi>"
        mail.set_content("Hei,\n\nhana vuotaa taas.\n\nMaija\n")
        with smtplib.SMTP("127.0.0.1", self.receives, timeout=20) as server:
            server.send_message(mail)

    def ring(self, call_id: str, *events: str) -> None:
        """Report what Maija's call does, as the exchange would."""
        self.program("report", call_id, MAIJAS_NUMBER, *events)

    @property
    def sent(self) -> list[Path]:
        """What went out to the world."""
        return list((self.house.home / "outbox/new").glob("*"))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser without a window."""
    with browsers.launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Centre]:
    """Pages, live chats, the SMTP receiver, a worker, and a world for mail."""
    home = tmp_path_factory.mktemp("centre")
    receives, sends = free_port(), free_port()
    more = {
        "SELOSTE_SMTP_LISTEN": f"127.0.0.1:{receives}",
        "SELOSTE_MAIL_SERVER": f"smtp://127.0.0.1:{sends}",
        "SELOSTE_MAIL_SECRETS": str(home / "mail-secrets"),
    }
    world = (
        *("aiosmtpd", "-n", "-l", f"127.0.0.1:{sends}"),
        *("-c", "aiosmtpd.handlers.Mailbox", str(home / "outbox")),
    )
    with house(home, lives=1, more=more) as built:
        built.run("prepare", of=PROGRAMS)
        with (
            running(built, *world),
            running(built, "seloste.cli", "receive", "smtp"),
            running(built, "seloste.cli", "work"),
        ):
            until(lambda: _listens(receives) and _listens(sends))
            yield Centre(built, receives)


def _listens(port: int) -> bool:
    try:
        smtplib.SMTP("127.0.0.1", port, timeout=5).close()
    except OSError:
        return False
    return True


@contextmanager
def signed_in(
    centre: Centre,
    chromium: Browser,
    username: str,
    *,
    width: int = 1280,
    scheme: Scheme = "light",
) -> Iterator[Page]:
    with browsers.watched_page_of(
        chromium, centre.house.pages, width, scheme, also=centre.house.live
    ) as page:
        browsers.sign_in(page, username)
        yield page


def work_for(page: Page, purpose: str) -> None:
    page.goto("/inbox/?tab=all")
    page.keyboard.press("p")
    page.check(f"dialog[open] [value={purpose}]")
    page.keyboard.press("Enter")
    page.locator("dialog[open]").wait_for(state="detached")


def answer_the_mail(page: Page, centre: Centre) -> str:
    """Answer the mail that waits, by keyboard; return the id of its contact."""
    page.goto("/inbox/?tab=all")
    page.locator("[data-open]").first.focus()
    page.keyboard.press("Enter")
    page.locator(".talk-item", has_text="hana vuotaa").wait_for()
    address = page.locator(".talk-item a[href^='/contacts/']").first
    contact = str(address.get_attribute("href")).split("/")[2]
    page.keyboard.press("r")
    page.locator("[data-reply]").wait_for()
    page.keyboard.type("Huoltomies tulee huomenna.")
    page.locator("[data-save-state]", has_text="Tallennettu").wait_for()
    page.locator("[data-send]").focus()
    page.keyboard.press("Enter")
    page.locator(".alert-success").wait_for()
    until(lambda: centre.sent)
    assert "Huoltomies tulee huomenna." in centre.sent[0].read_text()
    return contact


def take_the_chat(page: Page, maija: Page, centre: Centre) -> None:
    """Take a chat that began on a website in another browser, and answer it."""
    maija.goto(f"{centre.house.origin}/0.html")
    maija.get_by_role("button", name="Avaa chat").press("Enter")
    maija.get_by_label("Nimi (vapaaehtoinen)").fill("Maija")
    maija.keyboard.press("Enter")
    maija.get_by_text("Olet jonossa sijalla").wait_for()
    maija.get_by_label("Kirjoita viesti").fill("Avaimeni katosi.")
    maija.keyboard.press("Enter")
    page.goto("/chats/")
    maija.get_by_text("Lähetetty").wait_for()
    page.locator("#chat-list button").first.press("Enter")
    page.locator("#chat-log li.visitor", has_text="Avaimeni").wait_for()
    page.locator("#chat-take").press("Enter")
    page.locator("#chat-text").wait_for()
    page.fill("#chat-text", "Autan heti.")
    page.press("#chat-text", "Enter")
    maija.get_by_text("Autan heti.").wait_for()
    page.locator("#chat-end").press("Enter")
    page.locator("#chat-ending .btn-primary").press("Enter")
    maija.get_by_text("Keskustelu on päättynyt").first.wait_for()


def complain_about_the_call(page: Page, centre: Centre) -> tuple[str, str]:
    """Open a complaint from a call that pops up; return its number and the call."""
    page.goto("/calls/")
    centre.ring("call-1", "ringing", "answered")
    pop = page.locator(".call-pop")
    pop.wait_for()
    assert_accessible(page)
    pop.locator("button[value=complaint]").press("Enter")
    page.wait_for_url("**/work/on/**")
    call = page.url.split("/on/")[1].split("/")[0]
    page.fill("[name=title]", "Hana vuotaa korjauksen jälkeen")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/work/on/" not in address)
    centre.ring("call-1", "ended")
    number = page.locator(".page-pretitle").inner_text().split()[-1]
    return number, call


def link(page: Page, contact: str, number: str) -> None:
    page.goto(f"/contacts/{contact}/")
    page.fill("#link-number", number)
    page.keyboard.press("Enter")
    page.locator(".alert-success").wait_for()


def test_the_complaint_of_a_day_keeps_its_call_and_mail_and_nothing_else(
    centre: Centre, chromium: Browser
) -> None:
    centre.write("Hana vuotaa")  # answered with 250 only when it is kept
    with signed_in(centre, chromium, "eino") as page:
        work_for(page, "service")
        mail = answer_the_mail(page, centre)
        visitor = chromium.new_context(locale="fi-FI")
        take_the_chat(page, visitor.new_page(), centre)
        visitor.close()
        number, call = complain_about_the_call(page, centre)
        link(page, mail, number)
        page.goto("/work/?tab=open")
        page.locator(".work-title", has_text="Hana vuotaa").press("Enter")
        page.locator("#contacts").wait_for()
        assert page.locator(f"a[href='/contacts/{call}/']").count()
        assert page.locator(f"a[href='/contacts/{mail}/']").count()
    before = centre.left()
    assert len(before["contacts"]) == 4  # the mail, its answer, the chat and the call

    held = centre.left("sweep")

    assert set(held["contacts"]) == {mail, call}
    assert set(held["items"].values()) == {mail, call, ""}
    assert set(held["keys"]) == set(held["items"])
    assert set(held["files"]) <= set(held["items"])
    assert set(held["indexed"]) <= {mail, call}
    assert set(held["indexed"]) < set(before["indexed"])

    centre.program("close")
    gone = centre.left("sweep")

    assert gone["contacts"] == {}
    assert mail not in gone["items"].values()
    assert call not in gone["items"].values()
    assert set(gone["keys"]) == set(gone["items"])
    assert set(gone["files"]) <= set(gone["items"])
    assert gone["indexed"] == []


def language(page: Page, code: str) -> None:
    """Read on in another language."""
    page.evaluate(
        """async (code) => {
          const button = document.querySelector("[name=language]");
          const form = new FormData(button.form);
          form.set("language", code);
          await fetch(button.form.action, {method: "POST", body: form});
        }""",
        code,
    )


@pytest.mark.parametrize(("code", "width", "scheme"), LOOKS)
@pytest.mark.parametrize("username", ["eino", "aino", "tuula", "onni", "helmi"])
def test_every_page_of_the_menu_is_accessible_and_fits(
    centre: Centre,
    chromium: Browser,
    *,
    username: str,
    code: str,
    width: int,
    scheme: Scheme,
) -> None:
    with signed_in(centre, chromium, username, width=width, scheme=scheme) as page:
        language(page, code)
        links = page.locator("#menu .nav-link").all()
        addresses = [str(one.get_attribute("href")) for one in links]
        assert len(addresses) > 4
        for address in addresses:
            page.goto(address)
            assert page.evaluate("document.documentElement.lang") == code
            assert_fits(page)
            assert_accessible(page)


def test_the_menu_of_a_phone_is_opened_and_walked_by_keyboard(
    centre: Centre, chromium: Browser
) -> None:
    with signed_in(centre, chromium, "eino", width=360) as page:
        page.locator(".navbar-toggler").press("Enter")
        page.locator("#menu.show").wait_for()
        assert_accessible(page)
        page.locator("#menu .nav-link").first.focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")

        page.wait_for_url("**/chats/")
