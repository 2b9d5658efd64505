"""What is stored is a closed set: columns, tables, kinds and fields."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection

from seloste.domain.contact import Channel, Kind
from seloste.domain.customer import Identifier
from seloste.domain.staff import Actor, Role
from seloste.domain.verification import Verdict
from seloste.domain.work_item import WorkKind
from seloste.domain.work_words import WorkWords
from seloste.ports.desk import Desk
from seloste.records.models import (
    Contact,
    NoticeVersion,
    Quarantined,
    SealedObject,
    Source,
)
from seloste.records.personal_data import PersonalData
from seloste.services import call_lists, customer_steps, notes, work_items
from seloste.services.call_lists import NewList
from seloste.services.capture import Result as Outcome
from seloste.services.capture import capture
from seloste.services.customers import Wanted
from seloste.services.verification import category, sample
from seloste.services.work_items import NewWork
from tests.services.conftest import NOW, SETUP
from tests.services.deliveries import call, mail
from tests.services.verification.conftest import Ask, broken, employ, found, sweep


def alter(statement: str) -> None:
    """Change the schema behind the program's back."""
    connection.check_constraints()  # PostgreSQL alters no table with checks pending
    with connection.cursor() as cursor:
        cursor.execute(statement)


LISTING = ("R-05", "S-04", "S-08", "S-09")


@pytest.mark.parametrize("promise", ["R-05", "S-04", "S-08"])
def test_a_closed_inventory_is_proved(ask: Ask, promise: str) -> None:
    assert ask(promise).verdict is Verdict.PROVED


def test_every_kind_of_object_has_its_category() -> None:
    assert set(Kind) - set(category.CATEGORIES) == {Kind.HOLD_REASON}


def test_the_words_of_work_notes_customers_and_call_lists_are_in_the_inventory(
    ask: Ask, desk: Desk, kept: dict[str, UUID]
) -> None:
    eino = Actor(id="", role=Role.AGENT, staff_id=employ("eino", Role.AGENT))
    eino = replace(eino, id=f"staff:{eino.staff_id}")
    work_items.open_work(
        NewWork(
            register="retta",
            kind=WorkKind.TASK,
            words=WorkWords(title="Soita takaisin"),
            contact_ids=(kept["mail"],),
        ),
        desk=desk,
        actor=eino,
        now=NOW,
    )
    notes.write_on_contact(kept["mail"], "Soitettu", desk=desk, actor=eino, now=NOW)
    customer_steps.merge(
        Wanted("retta", "service", "tel", "+358455550101"),
        Identifier("customer_no", "B-2"),
        reason="Kertoi itse",
        desk=desk,
        actor=eino,
        now=NOW,
    )
    call_lists.import_list(
        NewList(
            register="sok-mara",
            controller="sok",
            source="business-register",
            purpose="correctness",
            basis="6(1)(f)",
            ends_on=NOW.date(),
        ),
        b"Nimi;Puhelin\nKaisa;040 555 0111\n",
        desk=desk,
        actor=SETUP,
        now=NOW,
    )

    assert broken(ask("R-05")) == set()
    assert broken(ask("S-08")) == set()


@pytest.mark.parametrize("promise", LISTING)
def test_an_added_column_is_broken(ask: Ask, promise: str) -> None:
    assert ask(promise).verdict is not Verdict.BROKEN
    alter("ALTER TABLE records_contact ADD COLUMN nickname text")

    result = ask(promise)

    assert found(result, "column-unclassified").ids == ("records_contact.nickname",)


def test_a_column_the_model_does_not_classify_is_broken(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask("R-05").verdict is Verdict.PROVED
    said = Contact.personal_data
    monkeypatch.setattr(
        Contact,
        "personal_data",
        PersonalData(erase=said.erase - {"language"}, keep=said.keep),
    )

    assert found(ask("R-05"), "column-unclassified").ids == (
        "records_contact.language",
    )


def test_a_column_classified_twice_is_broken(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = Contact.personal_data
    monkeypatch.setattr(
        Contact, "personal_data", PersonalData(erase=said.erase, keep={"language"})
    )

    assert broken(ask("R-05")) == {"column-unclassified"}


def test_a_table_on_nobodys_list_is_broken(ask: Ask) -> None:
    alter("CREATE TABLE customers (name text)")

    assert found(ask("R-05"), "table-unknown").ids == ("customers",)


@pytest.mark.parametrize("promise", ["R-11", "S-19", "S-08"])
def test_a_column_that_evaluates_people_is_broken(ask: Ask, promise: str) -> None:
    assert ask(promise).verdict is Verdict.PROVED
    alter("ALTER TABLE records_party ADD COLUMN sentiment_score real")

    assert "profile-column" in broken(ask(promise))


def test_a_kind_the_notice_does_not_list_is_broken(ask: Ask) -> None:
    assert ask("S-08").verdict is Verdict.PROVED
    SealedObject.objects.filter(register_id="sok-mara", kind=Kind.RECORDING).update(
        kind=Kind.MESSAGE
    )

    assert broken(ask("S-08")) == {"kind-outside"}


def test_a_metadata_field_without_a_category_is_broken(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(category.FIELDS, "customer_no")

    assert found(ask("R-05"), "metadata-open").ids == ("customer_no",)


def test_a_channel_that_is_not_the_registers_is_broken(
    ask: Ask, kept: dict[str, UUID]
) -> None:
    Contact.objects.filter(pk=kept["sok"]).update(channel=Channel.CHAT)

    assert found(ask("S-04"), "channel-outside").ids == (str(kept["sok"]),)


def test_recordings_the_notice_does_not_speak_of_are_broken(ask: Ask) -> None:
    assert ask("R-05").verdict is Verdict.PROVED
    row = NoticeVersion.objects.get(register_id="retta")
    row.document = row.document.replace(
        "- channel: call\n    recorded: true", "- channel: call"
    )
    row.save()

    assert found(ask("R-05"), "recording-not-promised").count == 1


def test_special_categories_are_masked_for_purposes_that_do_not_reach_them(
    ask: Ask,
) -> None:
    assert found(ask("S-09"), "special-masked").ids == (
        "correctness",
        "guidelines",
        "service-level",
        "training",
    )


def test_arrivals_count_what_is_kept_and_what_waits(ask: Ask, desk: Desk) -> None:
    receipt = capture(
        call(address="+358911111111", source_id="lost"), desk=desk, now=NOW
    )
    assert receipt.result is Outcome.QUARANTINED

    result = ask("R-04")

    assert found(result, "arrivals-kept").count == 3
    assert found(result, "calls-not-compared").verdict is Verdict.GAP


def test_what_waits_for_a_week_is_a_gap(ask: Ask, desk: Desk) -> None:
    receipt = capture(
        call(address="+358911111111", source_id="lost"), desk=desk, now=NOW
    )
    assert "quarantine-waiting" not in {one.code for one in ask("R-04").evidence}

    later = NOW + timedelta(days=8)
    sweep(desk, later)

    assert found(ask("R-04", at=later), "quarantine-waiting").ids == (str(receipt.id),)


def test_quarantine_keeps_its_days_like_everything_else(ask: Ask, desk: Desk) -> None:
    capture(call(address="+358911111111", source_id="lost"), desk=desk, now=NOW)
    assert ask("R-17").verdict is Verdict.PROVED

    Quarantined.objects.update(received_at=NOW + timedelta(days=1))

    assert broken(ask("R-17")) == {"schedule-unfounded"}


def test_a_lost_object_breaks_the_promise_to_keep_everything(
    ask: Ask, desk: Desk
) -> None:
    assert ask("R-04").verdict is not Verdict.BROKEN
    lost = SealedObject.objects.get(kind=Kind.MESSAGE)
    desk.vault.destroy([lost.ref()])

    assert broken(ask("R-04")) == {"object-incomplete"}


def test_a_flipped_bit_breaks_what_is_kept(ask: Ask, tmp_path: Path) -> None:
    assert ask("R-04").verdict is not Verdict.BROKEN
    recording = SealedObject.objects.get(register_id="retta", kind=Kind.RECORDING)
    [blob] = (tmp_path / "home" / "data").rglob(f"*{recording.pk}*")
    data = bytearray(blob.read_bytes())
    data[len(data) // 2] ^= 1
    blob.chmod(0o600)
    blob.write_bytes(data)

    result = ask("R-04")

    assert found(result, "object-damaged").ids == (str(recording.pk),)


def test_a_draw_is_bounded(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, kept: dict[str, UUID]
) -> None:
    assert found(ask("R-04"), "bytes-verified").count == 4
    monkeypatch.setattr(sample, "OBJECTS", 3)
    assert found(ask("R-04"), "bytes-verified").count == 3

    monkeypatch.setattr(sample, "BYTES", 1)

    assert found(ask("R-04"), "bytes-verified").count == 1


def test_channels_without_a_source_are_named(ask: Ask) -> None:
    assert found(ask("R-04"), "channel-without-source").ids == (
        "chat",
        "form",
        "paper",
    )


def test_any_preset_that_brings_everything_fills_the_channels(ask: Ask) -> None:
    Source.objects.filter(slug="retta-mail").update(preset="api")

    assert "channel-without-source" not in {one.code for one in ask("R-04").evidence}


def test_a_mail_in_a_register_of_calls_is_quarantined_and_in_order(
    ask: Ask, desk: Desk
) -> None:
    capture(mail(source="sok-calls"), desk=desk, now=NOW)

    assert ask("S-04").verdict is Verdict.PROVED
    assert ask("S-14").verdict is Verdict.PROVED
