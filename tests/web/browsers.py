"""A real browser without a window, for tests that need to see a page as people do."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Literal, Protocol

from axe_playwright_python.sync_playwright import (  # type: ignore[import-untyped] # has no types
    Axe,
)
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from tests.web.people import PASSWORD

CHROMIUM = Path("/usr/bin/chromium")
SHELL = Path("/usr/bin/chromium-headless-shell")
"""Debian's browser whole, and without windows, which starts and draws sooner."""
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
]

VIOLATIONS = (
    ".then(found => found.violations"
    ".map(one => [one.id, one.nodes.map(node => [node.html, node.failureSummary])]))"
)

type Scheme = Literal["light", "dark"]
WIDTHS_AND_SCHEMES: list[tuple[int, Scheme]] = [(1280, "light"), (360, "dark")]


class Opens(Protocol):
    """Opens an empty page of a width, in a colour scheme."""

    def __call__(
        self, width: int = 1280, scheme: Scheme = "light"
    ) -> AbstractContextManager[Page]: ...


@contextmanager
def launched(*, whole: bool = False) -> Iterator[Browser]:
    """Run Debian's browser, or the one that Playwright fetched where there is none."""
    ours = CHROMIUM if whole else SHELL
    path, channel = (ours, None) if ours.exists() else (None, "chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=path, channel=channel if whole else None, args=QUIET
        )
        yield browser
        browser.close()


@contextmanager
def watched_page(
    browser: Browser, address: str, width: int, scheme: Scheme
) -> Iterator[Page]:
    """Yield a page; fail where a script failed or something else was loaded."""
    with watched_page_of(browser, address, width, scheme) as page:
        yield page


@contextmanager
def watched_page_of(
    browser: Browser,
    address: str,
    width: int,
    scheme: Scheme,
    *,
    also: Sequence[int] = (),
    beside: Sequence[str] = (),
) -> Iterator[Page]:
    """Do the same for a page that may also ask the live processes at some ports.

    Those may be killed: that a connection was refused is then no fault. ``beside``
    are addresses of others that it may lead to.
    """
    ours = (address, *beside, *(f"http://127.0.0.1:{port}/live/" for port in also))
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        locale="fi-FI",
        timezone_id="Europe/Helsinki",
    )
    wrong: list[str] = []

    def note_request(request: Request) -> None:
        if not request.url.startswith((*ours, "data:", "blob:")):
            wrong.append(request.url)

    def note_console(message: ConsoleMessage) -> None:
        killed = bool(also) and "net::ERR_CONNECTION" in message.text
        if message.type == "error" and not killed:
            wrong.append(message.text)

    page = context.new_page()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", note_console)
    page.on("request", note_request)
    yield page
    context.close()
    assert not wrong, wrong


def sign_in(page: Page, username: str) -> None:
    page.goto("/sign-in/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/")


def assert_accessible(page: Page) -> None:
    """Fail on any violation.

    axe is not let read style sheets ahead: for a shadow tree it copies them into
    an inline one, which the content security policy refuses. Of what is in order
    nothing is reported, which would take most of the time on long pages.
    """
    options = {"preload": False, "resultTypes": ["violations"]}
    page.evaluate(Axe().axe_script)
    found = page.evaluate("options => axe.run(options)" + VIOLATIONS, options)
    assert not found, found


def assert_fits(page: Page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
