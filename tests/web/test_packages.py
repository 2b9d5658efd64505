"""Answers in the browser: looked at, built, handed over, and fetched once."""

from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from seloste import wiring
from seloste.domain.contact import Kind, Part
from seloste.domain.staff import Actor, Role
from seloste.records.models import AnswerItem, Package
from seloste.services import (
    audit,
    package_delivery,
    package_reviews,
    rights_moves,
    rights_portal,
)
from tests.services import answers, deliveries
from tests.services.requests import row as request_row
from tests.web.kept import acts, kept
from tests.web.people import NOW, SignedIn, granted, invited

pytestmark = pytest.mark.usefixtures("registers", "sources_of_retta")


@pytest.fixture
def browser(aino: Actor, signed_in: SignedIn) -> Client:
    """The browser of Aino, the records manager."""
    return signed_in(aino)


@pytest.fixture
def deciding(aino: Actor, maijas_mail: UUID) -> UUID:
    """A request of which Maija's mail is to be given, listed and not yet marked."""
    request_id = answers.deciding(wiring.desk(), aino, maijas_mail, now=NOW)
    package_reviews.begin(request_id, desk=wiring.desk(), actor=aino, now=NOW)
    return request_id


@pytest.fixture
def ready(aino: Actor, onni: Actor, maijas_mail: UUID) -> Package:
    """A package of Maija's mail that only needs to be handed over."""
    return answers.ready(wiring.desk(), aino, onni, maijas_mail, now=NOW)


def item_of(request_id: UUID) -> UUID:
    return AnswerItem.objects.get(request=request_id, kind=Kind.MESSAGE).pk


def sent(answer: object) -> bytes:
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined] # a streamed answer


def test_what_is_given_is_listed_from_the_page_of_the_request(
    browser: Client, aino: Actor, maijas_mail: UUID
) -> None:
    request_id = answers.deciding(wiring.desk(), aino, maijas_mail, now=NOW)

    page = browser.post(f"/answers/{request_id}/begin/", follow=True)

    assert "0 / 1 osaa merkitty" in page.content.decode()
    assert "Maija" not in page.content.decode()


def test_an_item_is_opened_and_marked(browser: Client, deciding: UUID) -> None:
    item = item_of(deciding)
    opened = browser.get(f"/answers/items/{item}/").content.decode()
    assert "kanarialintu-7f3a" in opened

    page = browser.post(
        f"/answers/items/{item}/mark/",
        {"mark": "give", "reason": "own", "passages": "", "part": "0"},
        follow=True,
    )

    assert "Annetaan" in page.content.decode()
    assert acts("answer.shown") == 2
    assert package_reviews.lines(request_row(deciding))[0].done


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"reason": "other-private"}, "Tuo syy ei sovi"),
        (
            {"mark": "redact", "reason": "other-identity", "passages": "ei-siellä"},
            "Näitä sanoja ei ole",
        ),
        ({"part": ""}, "Valitse, mitä osia"),
    ],
)
def test_a_mark_that_cannot_stand_is_refused_with_words(
    browser: Client, deciding: UUID, given: dict[str, str], said: str
) -> None:
    form = {"mark": "give", "reason": "own", "passages": "", "part": "0", **given}

    page = browser.post(f"/answers/items/{item_of(deciding)}/mark/", form)

    assert page.status_code == 422
    assert said in page.content.decode()
    assert not package_reviews.lines(request_row(deciding))[0].done


def test_the_rest_of_a_contact_is_given_at_once(
    browser: Client, deciding: UUID, maijas_mail: UUID
) -> None:
    browser.post(f"/answers/{deciding}/give/{maijas_mail}/", {"reason": "own"})

    assert package_reviews.lines(request_row(deciding))[0].done


def test_an_address_of_somebody_else_is_shown_and_left_to_decide(
    browser: Client, aino: Actor
) -> None:
    text = "Naapurin Pekan osoite on Kotikatu 7 B 3."
    part = Part(
        Kind.MESSAGE,
        deliveries.opener(
            b"Subject: Asia\r\nFrom: m@example.fi\r\n\r\n" + text.encode()
        ),
        media_type="message/rfc822",
    )
    contact = kept(deliveries.mail(source_id="<8@example.fi>", parts=(part,)))
    request = answers.deciding(wiring.desk(), aino, contact, now=NOW)
    package_reviews.begin(request, desk=wiring.desk(), actor=aino, now=NOW)

    page = browser.post(
        f"/answers/{request}/give/{contact}/", {"reason": "own"}, follow=True
    ).content.decode()
    item = browser.get(f"/answers/items/{item_of(request)}/").content.decode()

    assert "avaa ne yksitellen ja ratkaise" in page
    assert not package_reviews.lines(request_row(request))[0].done
    assert "<mark>Kotikatu 7 B 3</mark>" in item


def test_the_answer_is_asked_for_when_it_was_looked_at(
    browser: Client, aino: Actor, deciding: UUID, maijas_mail: UUID
) -> None:
    browser.post(f"/answers/{deciding}/give/{maijas_mail}/", {"reason": "own"})
    rights_moves.review(deciding, actor=aino, now=NOW)

    page = browser.post(f"/answers/{deciding}/build/", follow=True)

    assert "0 / 1 yhteydenottoa on koottu" in page.content.decode()
    assert Package.objects.get().state == "building"


def test_link_and_code_are_shown_once(browser: Client, ready: Package) -> None:
    page = browser.post(f"/answers/files/{ready.pk}/offer/").content.decode()

    assert "/fetch/" in page
    assert "rights-receipt" in page
    assert Package.objects.get().state == "offered"
    again = browser.get(f"/rights/{ready.request_id}/").content.decode()
    assert "/fetch/" not in again


def test_an_age_file_is_made_with_the_passphrase_shown(
    browser: Client, ready: Package
) -> None:
    shown = browser.post(f"/answers/files/{ready.pk}/passphrase/")
    secret = shown.context["passphrase"]

    file = browser.post(f"/answers/files/{ready.pk}/age/", {"passphrase": secret})

    assert file.content.startswith(b"age-encryption.org/v1")
    assert Package.objects.get().delivery == "age"


def test_letter_and_report_are_saved_to_be_printed(
    browser: Client, ready: Package
) -> None:
    file = browser.post(f"/answers/files/{ready.pk}/print/")

    assert sorted(answers.unzipped(file.content)) == ["letter.pdf", "report.pdf"]
    assert Package.objects.get().delivery == "paper"


def test_nothing_leaves_before_the_approval(
    browser: Client, aino: Actor, maijas_mail: UUID
) -> None:
    desk = wiring.desk()
    request_id = answers.deciding(desk, aino, maijas_mail, now=NOW)
    answers.marked(request_id, desk=desk, actor=aino, now=NOW)
    row = answers.built(
        answers.asked(request_id, desk=desk, actor=aino, now=NOW), desk=desk, now=NOW
    )

    page = browser.post(f"/answers/files/{row.pk}/offer/", follow=True)

    assert "Jonkun muun on ensin hyväksyttävä" in page.content.decode()


def test_a_letter_is_written_and_saved(browser: Client, deciding: UUID) -> None:
    page = browser.post(
        f"/answers/{deciding}/letters/", {"kind": "receipt"}, follow=True
    ).content.decode()
    place = page.index(f"/answers/{deciding}/letters/")
    address = page[place:].partition('"')[0]

    letter = browser.get(address)

    assert letter.content.startswith(b"%PDF-")
    assert acts("letter.read") == 1


def test_a_letter_that_has_nothing_to_say_is_refused(
    browser: Client, deciding: UUID
) -> None:
    page = browser.post(
        f"/answers/{deciding}/letters/", {"kind": "refusal"}, follow=True
    )

    assert "ei vielä kerro" in page.content.decode()


def offered(ready: Package, aino: Actor) -> tuple[str, str]:
    offer = answers.offered(ready, desk=wiring.desk(), actor=aino, now=NOW)
    return offer.path, offer.code


def test_a_mail_scanner_that_opens_the_link_uses_nothing_up(
    client: Client, aino: Actor, ready: Package
) -> None:
    path, _ = offered(ready, aino)

    pages = [client.get(path), client.head(path), client.get(path)]

    assert [page.status_code for page in pages] == [200, 200, 200]
    assert Package.objects.get().state == "offered"
    assert not pages[0].cookies
    assert "no-store" in pages[0].headers["Cache-Control"]


def test_link_and_code_fetch_the_answer_once(
    client: Client, aino: Actor, ready: Package
) -> None:
    path, code = offered(ready, aino)

    file = client.post(path, {"code": code})

    assert "report.html" in answers.unzipped(sent(file))
    assert Package.objects.get().state == "fetched"
    assert client.post(path, {"code": code}).status_code == 410


def test_the_link_alone_fetches_nothing(
    client: Client, aino: Actor, ready: Package
) -> None:
    path, code = offered(ready, aino)

    page = client.post(path, {"code": "AAAAA-BBBBB"})

    assert page.status_code == 422
    assert "Se ei ollut oikea koodi" in page.content.decode()
    assert "2 yritystä jäljellä" in page.content.decode()
    for _ in range(2):
        client.post(path, {"code": "AAAAA-BBBBB"})
    assert client.post(path, {"code": code}).status_code == 410


def test_the_status_page_leads_to_the_answer(
    client: Client, aino: Actor, ready: Package
) -> None:
    _, code = offered(ready, aino)
    desk = wiring.desk()
    status = rights_portal.status_address(
        request_row(ready.request_id), vault=desk.vault
    )
    page = client.get("/" + status.partition("://")[2].partition("/")[2])
    assert page.status_code == 200
    place = page.content.decode().index("/fetch/")
    address = page.content.decode()[place:].partition('"')[0]

    file = client.post(address, {"code": code})

    assert "data.json" in answers.unzipped(sent(file))


def test_the_pages_speak_three_languages(
    client: Client, aino: Actor, ready: Package
) -> None:
    path, _ = offered(ready, aino)

    titles = [
        client.get(f"{path}?lang={lang}").content.decode()
        for lang in ("fi", "sv", "en")
    ]

    assert "Nouda vastaus" in titles[0]
    assert "Hämta svaret" in titles[1]
    assert "Fetch the answer" in titles[2]


def test_the_receipt_is_saved_when_the_log_is_signed(
    browser: Client, client: Client, aino: Actor, ready: Package
) -> None:
    path, code = offered(ready, aino)
    sent(client.post(path, {"code": code}))
    early = browser.get(f"/answers/files/{ready.pk}/receipt/", follow=True)
    assert "Loki allekirjoitetaan" in early.content.decode()

    desk = wiring.desk()
    audit.checkpoint(signer=desk.signer, witness=desk.witness, now=NOW)
    proof = browser.get(f"/answers/files/{ready.pk}/receipt/")

    assert proof.content.startswith(b"c2sp.org/tlog-proof@v1")


def test_agents_are_kept_out(eino: Actor, signed_in: SignedIn, ready: Package) -> None:
    browser = signed_in(eino)

    pages = [
        browser.get(f"/answers/{ready.request_id}/"),
        browser.post(f"/answers/files/{ready.pk}/offer/"),
        browser.get(f"/answers/files/{ready.pk}/receipt/"),
    ]

    assert [page.status_code for page in pages] == [403, 403, 403]
    assert Package.objects.get().state == "ready"


def test_a_records_manager_of_another_register_sees_nothing(
    soks_call: UUID, signed_in: SignedIn, ready: Package
) -> None:
    other = granted(invited("anna", "Anna"), Role.RECORDS_MANAGER, "sok-mara")
    browser = signed_in(other)

    pages = [
        browser.get(f"/answers/{ready.request_id}/"),
        browser.get(f"/answers/items/{AnswerItem.objects.get().pk}/"),
        browser.post(f"/answers/files/{ready.pk}/offer/"),
        browser.get(f"/answers/files/{ready.pk}/receipt/"),
        browser.get(f"/answers/{ready.request_id}/letters/{ready.pk}/"),
    ]

    assert [page.status_code for page in pages] == [404] * 5
    assert Package.objects.get().state == "ready"
    assert package_delivery.PERSON.id == "portal:person"


def several(aino: Actor, count: int) -> UUID:
    """A request of which several mails of Maija's are to be given, listed."""
    mails = [
        kept(deliveries.mail(source_id=f"<{count}-{one}@example.fi>"))
        for one in range(count)
    ]
    request = answers.deciding(wiring.desk(), aino, *mails, now=NOW)
    package_reviews.begin(request, desk=wiring.desk(), actor=aino, now=NOW)
    return request


def test_some_contacts_are_on_a_page_and_the_next_open_item_is_one_step_away(
    browser: Client, aino: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seloste.web.packages.views.CONTACTS", 2)
    request = several(aino, 3)
    first, second, third = package_reviews.lines(request_row(request))

    one = browser.get(f"/answers/{request}/").content.decode()
    two = browser.get(f"/answers/{request}/?page=9").content.decode()
    back = browser.post(
        f"/answers/{request}/give/{third.contact_id}/?page=2", {"reason": "own"}
    )

    assert [str(each.id) in one for each in (first, second, third)] == [1, 1, 0]
    assert str(third.id) in two
    assert f'href="/answers/items/{first.id}/"' in two
    assert back.headers["Location"] == f"/answers/{request}/?page=2"


def test_a_long_answer_takes_no_more_queries_than_a_short_one(
    browser: Client, aino: Actor
) -> None:
    short, long = several(aino, 2), several(aino, 6)
    browser.get(f"/answers/{short}/")
    taken = []
    for request in (short, long):
        with CaptureQueriesContext(connection) as shown:
            browser.get(f"/answers/{request}/")
        with CaptureQueriesContext(connection) as listed:
            package_reviews.begin(request, desk=wiring.desk(), actor=aino, now=NOW)
        of_log = sum("_audit" in one["sql"] for one in listed)
        taken.append((len(shown), len(listed) - of_log))

    assert taken[0] == taken[1]
