"""Attacks 4 and 5: what strangers write runs nothing in a real browser, layer by layer.

The frame is the product's own response in the product's own page policy; the
network is a trap that notes whatever is asked for.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from itertools import batched

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from playwright.sync_api import Browser, Error, Page, Route

from seloste.config.security import CONTENT_SECURITY_POLICY
from seloste.services import message_view
from seloste.services.opened_messages import File
from seloste.web.messages import views
from tests.web import browsers
from tests.web.payloads import INNER, payloads

pytestmark = pytest.mark.browser

HOST = "http://seloste.test"
IN_A_PAGE = 68
PAYLOADS = payloads()
PLAIN = '<!doctype html><meta charset="utf-8">'


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The whole browser that people have: what it lets run is the point here."""
    with browsers.launched(whole=True) as browser:
        yield browser


@dataclass
class Trap:
    """What a page tried: what it asked the network for, and dialogs it opened."""

    frames: list[HttpResponse] = field(default_factory=list)
    sandbox: str = "sandbox"
    asked: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    @property
    def sprung(self) -> list[str]:
        """Everything that was tried."""
        return [*self.asked, *self.dialogs]

    def serve(self, route: Route) -> None:
        """Answer for the host page and the frames; note and refuse all else."""
        url = route.request.url
        if url == f"{HOST}/":
            policy = "; ".join(
                f"{name} {' '.join(_plain(values))}"
                for name, values in CONTENT_SECURITY_POLICY.items()
            )
            headers = {"Content-Security-Policy": policy} if self.sandbox else {}
            route.fulfill(body=self._host(), content_type="text/html", headers=headers)
        elif (number := url.removeprefix(f"{HOST}/frame/")).isdecimal():
            frame = self.frames[int(number)]
            route.fulfill(body=frame.content, headers=dict(frame.headers.items()))
        else:
            self.asked.append(url)
            route.abort()

    def _host(self) -> str:
        frames = "".join(
            f'<iframe {self.sandbox} src="/frame/{number}"></iframe>'
            for number in range(len(self.frames))
        )
        return f"{PLAIN}<title>host</title>{frames}"


def _plain(values: list[str]) -> list[str]:
    """Return what a policy allows, without the nonce that each response has."""
    return [value for value in values if "nonce" not in str(value).lower()]


def mail(html: str) -> bytes:
    message = EmailMessage()
    message["From"] = "mallory@evil.test"
    message["Subject"] = "x"
    message.set_content("x")
    message.add_alternative(html, subtype="html")
    return message.as_bytes()


def as_product(html: str) -> HttpResponse:
    """Return the frame as the product serves it."""
    request: HttpRequest = RequestFactory().get("/")
    return views.framed(request, message_view.formatted(mail(html)))


def only_sanitised(html: str) -> HttpResponse:
    """Return what the sanitiser lets pass, without a policy."""
    return HttpResponse(PLAIN + message_view.formatted(mail(html)))


def only_framed(html: str) -> HttpResponse:
    """Return what a stranger wrote, unsanitised, under the policy of the frame."""
    return views.framed(RequestFactory().get("/"), html)


def unprotected(html: str) -> HttpResponse:
    """Return what a stranger wrote as it is."""
    return HttpResponse(PLAIN + html)


type Serve = Callable[[str], HttpResponse]


@contextmanager
def trapped(browser: Browser, trap: Trap) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()

    def dismiss(dialog: object) -> None:
        trap.dialogs.append(dialog.message)  # type: ignore[attr-defined]  # Playwright's
        dialog.dismiss()  # type: ignore[attr-defined]  # Playwright's

    page.on("dialog", dismiss)
    context.on("page", lambda opened: trap.asked.append(opened.url))
    context.route("**/*", trap.serve)
    yield page
    context.close()


def sprung(
    browser: Browser, serve: Serve, *, sandbox: str = "sandbox", every: int = 1
) -> list[str]:
    """Return what the payloads tried, many frames to a page, clicked and tabbed."""
    found: list[str] = []
    for some in batched(PAYLOADS[::every], IN_A_PAGE, strict=False):
        trap = Trap([serve(payload) for payload in some], sandbox)
        with trapped(browser, trap) as page:
            page.goto(f"{HOST}/")
            page.wait_for_load_state()
            _use(page)
        found += trap.sprung
    return found


def _use(page: Page) -> None:
    """Click what can be clicked in each frame, and press Enter on it."""
    for frame in page.frames[1:]:
        for part in frame.query_selector_all("a, button, summary")[:3]:
            try:
                part.click(timeout=100, force=True, no_wait_after=True)
                part.press("Enter", timeout=100, no_wait_after=True)
            except Error:
                continue


def test_there_are_more_than_five_hundred_payloads() -> None:
    assert len(PAYLOADS) > 500


def test_a_message_runs_loads_sends_and_opens_nothing(chromium: Browser) -> None:
    assert sprung(chromium, as_product) == []


def test_the_sanitiser_alone_lets_nothing_run_or_load(chromium: Browser) -> None:
    assert sprung(chromium, only_sanitised, sandbox="", every=5) == []


def test_the_frame_alone_lets_nothing_run_or_load(chromium: Browser) -> None:
    assert sprung(chromium, only_framed, every=5) == []


def test_the_trap_is_sprung_where_nothing_protects(chromium: Browser) -> None:
    trap = Trap([unprotected(payload) for payload in INNER[:3]], sandbox="")

    with trapped(chromium, trap) as page:
        page.goto(f"{HOST}/")
        page.wait_for_load_state()

    assert "1" in trap.dialogs
    assert "http://evil.test/ran" in trap.asked


SCRIPT = b"<script>alert(1)</script>"
ACTIVE = {
    "kuva.svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "sivu.html": SCRIPT,
    "sivu.xhtml": b'<html xmlns="http://www.w3.org/1999/xhtml">' + SCRIPT + b"</html>",
    "kuva.png": b"<html>" + SCRIPT,
    "lasku.pdf": b"%PDF-1.4\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>",
    "aja.js": b"alert(1)",
    "x.xml": b'<?xml-stylesheet href="data:text/xsl,x"?><x/>',
    "sivu.mht": b"MIME-Version: 1.0\nContent-Type: text/html\n\n" + SCRIPT,
}


@pytest.mark.parametrize("name", ACTIVE)
def test_a_file_opened_directly_is_saved_and_never_shown(
    chromium: Browser, name: str
) -> None:
    trap = Trap([views.download(File(name, ACTIVE[name]))])
    with (
        trapped(chromium, trap) as page,
        page.expect_download() as saved,
        pytest.raises(Error, match="Download is starting"),
    ):
        page.goto(f"{HOST}/frame/0")

    assert saved.value.suggested_filename == name
    assert trap.sprung == []
