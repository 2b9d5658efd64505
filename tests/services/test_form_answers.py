"""Answers to forms: captured under the notice shown, never lost, never traced."""

import io
import logging
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from seloste.domain.contact import Kind
from seloste.domain.form import FormAnswer, FormRefused
from seloste.domain.notice import Capacity, Language
from seloste.domain.staff import Role, system
from seloste.domain.work_item import Reason
from seloste.ports.desk import Desk
from seloste.records.models import (
    Attachment,
    AuditLeaf,
    Contact,
    Conversation,
    FormAttempt,
    NoticeReceipt,
    Quarantined,
    SealedObject,
)
from seloste.services import form_answers, form_sites, openings, queues, retries, sweeps
from seloste.services.access import NotFound
from seloste.services.form_answers import File
from seloste.services.notices import store
from seloste.services.queues import QueueSettings
from tests.services.conftest import NOW, SETUP
from tests.services.deliveries import CANARY
from tests.services.desks import EXAMPLES
from tests.services.form_writers import ADDRESS, PATIENT, send, site, token, written
from tests.services.people import person

pytestmark = pytest.mark.usefixtures("registers")


def test_an_answer_becomes_a_contact_of_the_controller_of_its_address(
    desk: Desk,
) -> None:
    site(address="toimeksiannot@retta.example")

    send(desk)

    contact = Contact.objects.get()
    assert contact.channel == "form"
    assert contact.controller.key == "retta"
    assert contact.capacity == Capacity.PROCESSOR
    assert contact.language == "fi"


def test_what_was_written_is_sealed_and_opened_for_a_purpose(desk: Desk) -> None:
    site()
    reference = send(desk, topic=Reason.QUALITY)
    eino = person("eino", Role.AGENT)
    item = SealedObject.objects.get(kind=Kind.FORM_ANSWER)

    opening = openings.open_item(
        item.id, staff_id=eino, purpose_id="service", now=NOW
    ).opening_id
    read = form_answers.opened(opening, staff_id=eino, desk=desk, now=NOW)

    assert read == FormAnswer(
        site="palaute",
        reference=reference,
        message=f"Rappukäytävän valo ei pala. {CANARY}",
        topic=Reason.QUALITY,
        name="Maija Meikäläinen",
        email="maija@example.fi",
        wants_answer=True,
    )


def test_what_was_opened_is_no_form_where_it_is_something_else(desk: Desk) -> None:
    site()
    send(desk, file=File("kuva.png", "image/png", b"\x89PNG\r\n\x1a\n"))
    eino = person("eino", Role.AGENT)
    item = SealedObject.objects.get(kind=Kind.ATTACHMENT)
    opening = openings.open_item(
        item.id, staff_id=eino, purpose_id="service", now=NOW
    ).opening_id

    with pytest.raises(NotFound):
        form_answers.opened(opening, staff_id=eino, desk=desk, now=NOW)


def test_the_notice_that_was_shown_is_recorded(desk: Desk) -> None:
    site()

    send(desk)

    receipt = NoticeReceipt.objects.get()
    assert receipt.contact == Contact.objects.get()
    assert receipt.notice_version.number == 1
    assert receipt.language == "fi"
    assert receipt.shown_at == NOW - PATIENT


def test_a_page_that_showed_an_older_notice_is_shown_again(desk: Desk) -> None:
    site()
    old = token(desk, at=NOW)
    text = (EXAMPLES / "retta.yaml").read_text(encoding="utf-8")
    newer = text.replace("effective: 2024-07-01", "effective: 2026-05-04")
    store.publish(text=newer, actor=SETUP, now=NOW, key_backup_days=7)

    with pytest.raises(FormRefused) as refusal:
        form_answers.send(written(old), desk=desk, now=NOW + PATIENT)

    assert refusal.value.reason == "notice-changed"
    assert not Contact.objects.exists()


def test_an_answer_is_audited(desk: Desk) -> None:
    site()

    send(desk)

    leaf = AuditLeaf.objects.get(action="contact.captured")
    assert '"actor":"source:palaute"' in leaf.body


def test_sent_twice_it_is_kept_once(desk: Desk) -> None:
    site()
    page = token(desk, at=NOW - PATIENT)

    first = form_answers.send(written(page), desk=desk, now=NOW)
    second = form_answers.send(written(page), desk=desk, now=NOW)

    assert first == second
    assert Contact.objects.count() == 1


def test_a_page_used_twice_with_other_words_loses_nothing(desk: Desk) -> None:
    site()
    page = token(desk, at=NOW - PATIENT)
    form_answers.send(written(page), desk=desk, now=NOW)

    form_answers.send(written(page, message="Toinen asia"), desk=desk, now=NOW)

    assert Contact.objects.count() == 1
    assert Quarantined.objects.get().reason == "same-id-other-content"


def test_a_file_comes_along(desk: Desk) -> None:
    site()

    send(desk, file=File("kuva.png", "image/png", b"\x89PNG\r\n\x1a\n"))

    assert Attachment.objects.get().media_type == "image/png"


def test_an_answer_goes_to_the_queue_of_its_form(desk: Desk) -> None:
    queues.set_queue(
        QueueSettings(
            register="retta",
            slug="palautteet",
            name_fi="Palautteet",
            name_sv="Respons",
            name_en="Feedback",
            addresses=("x@example.fi",),
        ),
        actor=SETUP,
        now=NOW,
    )
    site(queue="palautteet")

    send(desk)

    queue = Conversation.objects.get().queue
    assert queue is not None
    assert queue.slug == "palautteet"


def test_nobody_need_say_who_they_are(desk: Desk) -> None:
    site()

    send(desk, name="", email="", wants_answer=False)

    assert not Contact.objects.get().parties.exists()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"message": "  "}, "no-message"),
        ({"message": "a" * 20_001}, "too-long"),
        ({"name": "a" * 201}, "too-long"),
        ({"site": "muu"}, "unknown-site"),
    ],
)
def test_what_cannot_be_kept_is_refused(
    desk: Desk, changes: dict[str, Any], reason: str
) -> None:
    site()

    with pytest.raises(FormRefused) as refusal:
        send(desk, **changes)

    assert refusal.value.reason == reason
    assert not SealedObject.objects.exists()


def test_a_form_that_is_closed_takes_nothing(desk: Desk) -> None:
    site()
    page = token(desk, at=NOW - PATIENT)
    site(active=False)

    with pytest.raises(FormRefused, match="unknown-site"):
        form_answers.send(written(page), desk=desk, now=NOW)


# --- machines ---


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "palaute.1777885140.AAAAAAAAAAAA.1.fi",
        "palaute.1777885140.AAAAAAAAAAAA.1.fi." + "0" * 64,
        "....." + "0" * 64,
        "palaute.x.y.z.fi.ä",
    ],
)
def test_a_token_that_was_not_issued_here_is_refused(desk: Desk, forged: str) -> None:
    site()

    with pytest.raises(FormRefused) as refusal:
        form_answers.send(written(forged), desk=desk, now=NOW)

    assert refusal.value.reason == "bad-token"


def test_a_token_of_another_form_is_refused(desk: Desk) -> None:
    site()
    site(slug="toinen")
    other = token(desk, at=NOW - PATIENT, slug="toinen")

    with pytest.raises(FormRefused, match="bad-token"):
        form_answers.send(written(other), desk=desk, now=NOW)


def test_a_token_made_older_by_hand_is_refused(desk: Desk) -> None:
    site()
    parts = token(desk, at=NOW).split(".")
    parts[1] = str(int(parts[1]) - 60)

    with pytest.raises(FormRefused, match="bad-token"):
        form_answers.send(written(".".join(parts)), desk=desk, now=NOW)


@pytest.mark.parametrize(
    ("age", "reason"),
    [
        (timedelta(seconds=14), "too-fast"),
        (timedelta(hours=12, seconds=1), "too-old"),
    ],
)
def test_too_fast_and_too_late_are_told_so(
    desk: Desk, age: timedelta, reason: str
) -> None:
    site()
    page = token(desk, at=NOW)

    with pytest.raises(FormRefused) as refusal:
        form_answers.send(written(page), desk=desk, now=NOW + age)

    assert refusal.value.reason == reason
    assert not SealedObject.objects.exists()


def proof_of(reference: str) -> str:
    """Return a proof found the slow way, by the rule the page's script follows."""
    return next(
        str(n)
        for n in range(10**7)
        if sha256(f"{reference}:{n}".encode()).digest()[:2] < b"\x00\x08"
    )


def test_work_of_the_script_shortens_the_wait(desk: Desk) -> None:
    site()
    page = token(desk, at=NOW)
    proof = proof_of(page.split(".")[2])

    form_answers.send(
        written(page, proof=proof), desk=desk, now=NOW + timedelta(seconds=4)
    )

    assert Contact.objects.count() == 1


@pytest.mark.parametrize("proof", ["0", "-1", "1e9", "9" * 30, "²"])
def test_a_proof_that_proves_nothing_does_not_help(desk: Desk, proof: str) -> None:
    site()
    page = token(desk, at=NOW)

    with pytest.raises(FormRefused, match="too-fast"):
        form_answers.send(
            written(page, proof=proof), desk=desk, now=NOW + timedelta(seconds=4)
        )


@pytest.mark.parametrize(
    "changes",
    [
        {"trap": "http://example.com"},
        {"message": "osta " + "https://example.com/ " * 6},
    ],
)
def test_what_looks_like_spam_waits_for_a_person(
    desk: Desk, changes: dict[str, Any]
) -> None:
    site()

    reference = send(desk, **changes)

    assert len(reference) == 12
    assert not Contact.objects.exists()
    assert Quarantined.objects.get().reason == "looks-like-spam"


def test_a_flood_from_one_address_waits_for_a_person(desk: Desk) -> None:
    site()
    for number in range(5):
        send(desk, message=f"Asia {number}")
    assert Contact.objects.count() == 5

    send(desk, message="Asia 6")
    send(desk, message="Asia 7", address="198.51.100.1")

    assert Quarantined.objects.count() == 1
    assert Contact.objects.count() == 6


def test_a_great_flood_is_told_to_come_back_later(desk: Desk) -> None:
    site()
    for number in range(30):
        send(desk, message=f"Asia {number}", at=NOW + timedelta(minutes=number))

    with pytest.raises(FormRefused, match="too-many"):
        send(desk, message="Asia 31", at=NOW + timedelta(minutes=31))


def test_the_same_words_from_everywhere_wait_for_a_person(desk: Desk) -> None:
    site()
    for number in range(3):
        send(desk, message="Osta  HALVALLA", address=f"192.0.2.{number}")

    send(desk, message="osta halvalla ", address="192.0.2.99")

    assert Contact.objects.count() == 3
    assert Quarantined.objects.get().reason == "looks-like-spam"


def test_what_looked_like_spam_is_let_in_by_a_person(desk: Desk) -> None:
    site()
    send(desk, trap="x")

    retries.retry(Quarantined.objects.get().id, desk=desk, actor=SETUP, now=NOW)

    contact = Contact.objects.get()
    assert contact.notice_receipt.notice_version.number == 1


def test_an_address_is_kept_nowhere(desk: Desk, tmp_path: Path) -> None:
    site()

    send(desk, address=ADDRESS)

    attempt = FormAttempt.objects.get()
    assert len(attempt.address_key) == 64
    assert ADDRESS.encode() not in everything(tmp_path)


def test_an_address_has_another_fingerprint_tomorrow(desk: Desk) -> None:
    site()

    send(desk)
    send(desk, at=NOW + timedelta(hours=15))

    keys = set(FormAttempt.objects.values_list("address_key", flat=True))
    assert len(keys) == 2


def test_attempts_are_forgotten_after_a_day(desk: Desk) -> None:
    site()
    send(desk)
    assert FormAttempt.objects.exists()

    sweeps.sweep(desk=desk, actor=system("sweep"), now=NOW + timedelta(days=1))

    assert not FormAttempt.objects.exists()


# --- to the end ---


def test_an_answer_is_gone_from_every_store_on_its_day(
    desk: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    site()
    send(desk, file=File("maija.txt", "text/plain", CANARY.encode()))
    items = list(SealedObject.objects.all())
    metas = [desk.vault.open(one.ref(), inline=one.inline()) for one in items]
    assert sum(CANARY.encode() in text for text in metas) == 3
    assert NoticeReceipt.objects.exists()

    sweeps.sweep(desk=desk, actor=system("sweep"), now=NOW + timedelta(days=181))

    assert not Contact.objects.exists()
    assert not NoticeReceipt.objects.exists()
    assert not SealedObject.objects.exists()
    assert desk.vault.absent([one.ref() for one in items]) == ()
    assert CANARY.encode() not in everything(tmp_path)
    assert CANARY not in caplog.text


def everything(folder: Path) -> bytes:
    """Return every byte of every file below a folder, and of the database."""
    found = io.BytesIO()
    for file in folder.rglob("*"):
        if file.is_file():
            found.write(file.read_bytes())
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            found.write(repr(cursor.fetchall()).encode())
    name = Path(str(settings.DATABASES["default"]["NAME"]))
    if name.is_file():
        found.write(name.read_bytes())
    return found.getvalue()


# --- finding one by its reference ---


def test_a_reference_finds_its_answer_for_those_who_work_with_it(desk: Desk) -> None:
    site()
    reference = send(desk)
    eino = person("eino", Role.AGENT)
    said = f"{reference[:4].lower()}-{reference[4:8]} {reference[8:]}"

    found = form_answers.find(
        said, register="retta", staff_id=eino, vault=desk.vault, now=NOW
    )

    assert found == Contact.objects.get().id


def test_a_reference_finds_nothing_for_an_outsider(desk: Desk) -> None:
    site()
    reference = send(desk)
    outsider = person("ulla", Role.AGENT, register="sok-mara")

    with pytest.raises(NotFound):
        form_answers.find(
            reference, register="retta", staff_id=outsider, vault=desk.vault, now=NOW
        )


def test_an_unknown_reference_finds_nothing(desk: Desk) -> None:
    eino = person("eino", Role.AGENT)

    with pytest.raises(NotFound):
        form_answers.find(
            "AAAA", register="retta", staff_id=eino, vault=desk.vault, now=NOW
        )


def test_the_page_keeps_its_token_while_it_says_what_is_shown(desk: Desk) -> None:
    site()
    first = token(desk)

    again = form_sites.page(
        "palaute",
        language=Language.FI,
        notice_address="",
        vault=desk.vault,
        now=NOW + timedelta(seconds=9),
        token=first,
    )

    assert again.token == first
