"""Two real browsers, real processes: a visitor's page and an agent's console."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from tests.receivers.live_house import House, house
from tests.web import browsers
from tests.web.browsers import Scheme, assert_accessible, assert_fits
from tests.web.people import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.slow]
EVIL = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browsers.launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house(tmp_path_factory.mktemp("house")) as built:
        yield built


@pytest.fixture(autouse=True)
def nobody_waits(home: House) -> None:
    home.run("finish")


def until(true: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.05)


@contextmanager
def visitor(
    home: House,
    chromium: Browser,
    *,
    live: int = 0,
    width: int = 1280,
    scheme: Scheme = "light",
) -> Iterator[Page]:
    """Yield the website in a browser of its own; it may ask nobody but Seloste."""
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, locale="fi-FI"
    )
    asked: list[str] = []
    wrong: list[str] = []

    def note(request: Request) -> None:
        asked.append(re.match(r"[a-z]+://[^/]+", request.url)[0])  # type: ignore[index] # every request has a host

    def complain(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            wrong.append(message.text)

    page = context.new_page()
    page.on("request", note)
    page.on("console", complain)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{home.origin}/{live}.html")
    yield page
    context.close()
    ours = {home.origin, home.pages, *(f"http://127.0.0.1:{one}" for one in home.live)}
    assert {one for one in asked if not one.startswith(("data", "blob"))} <= ours
    assert not wrong, wrong


def begin(page: Page, name: str = "Maija") -> None:
    page.get_by_role("button", name="Avaa chat").click()
    page.get_by_label("Nimi (vapaaehtoinen)").fill(name)
    page.get_by_role("button", name="Aloita keskustelu").click()
    page.get_by_role("log").wait_for()
    page.get_by_text("Olet jonossa sijalla").wait_for()


def write(page: Page, text: str) -> None:
    page.get_by_label("Kirjoita viesti").fill(text)
    page.keyboard.press("Enter")


@contextmanager
def agent(
    home: House,
    chromium: Browser,
    username: str = "eino",
    *,
    width: int = 1280,
    scheme: Scheme = "light",
) -> Iterator[Page]:
    """Yield the console in a browser of its own, signed in and with a purpose."""
    with browsers.watched_page_of(
        chromium, home.pages, width, scheme, also=home.live
    ) as page:
        page.goto("/sign-in/")
        page.fill("[name=username]", username)
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/")
        page.goto("/chats/")
        page.locator("[data-opens^=working-]").first.click()
        page.locator("dialog input[value=service]").check()
        page.locator("dialog[open] .btn-primary").click()
        page.wait_for_url("**/chats/")
        yield page


def take(page: Page, which: int = 0) -> None:
    page.locator("#chat-list button").nth(which).click()
    page.locator("#chat-take").click()
    page.locator("#chat-text").wait_for()


def answer(page: Page, text: str) -> None:
    page.fill("#chat-text", text)
    page.press("#chat-text", "Enter")
    page.locator("#chat-log li.agent", has_text=text).wait_for()


def end(page: Page) -> None:
    page.locator("#chat-end").click()
    page.locator("#chat-ending .btn-primary").click()
    page.locator("#chat-typing", has_text="päättynyt").wait_for()


def test_visitor_and_agent_talk_through_different_processes(
    home: House, chromium: Browser
) -> None:
    with visitor(home, chromium, live=1) as maija, agent(home, chromium) as eino:
        maija.get_by_role("button", name="Avaa chat").click()
        maija.get_by_text("Säilytysaika on 180 vuorokautta").wait_for()
        link = maija.get_by_role("link", name="Tietosuojaseloste")
        assert link.get_attribute("href") == f"{home.pages}/notice/retta/"
        maija.get_by_role("button", name="Sulje chat").last.click()
        begin(maija)
        write(maija, "Hei, avaimeni katosi.")
        eino.locator("#chat-list button").wait_for()

        take(eino)
        eino.locator("#chat-log li.visitor", has_text="avaimeni").wait_for()
        maija.get_by_text("Eino liittyi keskusteluun").wait_for()
        answer(eino, "Moi, autan heti.")
        maija.get_by_text("Moi, autan heti.").wait_for()
        eino.locator("#chat-log li.agent .when", has_text="Nähty").wait_for()
        maija.get_by_text("Nähty").wait_for()
        maija.get_by_label("Kirjoita viesti").press_sequentially("Kiit")
        eino.locator("#chat-typing", has_text="kirjoittaa").wait_for()
        end(eino)
        maija.get_by_text("Keskustelu on päättynyt").first.wait_for()
        ask = maija.get_by_role("link", name="Miten onnistuimme?")
        ask.wait_for()
        asked = ask.get_attribute("href")
        assert asked is not None
        assert asked.startswith(f"{home.pages}/answer/")
        maija.reload()
        ask.wait_for()
        assert ask.get_attribute("href") == asked
        with maija.expect_popup() as question:
            ask.click()
        question.value.locator("input[type=radio], button").first.wait_for()

    assert home.run("acts", "chat.taken").strip() == "1"
    assert home.run("acts", "content.opened").strip() == "1"


def test_nothing_is_lost_or_doubled_when_the_process_is_killed(
    home: House, chromium: Browser
) -> None:
    with visitor(home, chromium) as maija, agent(home, chromium) as eino:
        begin(maija)
        write(maija, "ennen katkosta")
        maija.get_by_text("Lähetetty").wait_for()
        take(eino)
        answer(eino, "olen tässä")

        home.kill(home.live[0])
        maija.get_by_text("Yhteys katkesi").wait_for()
        write(maija, "katkoksen aikana")
        maija.reload()
        home.start(home.live[0])

        eino.locator("#chat-log li", has_text="katkoksen aikana").wait_for()
        maija.get_by_text("olen tässä").wait_for()
        write(maija, "katkoksen jälkeen")
        eino.locator("#chat-log li", has_text="jälkeen").wait_for()
        assert maija.locator("li.visitor").count() == 3
        assert eino.locator("#chat-log li.visitor").count() == 3
        end(eino)
        maija.get_by_text("Keskustelu on päättynyt").first.wait_for()

    kept = home.run("lines")
    for text in ("ennen katkosta", "katkoksen aikana", "jälkeen", "olen tässä"):
        assert kept.count(text) == 1


def test_a_chat_is_handed_on_to_a_colleague(home: House, chromium: Browser) -> None:
    with (
        visitor(home, chromium) as maija,
        agent(home, chromium) as eino,
        agent(home, chromium, "leena") as leena,
    ):
        begin(maija)
        write(maija, "Hei")
        take(eino)
        eino.locator("#chat-hand-on").click()
        eino.locator("#chat-to").select_option(label="Leena")
        eino.locator("#chat-colleagues .btn-primary").click()

        leena.locator("#chat-list button").first.click()
        leena.locator("#chat-text").wait_for()
        answer(leena, "Leena tässä")
        maija.get_by_text("Leena tässä").wait_for()
        end(leena)

    assert home.run("acts", "conversation.assigned").strip() == "1"


def test_chat_goes_on_where_sockets_are_blocked(home: House, chromium: Browser) -> None:
    with visitor(home, chromium) as maija:
        maija.route_web_socket("**/live/visitor", lambda socket: socket.close())

        begin(maija)
        write(maija, "ilman pistoketta")

        maija.get_by_text("Lähetetty").wait_for()
        assert home.run("lines").count("ilman pistoketta") == 1
        maija.get_by_role("button", name="Lopeta").click()
        maija.get_by_role("button", name="Kyllä, lopeta").click()
        maija.get_by_text("Keskustelu on päättynyt").first.wait_for()


def test_names_and_lines_are_text_and_never_run(home: House, chromium: Browser) -> None:
    with visitor(home, chromium) as maija, agent(home, chromium) as eino:
        begin(maija, EVIL)
        write(maija, EVIL)
        eino.locator("#chat-list button").wait_for()
        take(eino)
        eino.locator("#chat-log li.visitor", has_text=EVIL).wait_for()
        assert eino.locator("#chat-name").inner_text() == EVIL
        answer(eino, EVIL)
        maija.locator("li.agent", has_text=EVIL).wait_for()
        contact = eino.locator("#chat-contact").get_attribute("href")
        end(eino)

        eino.goto(str(contact))
        eino.locator("form.purpose select").first.select_option("service")
        eino.locator("form.purpose button").first.click()
        eino.locator(".chat-lines li.visitor", has_text=EVIL).wait_for()

        assert eino.locator(".chat-lines li").count() == 5
        for page in (maija, eino):
            assert page.evaluate("window.hacked") is None


def test_message_is_left_when_the_chat_is_closed(
    home: House, chromium: Browser
) -> None:
    home.run("hours", "no")
    try:
        with visitor(home, chromium, width=360, scheme="dark") as maija:
            maija.get_by_role("button", name="Avaa chat").click()
            maija.get_by_text("Chat on nyt suljettu").wait_for()
            maija.get_by_text("Säilytysaika on 180 vuorokautta").wait_for()
            assert_accessible(maija)
            assert_fits(maija)
            maija.get_by_label("Sähköposti").fill("maija@example.fi")
            maija.get_by_label("Viesti", exact=True).fill("Soittakaa huomenna")
            before = int(home.run("items"))

            maija.get_by_role("button", name="Jätä viesti").click()

            maija.get_by_text("Viestisi on tallessa").wait_for()
            assert int(home.run("items")) == before + 2
    finally:
        home.run("hours", "yes")


@pytest.mark.parametrize(("width", "scheme"), browsers.WIDTHS_AND_SCHEMES)
def test_widget_and_console_are_accessible_and_fit(
    home: House, chromium: Browser, width: int, scheme: Scheme
) -> None:
    with (
        visitor(home, chromium, width=width, scheme=scheme) as maija,
        agent(home, chromium, width=width, scheme=scheme) as eino,
    ):
        assert_accessible(eino)
        maija.keyboard.press("Tab")
        maija.keyboard.press("Enter")
        maija.get_by_text("Säilytysaika").wait_for()
        assert_accessible(maija)
        assert_fits(maija)
        maija.get_by_label("Nimi (vapaaehtoinen)").fill("Maija")
        maija.keyboard.press("Enter")
        maija.get_by_role("log").wait_for()
        write(maija, "Hei")
        maija.locator("input[type=file]").set_input_files(
            {"name": "kuva.txt", "mimeType": "text/plain", "buffer": b"avain"}
        )
        take(eino)
        eino.locator("#chat-log li", has_text="kuva.txt").first.wait_for()
        answer(eino, "Moi")
        maija.get_by_text("Moi", exact=True).wait_for()
        for page in (maija, eino):
            assert_accessible(page)
            assert_fits(page)
        maija.get_by_role("button", name="Tallenna tiedosto kuva.txt").wait_for()
        with maija.expect_download() as saved:
            maija.get_by_role("button", name="Tallenna tiedosto kuva.txt").click()
        assert Path(saved.value.path()).read_bytes() == b"avain"
        end(eino)
        maija.get_by_text("Keskustelu on päättynyt").first.wait_for()
        assert_accessible(maija)
