"""Sources, controllers, recipients, transfers, rights and what only people know."""

from datetime import timedelta
from uuid import UUID

import pytest

from seloste.domain.contact import Direction
from seloste.domain.processor import TransferGround
from seloste.domain.staff import Role
from seloste.domain.verification import Verdict
from seloste.ports.desk import Desk
from seloste.records.models import (
    Attestation,
    AuditLeaf,
    Contact,
    Controller,
    NoticeVersion,
    Source,
)
from seloste.services import attestations, processors, sources
from seloste.services.capture import capture
from tests.fakes.installation import FakeInstallation
from tests.services.conftest import NOW, SETUP
from tests.services.deliveries import announced_call, call
from tests.services.processor_entries import entered
from tests.services.verification.conftest import Ask, broken, employ, found

PAPER = ("R-22", "R-24", "R-25", "S-20", "S-21", "S-23")


def test_contacts_of_registered_sources_are_proved(ask: Ask) -> None:
    result = ask("R-10")

    assert result.verdict is Verdict.PROVED
    assert found(result, "sources-registered").count == 2


def test_a_source_of_another_register_is_broken(ask: Ask) -> None:
    assert ask("R-10").verdict is Verdict.PROVED
    Source.objects.filter(slug="retta-mail").update(register_id="sok-mara")

    assert found(ask("R-10"), "source-unregistered").count == 1


def test_a_source_the_log_does_not_know_is_broken(ask: Ask) -> None:
    foreign = Source.objects.create(
        slug="bought-list", register_id="retta", preset="manifest", registered_at=NOW
    )
    Contact.objects.filter(register_id="retta").update(source=foreign)

    assert broken(ask("R-10")) == {"source-unregistered"}


def test_where_outbound_data_came_from_is_not_kept(ask: Ask, desk: Desk) -> None:
    assert "outbound-origin-not-kept" not in {o.code for o in ask("S-10").evidence}
    capture(
        announced_call(source_id="out", direction=Direction.OUTBOUND),
        desk=desk,
        now=NOW,
    )

    assert found(ask("S-10"), "outbound-origin-not-kept").count == 1


@pytest.mark.parametrize("promise", ["R-01", "S-01"])
def test_each_contact_has_a_controller(ask: Ask, promise: str) -> None:
    assert ask(promise).verdict is Verdict.PROVED


def test_a_controller_the_notice_does_not_name_is_broken(ask: Ask) -> None:
    assert ask("R-01").verdict is Verdict.PROVED
    other = Controller.objects.create(register_id="retta", key="other", name="Muu Oy")
    Contact.objects.filter(register_id="retta").update(controller=other)

    assert found(ask("R-01"), "controller-missing").count == 2


def test_a_controller_of_another_register_is_broken(
    ask: Ask, kept: dict[str, UUID]
) -> None:
    foreign = Controller.objects.get(register_id="sok-mara")
    Contact.objects.filter(pk=kept["mail"]).update(controller=foreign)

    assert found(ask("R-01"), "controller-missing").ids == (str(kept["mail"]),)


def test_a_source_that_leads_to_nobody_is_a_gap(ask: Ask) -> None:
    for slug, address in (("lost", "+358999999999"), ("good", "+358900000101")):
        sources.register_source(
            slug=slug,
            register="retta",
            preset="freepbx",
            time_zone="Europe/Helsinki",
            address=address,
            actor=SETUP,
            now=NOW,
        )

    assert found(ask("R-01"), "source-unmapped").ids == ("lost",)


def test_the_processor_slice_is_told_apart(ask: Ask, desk: Desk) -> None:
    capture(call(source_id="x", address="+358900000102"), desk=desk, now=NOW)

    result = ask("R-03")

    assert found(result, "processor-slice").count == 1
    assert result.verdict is Verdict.PROVED


def test_a_processor_the_notice_does_not_name_is_broken(ask: Ask) -> None:
    other = Controller.objects.create(register_id="retta", key="other", name="Muu Oy")
    Contact.objects.filter(register_id="retta").update(
        controller=other, capacity="processor"
    )

    assert "processor-outside" in broken(ask("R-03"))


@pytest.mark.parametrize("promise", ["R-12", "R-06", "R-10", "R-16", "R-11", "R-05"])
def test_a_recipient_added_behind_the_notice_is_broken(ask: Ask, promise: str) -> None:
    assert ask(promise).verdict is not Verdict.BROKEN
    row = NoticeVersion.objects.get(register_id="retta")
    row.document = row.document.replace("kind: insurer", "kind: group")
    row.save()

    assert broken(ask(promise)) == {"notice-changed"}


@pytest.mark.parametrize("promise", ["R-16", "S-13"])
def test_nothing_is_sent_but_only_people_know_where_the_machine_stands(
    ask: Ask, promise: str
) -> None:
    result = ask(promise)

    assert found(result, "nothing-sent").verdict is Verdict.PROVED
    assert result.verdict is Verdict.GAP


def test_another_machine_of_nobody_is_broken(
    ask: Ask, installation: FakeInstallation
) -> None:
    installation.change(remote_hosts=("db.example",))

    assert found(ask("R-16"), "host-unregistered").ids == ("db.example",)
    assert ask("R-16").verdict is Verdict.BROKEN


def test_a_transfer_without_a_safeguard_is_broken(
    ask: Ask,
) -> None:
    abroad = entered(
        register="sok-mara",
        recipient="partners",
        country="US",
        ground=TransferGround.SCC,
    )
    processors.add(abroad, actor=SETUP, now=NOW)
    assert ask("S-13").verdict is Verdict.GAP
    row = NoticeVersion.objects.get(register_id="sok-mara")
    row.document = row.document.replace("mechanisms: [scc, other]", "mechanisms: []")
    row.save()

    assert broken(ask("S-13")) == {"safeguards-missing", "notice-changed"}


@pytest.mark.parametrize("promise", ["S-02", "S-03"])
def test_a_contact_stands_in_every_language(ask: Ask, promise: str) -> None:
    assert found(ask(promise), "contact-rendered").count == 3


def test_a_notice_without_an_address_is_a_gap(ask: Ask) -> None:
    assert found(ask("R-36"), "contact-missing").verdict is Verdict.GAP


def test_breaches_are_built_later(ask: Ask) -> None:
    assert ask("S-24").verdict is Verdict.GAP


@pytest.mark.parametrize("promise", PAPER)
def test_what_only_paper_shows_is_a_gap_until_somebody_says_so(
    ask: Ask, promise: str
) -> None:
    assert ask(promise).verdict is Verdict.GAP

    state(promise)

    assert ask(promise).verdict is Verdict.ATTESTED


def state(promise: str) -> UUID:
    """Let Onni state that a promise is kept, for a year."""
    register = "retta" if promise.startswith("R") else "sok-mara"
    employ("onni", Role.DPO, register=register)
    return attestations.attest(
        register=register,
        promise=promise,
        statement="Kävin katsomassa: lukossa.",
        valid_days=365,
        username="onni",
        actor=SETUP,
        now=NOW,
    )


def test_a_statement_is_named_and_dated(ask: Ask) -> None:
    statement = state("R-22")

    assert found(ask("R-22"), "statement-fresh").ids == (
        "by:onni",
        "on:2026-05-04",
        f"statement:{statement}",
        "until:2027-05-04",
    )


def test_a_statement_runs_out(ask: Ask) -> None:
    state("R-22")

    result = ask("R-22", at=NOW + timedelta(days=365))

    assert found(result, "statement-expired").verdict is Verdict.GAP


def test_a_statement_nobody_recorded_is_broken(ask: Ask) -> None:
    state("R-22")
    assert ask("R-22").verdict is Verdict.ATTESTED
    AuditLeaf.objects.filter(action="attestation.given").delete()

    assert broken(ask("R-22")) == {"statement-unrecorded"}


@pytest.mark.parametrize("promise", ["R-16", "S-07", "S-18", "S-02"])
def test_a_statement_completes_what_machines_show(ask: Ask, promise: str) -> None:
    state(promise)

    assert ask(promise).verdict is Verdict.ATTESTED


def test_a_statement_never_makes_proved_of_what_is_built_later(ask: Ask) -> None:
    state("R-21")

    assert Attestation.objects.exists()
    assert ask("R-21").verdict is Verdict.GAP
