"""The inbox and its conversations: who sees them, for what, and what is refused."""

import re
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client

from seloste.domain.contact import Delivery, Party, PartyRole
from seloste.domain.staff import Actor, Role
from seloste.records.models import Contact, Conversation, Draft, Note
from seloste.services import presence, queues
from seloste.services.queues import QueueSettings
from tests.services import deliveries
from tests.web.kept import acts, kept
from tests.web.people import NOW, SETUP, SignedIn, granted, invited

pytestmark = pytest.mark.usefixtures("sources_of_retta")

CANARY = deliveries.CANARY
XSS = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


@pytest.fixture
def browser(eino: Actor, signed_in: SignedIn) -> Client:
    """The browser of Eino, an agent who has said nothing yet."""
    return signed_in(eino)


@pytest.fixture
def thread(maijas_mail: UUID) -> UUID:
    """The thread of Maija's mail."""
    return Contact.objects.get(pk=maijas_mail).thread


def works_for(browser: Client, purpose: str = "service") -> None:
    browser.post("/inbox/purpose/", {"register": "retta", "purpose": purpose})


def text(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def messages(browser: Client, thread: UUID) -> str:
    return browser.post(
        f"/inbox/{thread}/messages/", headers={"X-Fragment": "1"}
    ).content.decode()


def test_inbox_lists_what_nobody_has_with_its_customer_masked(
    browser: Client, thread: UUID
) -> None:
    page = text(browser, "/inbox/?tab=unassigned")

    assert f"/inbox/{thread}/" in page
    assert "M•• M••" in page
    assert "Maija" not in page


def test_an_empty_inbox_says_what_to_do(browser: Client) -> None:
    assert "Sinua ei odota mikään" in text(browser, "/inbox/")


@pytest.mark.parametrize("address", ["/inbox/", f"/inbox/{UUID(int=7)}/"])
def test_only_those_who_answer_open_the_inbox(
    tiina: Actor, signed_in: SignedIn, address: str
) -> None:
    assert signed_in(tiina).get(address).status_code == 403


def test_page_of_a_conversation_shows_no_content_by_itself(
    browser: Client, thread: UUID
) -> None:
    works_for(browser)

    page = text(browser, f"/inbox/{thread}/")

    assert CANARY not in page
    assert "Maija" not in page
    assert acts("content.opened") == 0
    assert "Retta" in page


def test_messages_open_for_what_somebody_works_for_with_a_trace_for_each(
    browser: Client, thread: UUID
) -> None:
    works_for(browser)

    opened = messages(browser, thread)

    assert CANARY in opened
    assert acts("content.opened") == 1


def test_reading_again_while_it_stands_open_leaves_no_second_trace(
    browser: Client, thread: UUID
) -> None:
    works_for(browser)

    messages(browser, thread)
    messages(browser, thread)

    assert acts("content.opened") == 1


def test_nothing_opens_before_a_purpose_was_said(browser: Client, thread: UUID) -> None:
    opened = messages(browser, thread)

    assert CANARY not in opened
    assert "Kerro yllä" in opened


def test_a_purpose_that_is_not_theirs_cannot_be_worked_for(
    browser: Client, thread: UUID
) -> None:
    works_for(browser, "quality")

    assert CANARY not in messages(browser, thread)


def test_a_purpose_the_notice_refuses_is_explained(
    browser: Client, thread: UUID
) -> None:
    session = browser.session
    session["working-for"] = {"retta": "identification"}
    session.save()

    opened = messages(browser, thread)

    assert CANARY not in opened
    assert "Seloste ei anna lukea" in opened
    assert acts("content.denied") == 1


def test_working_purpose_ends_with_the_session(
    browser: Client, eino: Actor, signed_in: SignedIn, thread: UUID
) -> None:
    works_for(browser)

    assert CANARY not in messages(signed_in(eino), thread)


def test_a_foreign_conversation_does_not_exist(
    thread: UUID, registers: None, signed_in: SignedIn
) -> None:
    stranger = granted(invited("sanna", "Sanna"), Role.AGENT, "sok-mara")

    assert signed_in(stranger).get(f"/inbox/{thread}/").status_code == 404


WRITES = [
    "messages/",
    "customer/",
    "others/",
    "move/",
    "assign/",
    "note/",
    "presence/",
    "editor/",
    "draft/",
    "draft/discard/",
    "files/",
    f"files/{UUID(int=7)}/remove/",
    "reply/",
]


@pytest.mark.parametrize("write", WRITES)
def test_writing_to_a_foreign_conversation_is_refused(
    thread: UUID, registers: None, signed_in: SignedIn, write: str
) -> None:
    stranger = granted(invited("sanna", "Sanna"), Role.AGENT, "sok-mara")
    browser = signed_in(stranger)
    before = Conversation.objects.values().get(pk=thread)
    body = {"move": "finish", "text": "x", "note-text": "x", "writing": "1"}

    answer = browser.post(f"/inbox/{thread}/{write}", body)

    assert answer.status_code == 404
    assert Conversation.objects.values().get(pk=thread) == before
    assert not Draft.objects.exists()
    assert not Note.objects.exists()


@pytest.mark.parametrize(
    ("move", "state"), [("take", "open"), ("finish", "done"), ("answer", "new")]
)
def test_a_conversation_is_taken_and_done_but_not_said_to_be_answered(
    browser: Client, thread: UUID, move: str, state: str
) -> None:
    browser.post(f"/inbox/{thread}/move/", {"move": move})

    assert Conversation.objects.get(pk=thread).state == state


def test_a_conversation_is_given_to_a_queue(
    browser: Client, eino: Actor, thread: UUID
) -> None:
    queue = made_queue()

    answer = browser.post(
        f"/inbox/{thread}/assign/", {"queue": str(queue), "staff": str(eino.staff_id)}
    )

    assert answer.status_code == 302
    talk = Conversation.objects.get(pk=thread)
    assert (talk.queue_id, talk.assignee_id) == (queue, eino.staff_id)


def made_queue(slug: str = "laskut") -> UUID:
    wanted = QueueSettings(
        register="retta",
        slug=slug,
        name_fi="Laskut",
        name_sv="Fakturor",
        name_en="Bills",
    )
    return queues.set_queue(wanted, actor=SETUP, now=NOW)


def test_a_note_is_written_and_read_on_the_timeline(
    browser: Client, thread: UUID
) -> None:
    works_for(browser)
    browser.post(f"/inbox/{thread}/note/", {"note-text": "Soitettu huoltoon."})

    opened = messages(browser, thread)

    assert "Soitettu huoltoon." in opened
    assert acts("note.written") == 1


def test_an_empty_note_is_refused_beside_the_field(
    browser: Client, thread: UUID
) -> None:
    page = browser.post(f"/inbox/{thread}/note/", {"note-text": " "}).content.decode()

    assert "invalid-feedback" in page
    assert not Note.objects.exists()


def test_names_are_shown_for_what_somebody_works_for(
    browser: Client, thread: UUID
) -> None:
    works_for(browser)

    people = browser.post(
        f"/inbox/{thread}/customer/", headers={"X-Fragment": "1"}
    ).content.decode()

    assert "Maija Meikäläinen" in people
    assert acts("number.unmasked") == 1


def test_other_conversations_of_the_customer_are_found_by_a_lookup(
    browser: Client, thread: UUID
) -> None:
    other = deliveries.mail(source_id="<2@example.fi>")
    second = Contact.objects.get(pk=kept(with_text(other, "Toinen asia"))).thread
    works_for(browser)

    found = browser.post(
        f"/inbox/{thread}/others/", headers={"X-Fragment": "1"}
    ).content.decode()

    assert f"/inbox/{second}/" in found
    assert f"/inbox/{thread}/" not in found
    assert acts("lookup.made") == 3


def with_text(delivery: Delivery, words: str) -> Delivery:
    part = delivery.parts[0]
    data = part.open().read() + words.encode()
    return replace(delivery, parts=(replace(part, open=deliveries.opener(data)),))


def test_two_agents_see_each_other(
    browser: Client, eino: Actor, thread: UUID, signed_in: SignedIn
) -> None:
    saara = granted(invited("saara", "Saara"), Role.AGENT, "retta")
    signed_in(saara).post(f"/inbox/{thread}/presence/", {"writing": "1"})

    there = browser.post(f"/inbox/{thread}/presence/", {"writing": "0"}).json()

    assert there["others"] == ["Saara kirjoittaa tässä"]


def test_somebody_who_left_is_forgotten_after_half_a_minute(
    thread: UUID, eino: Actor, aino: Actor
) -> None:
    assert eino.staff_id
    assert aino.staff_id
    presence.beat(thread, staff_id=aino.staff_id, writing=False, now=NOW)

    soon = NOW + timedelta(seconds=29)
    late = NOW + timedelta(seconds=31)
    here = presence.beat(thread, staff_id=eino.staff_id, writing=False, now=soon)
    gone = presence.beat(thread, staff_id=eino.staff_id, writing=False, now=late)

    assert [one.name for one in here.others] == ["Aino"]
    assert gone.others == ()


def test_bulk_shows_what_it_would_do_before_it_does_it(
    browser: Client, thread: UUID
) -> None:
    asked = {"action": "finish", "thread": [str(thread), str(uuid4())]}

    page = browser.post("/inbox/bulk/", asked).content.decode()

    assert "1 keskustelu muutetaan." in page
    assert "ei enää täällä" in page
    assert Conversation.objects.get(pk=thread).state == "new"


def test_bulk_then_does_it_and_says_what_it_left_alone(
    browser: Client, thread: UUID
) -> None:
    asked = {"action": "finish", "thread": [str(thread), str(uuid4())]}

    answer = browser.post("/inbox/bulk/do/", asked, follow=True)

    assert "1 keskustelu muutettiin." in answer.content.decode()
    assert Conversation.objects.get(pk=thread).state == "done"
    assert acts("conversation.moved") == 1


def test_bulk_touches_no_conversation_of_somebody_else(
    thread: UUID, registers: None, signed_in: SignedIn
) -> None:
    stranger = granted(invited("sanna", "Sanna"), Role.AGENT, "sok-mara")

    page = signed_in(stranger).post(
        "/inbox/bulk/do/", {"action": "finish", "thread": [str(thread)]}, follow=True
    )

    assert page.status_code == 200
    assert Conversation.objects.get(pk=thread).state == "new"


@pytest.mark.parametrize(
    "asked",
    [
        {"action": "finish"},
        {"action": "nonsense", "thread": [str(uuid4())]},
        {"action": "queue:" + str(uuid4()), "thread": [str(uuid4())]},
        {"action": "finish", "thread": ["nonsense"]},
    ],
)
def test_bulk_that_asks_nothing_goes_back(
    browser: Client, asked: dict[str, str]
) -> None:
    assert browser.post("/inbox/bulk/", asked).status_code == 302


def test_a_saved_view_leads_back_to_its_list(browser: Client, eino: Actor) -> None:
    browser.post("/inbox/views/", {"name": "Myöhässä", "tab": "all", "late": "yes"})

    page = text(browser, "/inbox/")

    assert "Myöhässä" in page
    assert re.search(r'href="/inbox/\?[^"]*late=yes', page)


def test_a_shared_view_is_seen_by_colleagues_and_removed_by_its_maker(
    browser: Client, aino: Actor, signed_in: SignedIn
) -> None:
    saara = granted(invited("saara", "Saara"), Role.AGENT, "retta")
    hers = signed_in(saara)
    browser.post("/inbox/views/", {"name": "Yhteinen", "tab": "all", "shared": "retta"})
    page = text(hers, "/inbox/")
    assert "Yhteinen" in page
    assert "/remove/" not in page

    removed = re.search(r"/inbox/views/[0-9a-f-]+/remove/", text(browser, "/inbox/"))
    assert removed
    assert hers.post(removed[0]).status_code == 404
    browser.post(removed[0])

    assert "Yhteinen" not in text(hers, "/inbox/")


def test_views_are_shared_only_where_one_works(browser: Client) -> None:
    answer = browser.post("/inbox/views/", {"name": "X", "shared": "sok-mara"})

    assert answer.status_code == 404


def test_shortcuts_can_be_turned_off(browser: Client) -> None:
    assert "web/shortcuts" in text(browser, "/inbox/")

    browser.post("/inbox/shortcuts/", {"shortcuts": "off"})

    assert "web/shortcuts" not in text(browser, "/inbox/")


@pytest.mark.parametrize("target", ["//evil.example/", "https://evil.example/", "x"])
def test_no_form_leads_away_from_here(browser: Client, target: str) -> None:
    answer = browser.post("/inbox/shortcuts/", {"shortcuts": "on", "next": target})

    assert answer.headers["Location"] == "/inbox/"


def test_names_are_text_wherever_they_are_shown(browser: Client, eino: Actor) -> None:
    party = Party(role=PartyRole.CUSTOMER, name=XSS, mailto="maija@example.fi")
    thread = Contact.objects.get(
        pk=kept(deliveries.mail(parties=(party,), subject=XSS))
    ).thread
    works_for(browser)
    browser.post(f"/inbox/{thread}/note/", {"note-text": XSS})

    pages = [
        text(browser, "/inbox/?tab=all"),
        text(browser, f"/inbox/{thread}/"),
        messages(browser, thread),
        browser.post(f"/inbox/{thread}/customer/").content.decode(),
        browser.post(f"/inbox/{thread}/editor/").content.decode(),
    ]

    assert "&lt;script&gt;alert(1)" in pages[3]
    assert not any("<script>alert" in page or "<img src=x" in page for page in pages)


def test_a_menu_begins_with_the_inbox_for_those_who_answer(browser: Client) -> None:
    menu = re.findall(r'class="nav-link" href="([^"]+)"', text(browser, "/contacts/"))

    assert menu[0] == "/inbox/"


def test_the_list_refreshes_itself_with_its_lines_only(
    browser: Client, thread: UUID
) -> None:
    answer = browser.get("/inbox/?tab=all", headers={"X-Fragment": "1"})

    assert "<html" not in answer.content.decode()
    assert f"/inbox/{thread}/" in answer.content.decode()


def test_what_somebody_works_for_is_chosen_already_on_the_page_of_a_contact(
    browser: Client, maijas_mail: UUID
) -> None:
    works_for(browser)

    page = text(browser, f"/contacts/{maijas_mail}/")

    assert '<option value="service" selected>' in page
    assert acts("content.opened") == 0


@pytest.mark.parametrize(
    ("language", "words"),
    [("fi", "Saapuneet"), ("sv", "Inkorg"), ("en", "Inbox")],
)
def test_the_desk_speaks_three_languages(
    browser: Client, thread: UUID, language: str, words: str
) -> None:
    browser.post("/language/", {"language": language, "next": "/"})

    assert words in text(browser, "/inbox/")
    assert words in text(browser, f"/inbox/{thread}/")
