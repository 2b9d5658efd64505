"""The desk in a real browser: a mail answered, two who write, all by keyboard."""

from dataclasses import replace
from datetime import timedelta
from functools import cache
from uuid import UUID

import pytest
from playwright.sync_api import Browser, FilePayload, Page
from pytest_django.live_server_helper import LiveServer

from seloste import wiring
from seloste.domain.conversation import ConversationMove
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import Conversation, Draft, Outgoing
from seloste.services import conversations, mail_sending, outgoing_mail, templates
from seloste.services.capture import capture
from seloste.services.outgoing_mail import Reply
from seloste.services.templates import TemplateText
from seloste.web import clock
from tests.fakes.mail import FakeSender
from tests.services import deliveries, mails
from tests.web.browsers import (
    WIDTHS_AND_SCHEMES,
    Opens,
    Scheme,
    assert_accessible,
    assert_fits,
    sign_in,
)
from tests.web.people import granted, invited

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("sources_of_retta")]


@pytest.fixture
def sender() -> FakeSender:
    """A mail server in memory."""
    return FakeSender()


@pytest.fixture
def desk(
    sources_of_retta: None, sender: FakeSender, monkeypatch: pytest.MonkeyPatch
) -> Desk:
    """The desk of the program, with that mail server."""
    desk = replace(wiring.desk(), mail=sender)
    monkeypatch.setattr(wiring, "desk", cache(lambda: desk))
    return desk


@pytest.fixture
def thread(desk: Desk, eino: Actor) -> UUID:
    """A mail of Maija's that arrived ten minutes ago."""
    box, now = mails.mailbox(), clock.now()
    mail = replace(
        deliveries.mail(source=box.source_id, address=mails.ADDRESS),
        started_at=now - timedelta(minutes=10),
        language="fi",
    )
    return mails.thread_of(capture(mail, desk=desk, now=now).id)


@pytest.fixture
def thanks(aino: Actor) -> None:
    """A template that thanks the customer by name."""
    wanted = TemplateText(
        register="retta",
        word="kiitos",
        name="Kiitos",
        kind="reply",
        text_fi="Hei {customer_name}! {{7*7}}",
        text_sv="Hej {customer_name}!",
        text_en="Dear {customer_name}!",
    )
    templates.set_template(wanted, actor=aino, now=clock.now())


def works_for_service(page: Page) -> None:
    page.goto("/inbox/?tab=all")
    page.keyboard.press("p")
    page.check("dialog[open] [value=service]")
    page.click("dialog[open] .btn-primary")
    page.wait_for_url("**/inbox/**")


def until(page: Page, wanted: str) -> None:
    page.locator(wanted).first.wait_for()


def start_reply(page: Page, thread: UUID) -> None:
    page.goto(f"/inbox/{thread}/")
    until(page, ".talk-item")
    page.keyboard.press("r")
    until(page, "[data-reply]")


def saved(page: Page) -> None:
    page.locator("[data-save-state]", has_text="Tallennettu").wait_for()


def test_an_agent_answers_a_mail_by_keyboard(
    thread: UUID, thanks: None, opened: Opens, desk: Desk, sender: FakeSender
) -> None:
    with opened() as page:
        sign_in(page, "eino")
        works_for_service(page)
        page.keyboard.press("j")
        page.keyboard.press("o")
        page.wait_for_url(f"**/inbox/{thread}/")
        until(page, ".talk-item")
        assert deliveries.CANARY in page.inner_text(".talk")

        page.keyboard.press("r")
        until(page, "[data-reply]")
        page.keyboard.type("/kiitos Huoltomies tulee.")
        saved(page)
        page.click("[data-send]")
        page.wait_for_url(f"**/inbox/{thread}/", wait_until="load")
        page.locator(".alert-success").wait_for()

    mail_sending.send(Outgoing.objects.get().id, desk=desk, now=clock.now())
    sent = sender.taken[0]
    assert sent.recipients == ("maija@example.fi",)
    text = sent.parsed.get_content().strip()
    assert text == "Hei Maija Meikäläinen! {{7*7}}Huoltomies tulee."
    assert not Draft.objects.exists()


def test_a_draft_survives_a_reload_and_a_lost_connection(
    thread: UUID, chromium: Browser, live_server: LiveServer
) -> None:
    # Not a watched page: a browser without a connection says so in its console.
    with chromium.new_context(base_url=live_server.url) as context:
        page = context.new_page()
        sign_in(page, "eino")
        works_for_service(page)
        start_reply(page, thread)
        page.context.set_offline(True)
        page.fill("[name=text]", "Kesken jäänyt")
        page.locator("[data-save-state]", has_text="ei yhteyttä").wait_for()
        page.context.set_offline(False)
        saved(page)

        page.reload()
        until(page, "[data-reply]")

        assert page.input_value("[name=text]") == "Kesken jäänyt"


def test_undone_sending_sends_nothing(thread: UUID, opened: Opens) -> None:
    with opened() as page:
        sign_in(page, "eino")
        works_for_service(page)
        start_reply(page, thread)
        page.fill("[name=text]", "Liian nopea")
        page.click("[data-send]")
        page.locator("[data-undo-send]").wait_for()

        page.keyboard.press("Enter")  # the focus went to "Undo"

        page.locator("[data-undo-send]").wait_for(state="hidden")
        assert page.evaluate("document.activeElement.matches('[data-send]')")
    assert not Outgoing.objects.exists()


def test_two_agents_who_write_are_told_and_the_second_chooses(
    thread: UUID, desk: Desk, opened: Opens
) -> None:
    saara = granted(invited("saara", "Saara"), Role.AGENT, "retta")
    with opened() as page:
        sign_in(page, "eino")
        works_for_service(page)
        start_reply(page, thread)
        page.fill("[name=text]", "Minäkin vastaan")
        saved(page)
        outgoing_mail.send_reply(
            thread, Reply(text="Hei!"), desk=desk, actor=saara, now=clock.now()
        )

        page.click("[data-send]")
        page.locator("[name=seen]").wait_for()

        assert "Joku muu on vastannut" in page.inner_text("#editor")
        assert "Hei!" in page.inner_text(".talk")
        assert Outgoing.objects.count() == 1
        page.click("[name=seen]")
        page.locator(".alert-success").wait_for()
    assert Outgoing.objects.count() == 2


def test_files_are_added_and_taken_away(thread: UUID, opened: Opens) -> None:
    with opened() as page:
        sign_in(page, "eino")
        works_for_service(page)
        start_reply(page, thread)
        page.set_input_files(
            "[data-file]",
            [
                FilePayload(name=name, mimeType="text/plain", buffer=b"hei")
                for name in ("ä ö.txt", "b.txt")
            ],
        )
        page.locator("[data-remove]").nth(1).wait_for()
        assert "ä ö.txt" in page.inner_text("[data-file-list]")

        page.locator("[data-remove]").first.click()

        page.locator("[data-remove]").nth(1).wait_for(state="detached")
        assert "ä ö.txt" not in page.inner_text("[data-file-list]")


def test_letters_in_a_field_are_letters(thread: UUID, opened: Opens) -> None:
    with opened() as page:
        sign_in(page, "eino")
        page.goto(f"/inbox/{thread}/")
        page.focus("#note textarea")

        page.keyboard.type("dada")

        assert page.input_value("#note textarea") == "dada"
    assert Conversation.objects.get(pk=thread).state == "new"


def test_shortcuts_take_and_finish(thread: UUID, opened: Opens) -> None:
    with opened() as page:
        sign_in(page, "eino")
        page.goto(f"/inbox/{thread}/")
        page.keyboard.press("a")
        page.locator(".alert-success").wait_for()
        page.keyboard.press("d")
        page.locator(".alert-success", has_text="valmis").wait_for()

    assert Conversation.objects.get(pk=thread).state == "done"


@pytest.mark.parametrize(("width", "scheme"), WIDTHS_AND_SCHEMES)
def test_pages_of_the_desk_are_accessible_and_fit(
    thread: UUID,
    thanks: None,
    aino: Actor,
    opened: Opens,
    *,
    width: int,
    scheme: Scheme,
) -> None:
    template = templates.kept_by(aino.staff_id or UUID(int=0), clock.now())[0]
    with opened(width, scheme) as page:
        sign_in(page, "eino")
        works_for_service(page)
        assert_accessible(page)
        assert_fits(page)
        page.goto("/inbox/?tab=all&late=yes")
        assert_accessible(page)
        start_reply(page, thread)
        assert_accessible(page)
        assert_fits(page)
        page.keyboard.press("Escape")
        page.goto("/inbox/?tab=all")
        page.check("[name=thread]")
        page.select_option("#bulk-action", "finish")
        page.click(".inbox-bulk button")
        page.wait_for_url("**/bulk/")
        assert_accessible(page)
        assert_fits(page)
        page.context.clear_cookies()
        sign_in(page, "aino")
        for address in ("/templates/", f"/templates/{template.pk}/"):
            page.goto(address)
            assert_accessible(page)
            assert_fits(page)


def test_what_changed_meanwhile_is_shown_in_the_open_list(
    thread: UUID, eino: Actor, opened: Opens
) -> None:
    with opened() as page:
        sign_in(page, "eino")
        page.clock.install()
        page.goto("/inbox/?tab=all")
        assert "Eino" not in page.inner_text("[data-lines]")
        conversations.move(thread, ConversationMove.TAKE, actor=eino, now=clock.now())

        page.clock.run_for(16_000)

        page.locator("[data-lines]", has_text="Eino").wait_for()
