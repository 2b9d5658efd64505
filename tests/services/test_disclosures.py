"""Disclosures through the services: prepared, approved, handed over, told of."""

import base64
import hashlib
import io
import json
import zipfile
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from seloste.domain.audit import Action
from seloste.domain.disclosure import DisclosureRefused, Form
from seloste.domain.restriction import Ground
from seloste.domain.staff import Actor, Role
from seloste.domain.work_item import WorkKind
from seloste.ports.desk import Desk
from seloste.protocols import mime
from seloste.records.models import (
    DisclosedItem,
    Disclosure,
    Hold,
    RecipientNotice,
    SealedObject,
)
from seloste.services import (
    audit,
    claims,
    disclosure_packages,
    disclosures,
    recipients,
    restrictions,
    sweeps,
)
from seloste.services.disclosures import New, Receiver
from seloste.services.restrictions import Restricting
from tests.fakes.mail import FakeSender
from tests.services.conftest import NOW
from tests.services.deliveries import CANARY
from tests.services.mails import mailbox
from tests.services.works import mail, opened, staff

DAY = timedelta(days=1)
INSURER = Receiver(name="Vakuutusyhtiö Esimerkki", mailto="korvaus@vakuutus.example")


@pytest.fixture
def aino(registers: None) -> Actor:
    return staff("aino", Role.RECORDS_MANAGER)


@pytest.fixture
def onni(registers: None) -> Actor:
    return staff("onni", Role.DPO)


@pytest.fixture
def contact(registers: None, desk: Desk) -> UUID:
    return mail(desk)


@pytest.fixture
def claim(desk: Desk, aino: Actor, contact: UUID) -> UUID:
    work = opened(desk, aino, contact, kind=WorkKind.COMPLAINT)
    claims.raise_claim(
        work,
        reason="Maija vaatii korvausta",
        review_by=NOW + 60 * DAY,
        desk=desk,
        actor=aino,
        now=NOW,
    )
    return work


def wanted(contact: UUID, claim: UUID | None, **changes: object) -> New:
    new = New(
        register="retta",
        recipient="insurer",
        purpose="legal-defence",
        receiver=INSURER,
        contact_ids=[contact],
        claim=claim,
    )
    return replace(new, **changes)  # type: ignore[arg-type]  # names are checked by dataclasses


def prepared(desk: Desk, actor: Actor, new: New) -> UUID:
    return disclosures.prepare(new, desk=desk, actor=actor, now=NOW)


def handed(desk: Desk, aino: Actor, onni: Actor, new: New) -> tuple[UUID, bytes]:
    one = prepared(desk, aino, new)
    disclosures.approve(one, actor=onni, now=NOW)
    package = disclosure_packages.hand_over(one, desk=desk, actor=aino, now=NOW)
    return one, package.data


def said(vcon: bytes) -> str:
    """Return the text of every message in a vCon."""
    bodies = [one["body"] for one in json.loads(vcon)["dialog"]]
    return "".join(base64.urlsafe_b64decode(one + "==").decode() for one in bodies)


def test_an_approved_disclosure_goes_out_with_its_hashes(
    desk: Desk, aino: Actor, onni: Actor, contact: UUID, claim: UUID
) -> None:
    one, data = handed(desk, aino, onni, wanted(contact, claim))

    archive = zipfile.ZipFile(io.BytesIO(data))
    manifest = json.loads(archive.read("manifest.json"))
    vcon = archive.read(f"{contact}.vcon")
    assert CANARY in said(vcon)
    assert manifest["files"] == [
        {"name": f"{contact}.vcon", "sha256": hashlib.sha256(vcon).hexdigest()}
    ]
    rows = SealedObject.objects.filter(contact=contact, kind__in=("message", "meta"))
    assert {item["sealed_sha256"] for item in manifest["items"]} == set(
        rows.values_list("sha256", flat=True)
    )
    row = Disclosure.objects.get(pk=one)
    assert row.package_sha256 == hashlib.sha256(data).hexdigest()
    assert (row.prepared_by, row.decided_by) == (aino.id, onni.id)


def test_the_recipient_is_named_only_under_seal(
    desk: Desk, aino: Actor, contact: UUID, claim: UUID
) -> None:
    one = prepared(desk, aino, wanted(contact, claim))

    row = Disclosure.objects.select_related("details").get(pk=one)
    assert disclosures.receiver(row, desk) == INSURER
    assert row.details is not None
    assert b"Vakuutus" not in bytes(row.details.sealed or b"")


def test_without_an_open_claim_an_insurer_receives_nothing(
    desk: Desk, aino: Actor, contact: UUID, claim: UUID
) -> None:
    prepared(desk, aino, wanted(contact, claim))
    claims.end_claim(claim, actor=aino, now=NOW)

    for one in (claim, None):
        with pytest.raises(DisclosureRefused, match="no-claim"):
            prepared(desk, aino, wanted(contact, one))

    assert Disclosure.objects.count() == 1


def test_a_claim_lets_out_only_what_it_keeps(
    desk: Desk, aino: Actor, contact: UUID, claim: UUID
) -> None:
    other = mail(desk, 2)

    with pytest.raises(DisclosureRefused, match="not-of-claim"):
        prepared(desk, aino, wanted(contact, claim, contact_ids=[contact, other]))


def test_who_prepared_it_cannot_approve_it(
    desk: Desk, aino: Actor, contact: UUID, claim: UUID
) -> None:
    one = prepared(desk, aino, wanted(contact, claim))

    with pytest.raises(DisclosureRefused, match="same-person"):
        disclosures.approve(one, actor=aino, now=NOW)
    with pytest.raises(DisclosureRefused, match="no-such-move"):
        disclosure_packages.hand_over(one, desk=desk, actor=aino, now=NOW)


def test_it_goes_out_once(
    desk: Desk, aino: Actor, onni: Actor, contact: UUID, claim: UUID
) -> None:
    one, _ = handed(desk, aino, onni, wanted(contact, claim))

    with pytest.raises(DisclosureRefused, match="no-such-move"):
        disclosure_packages.hand_over(one, desk=desk, actor=aino, now=NOW)


def test_an_agent_discloses_nothing(desk: Desk, contact: UUID, claim: UUID) -> None:
    eino = staff("eino", Role.AGENT)

    with pytest.raises(DisclosureRefused, match="not-allowed"):
        prepared(desk, eino, wanted(contact, claim))

    assert not Disclosure.objects.exists()


def test_an_authority_receives_on_a_statute_with_its_request(
    desk: Desk, aino: Actor, onni: Actor, contact: UUID
) -> None:
    police = wanted(
        contact,
        None,
        recipient="authorities",
        purpose="legal-defence",
        receiver=Receiver("Helsingin poliisilaitos"),
        statute="806/2011 7:1 §",
        document=b"%PDF-1.7 pyynto",
    )
    with pytest.raises(DisclosureRefused, match="no-statute"):
        prepared(desk, aino, replace(police, statute=""))

    one, _ = handed(desk, aino, onni, police)

    row = Disclosure.objects.select_related("document").get(pk=one)
    assert (row.basis, row.statute) == ("6(1)(c)", "806/2011 7:1 §")
    assert row.document is not None


def test_the_group_gets_figures_that_name_nobody(
    desk: Desk, aino: Actor, onni: Actor, contact: UUID
) -> None:
    group = wanted(
        contact, None, recipient="group", purpose="development", contact_ids=()
    )
    with pytest.raises(DisclosureRefused, match="only-figures"):
        prepared(desk, aino, replace(group, contact_ids=[contact]))

    _, data = handed(desk, aino, onni, replace(group, form=Form.FIGURES))

    archive = zipfile.ZipFile(io.BytesIO(data))
    assert archive.namelist() == ["manifest.json", "figures.csv"]
    assert not DisclosedItem.objects.exists()


def test_what_changed_after_the_approval_does_not_go_out(
    desk: Desk, aino: Actor, onni: Actor, contact: UUID, claim: UUID
) -> None:
    police = wanted(
        contact,
        None,
        recipient="authorities",
        purpose="complaints",
        statute="806/2011",
        document=b"pyynto",
    )
    one = prepared(desk, aino, police)
    disclosures.approve(one, actor=onni, now=NOW)
    restricting = Restricting("retta", Ground.CONTESTED, contact_ids=[contact])
    restrictions.place(restricting, actor=aino, now=NOW)

    with pytest.raises(DisclosureRefused, match="restricted"):
        disclosure_packages.hand_over(one, desk=desk, actor=aino, now=NOW)


def test_every_step_is_in_the_log(
    desk: Desk, aino: Actor, onni: Actor, contact: UUID, claim: UUID
) -> None:
    one, _ = handed(desk, aino, onni, wanted(contact, claim))

    acts = [leaf.action for leaf in audit.timeline([one])]
    assert acts == [
        Action.DISCLOSURE_PREPARED,
        Action.DISCLOSURE_APPROVED,
        Action.DISCLOSURE_MADE,
    ]
    assert Action.DISCLOSURE_MADE in [leaf.action for leaf in audit.timeline([contact])]


def test_a_log_that_cannot_be_written_lets_nothing_out(
    desk: Desk, onni: Actor, contact: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    aino = staff("aino", Role.RECORDS_MANAGER)
    police = wanted(
        contact, None, recipient="authorities", statute="806/2011", document=b"pyynto"
    )
    one = prepared(desk, aino, police)
    disclosures.approve(one, actor=onni, now=NOW)

    def broken(*_args: object, **_kwargs: object) -> None:
        raise OSError("full")

    monkeypatch.setattr(audit, "record_many", broken)
    with pytest.raises(OSError, match="full"):
        disclosure_packages.hand_over(one, desk=desk, actor=aino, now=NOW)

    assert Disclosure.objects.get(pk=one).state == "approved"


def restricted(aino: Actor, contact: UUID) -> RecipientNotice:
    wanted = Restricting("retta", Ground.CONTESTED, contact_ids=[contact])
    restrictions.place(wanted, actor=aino, now=NOW)
    return RecipientNotice.objects.get()


def test_a_recipient_is_to_be_told_of_a_restriction(
    desk: Desk, aino: Actor, onni: Actor, contact: UUID, claim: UUID
) -> None:
    one, _ = handed(desk, aino, onni, wanted(contact, claim))

    notice = restricted(aino, contact)

    assert (notice.disclosure_id, notice.event, notice.state) == (
        one,
        "restricted",
        "waiting",
    )


def test_who_received_nothing_is_told_nothing(
    desk: Desk, aino: Actor, contact: UUID, claim: UUID
) -> None:
    prepared(desk, aino, wanted(contact, claim))

    restrictions.place(
        Restricting("retta", Ground.CONTESTED, contact_ids=[contact]),
        actor=aino,
        now=NOW,
    )

    assert not RecipientNotice.objects.exists()


def test_telling_is_noted_once_and_audited(
    desk: Desk, aino: Actor, onni: Actor, contact: UUID, claim: UUID
) -> None:
    one, _ = handed(desk, aino, onni, wanted(contact, claim))
    notice = restricted(aino, contact)

    recipients.note_told(notice.pk, method="letter", actor=aino, now=NOW)

    with pytest.raises(DisclosureRefused, match="told-already"):
        recipients.note_told(notice.pk, method="letter", actor=aino, now=NOW)
    assert audit.timeline([one])[-1].action is Action.RECIPIENT_TOLD


def sha256_of(contact: UUID) -> str:
    return DisclosedItem.objects.get(
        item_id__in=SealedObject.objects.filter(contact=contact, kind="message")
    ).sha256


def test_a_recipient_with_an_address_is_told_by_mail_without_names(
    desk: Desk, aino: Actor, onni: Actor, contact: UUID, claim: UUID
) -> None:
    sender = FakeSender()
    handed(desk, aino, onni, wanted(contact, claim))
    mailbox()
    notice = restricted(aino, contact)

    done = recipients.deliver(notice.pk, desk=replace(desk, mail=sender), now=NOW)

    notice.refresh_from_db()
    assert (done, notice.state, notice.method) == (True, "told", "mail")
    [sent] = sender.taken
    assert sent.recipients == ("korvaus@vakuutus.example",)
    assert b"Maija" not in sent.message
    said = mime.parse(sent.message).plain[0].text()[0]
    assert "Rajoittakaa niiden käsittelyä myös itse (18 artikla)." in said
    assert "Begränsa behandlingen av dem även hos er (artikel 18)." in said
    assert "Restrict their processing on your side too (Article 18)." in said
    assert sha256_of(contact) in said


def test_without_a_mail_server_it_waits_for_a_person(
    desk: Desk, aino: Actor, onni: Actor, contact: UUID, claim: UUID
) -> None:
    handed(desk, aino, onni, wanted(contact, claim))
    notice = restricted(aino, contact)

    assert not recipients.deliver(notice.pk, desk=replace(desk, mail=None), now=NOW)

    notice.refresh_from_db()
    assert notice.state == "waiting"


def test_impossible_needs_a_reason_which_is_sealed(
    desk: Desk, aino: Actor, onni: Actor, contact: UUID, claim: UUID
) -> None:
    handed(desk, aino, onni, wanted(contact, claim))
    notice = restricted(aino, contact)
    with pytest.raises(DisclosureRefused, match="no-reason"):
        recipients.note_impossible(
            notice.pk, reason=" ", desk=desk, actor=aino, now=NOW
        )

    recipients.note_impossible(
        notice.pk, reason="Yhtiö on purettu", desk=desk, actor=aino, now=NOW
    )

    notice.refresh_from_db()
    assert notice.state == "impossible"
    assert notice.reason is not None


def test_who_received_something_is_known_by_name_for_a_year_after_it_is_gone(
    desk: Desk, aino: Actor, onni: Actor, contact: UUID, claim: UUID
) -> None:
    one, _ = handed(desk, aino, onni, wanted(contact, claim))
    claims.end_claim(claim, actor=aino, now=NOW)
    Hold.objects.filter(released_at=None).update(released_at=NOW)
    over = NOW + 200 * DAY
    sweeps.sweep(desk=desk, actor=aino, now=over)
    row = Disclosure.objects.select_related("details").get(pk=one)
    assert disclosures.name_of(row, desk=desk) == INSURER.name

    sweeps.sweep(desk=desk, actor=aino, now=over + 366 * DAY)

    row = Disclosure.objects.select_related("details").get(pk=one)
    assert disclosures.name_of(row, desk=desk) == ""
    assert row.package_sha256
