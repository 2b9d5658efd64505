"""Mails as .eml files and as mailboxes."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from seloste.adapters.mail.eml import EmlReader
from seloste.adapters.mail.mbox import MboxReader
from seloste.adapters.storage.safe_open import SafeFolder
from seloste.domain.contact import Channel, Delivery, Direction, Kind, PartyRole
from seloste.ports.sources import Found, Rejected
from seloste.protocols.mime import Limits
from tests.adapters.handovers import contents, deliveries, found, rejections, write

NOW = datetime(2025, 3, 4, 8, tzinfo=UTC)
OWN = frozenset({"example.fi"})
MAIL = (
    b"From: Maija <maija@example.com>\nTo: Palvelu <palvelu@example.fi>\n"
    b"Cc: onni@example.com\nSubject: Vuoto\nDate: Mon, 3 Mar 2025 12:00:00 +0200\n"
    b"Message-ID: <a1@example.com>\n\nVesi tulee.\n"
)


def read_eml(path: Path, limits: Limits | None = None) -> list[Found | Rejected]:
    root = path if path.is_dir() else path.parent
    reader = EmlReader(
        source="mailbox",
        open_file=SafeFolder(root),
        now=NOW,
        own_domains=OWN,
        limits=limits or Limits(),
    )
    return list(reader.read(path))


def read_mbox(path: Path, limits: Limits | None = None) -> list[Found | Rejected]:
    reader = MboxReader(
        source="mailbox",
        open_file=SafeFolder(path.parent),
        now=NOW,
        own_domains=OWN,
        limits=limits or Limits(),
    )
    return list(reader.read(path))


def one(tmp_path: Path, data: bytes) -> Delivery:
    write(tmp_path, a__eml=data)
    (delivery,) = [f.delivery for f in found(read_eml(tmp_path))]
    return delivery


def test_a_mail_is_delivered_as_it_came(tmp_path: Path) -> None:
    delivery = one(tmp_path, MAIL)

    assert (delivery.source, delivery.source_id) == ("mailbox", "a1@example.com")
    assert delivery.channel is Channel.MAIL
    assert delivery.started_at == datetime(2025, 3, 3, 10, tzinfo=UTC)
    assert (delivery.subject, delivery.address) == ("Vuoto", "palvelu@example.fi")
    assert [p.kind for p in delivery.parts] == [Kind.MESSAGE]
    assert contents(delivery) == [MAIL]


def test_who_wrote_is_the_customer_and_who_was_copied_is_unknown(
    tmp_path: Path,
) -> None:
    delivery = one(tmp_path, MAIL)

    assert delivery.direction is Direction.INBOUND
    assert [(p.role, p.name, p.mailto) for p in delivery.parties] == [
        (PartyRole.CUSTOMER, "Maija", "maija@example.com"),
        (PartyRole.OTHER, "Palvelu", "palvelu@example.fi"),
        (PartyRole.OTHER, "", "onni@example.com"),
    ]


def test_an_answer_of_the_organisation_is_outbound(tmp_path: Path) -> None:
    answer = (
        MAIL.replace(b"maija@example.com", b"x@x")
        .replace(b"palvelu@example.fi", b"maija@example.com")
        .replace(b"x@x", b"eino@example.fi")
    )

    delivery = one(tmp_path, answer)

    assert delivery.direction is Direction.OUTBOUND
    assert delivery.address == "eino@example.fi"
    assert [p.role for p in delivery.parties[:2]] == [
        PartyRole.AGENT,
        PartyRole.CUSTOMER,
    ]


@pytest.mark.parametrize("extra", [b"", b"Delivered-To: palvelu@example.fi\nX-Was-"])
def test_nobody_becomes_staff_by_writing_its_domain_into_from(
    extra: bytes, tmp_path: Path
) -> None:
    spoofed = MAIL.replace(b"maija@example.com", b"eino@example.fi")
    spoofed = spoofed.replace(b"To: ", extra + b"To: ", 1)

    delivery = one(tmp_path, spoofed)

    assert delivery.direction is Direction.INBOUND
    assert PartyRole.AGENT not in {p.role for p in delivery.parties}


def test_the_mailbox_is_the_one_the_server_delivered_to(tmp_path: Path) -> None:
    mail = b"Delivered-To: kirjaamo@example.fi\n" + MAIL

    assert one(tmp_path, mail).address == "kirjaamo@example.fi"


def test_a_mail_to_nobody_we_know_keeps_its_first_address(tmp_path: Path) -> None:
    mail = MAIL.replace(b"palvelu@example.fi", b"else@example.com")

    assert one(tmp_path, mail).address == "else@example.com"


def test_a_mail_to_nobody_has_no_address(tmp_path: Path) -> None:
    assert one(tmp_path, b"From: a@example.com\n\nx").address == ""


def test_a_mail_without_an_id_or_date_is_known_by_bytes_and_arrival(
    tmp_path: Path,
) -> None:
    mail = b"From: maija@example.com\nDate: eilen\n\nHei\n"

    delivery = one(tmp_path, mail)

    assert delivery.source_id == f"sha256:{hashlib.sha256(mail).hexdigest()}"
    assert delivery.started_at == NOW
    assert delivery.notes == ("message-id-missing", "date-missing")


def test_an_automatic_mail_is_marked(tmp_path: Path) -> None:
    assert one(tmp_path, b"Auto-Submitted: auto-replied\n" + MAIL).notes == (
        "automatic",
    )


def test_what_is_no_mail_is_rejected_and_the_rest_is_taken(tmp_path: Path) -> None:
    write(tmp_path, a__eml=MAIL, b__eml=b"\0\1", c__txt=b"x", d__EML=MAIL)
    (tmp_path / "e.eml").symlink_to(tmp_path / "a.eml")

    results = read_eml(tmp_path)

    assert [f.name for r in results if isinstance(r, Found) for f in r.files] == [
        "a.eml",
        "d.EML",
    ]
    assert rejections(results) == [
        ("b.eml", "not-a-mail", None),
        ("c.txt", "not-eml", None),
        ("e.eml", "symlink", None),
    ]


def test_a_mail_can_be_named_whatever_it_is_called(tmp_path: Path) -> None:
    write(tmp_path, mail__msg=MAIL)

    assert len(deliveries(read_eml(tmp_path / "mail.msg"))) == 1


def test_a_mail_that_is_too_large_is_rejected_unread(tmp_path: Path) -> None:
    write(tmp_path, a__eml=MAIL)

    assert rejections(read_eml(tmp_path, Limits(size=50))) == [
        ("a.eml", "too-large", None)
    ]


def test_a_mailbox_delivers_each_message(tmp_path: Path) -> None:
    second = MAIL.replace(b"a1@", b"a2@") + b">From here on\n"
    mailbox = b"From x Mon\n" + MAIL + b"\nFrom y Tue\n" + second
    write(tmp_path, in__mbox=mailbox)

    first, other = found(read_mbox(tmp_path / "in.mbox"))

    assert contents(first.delivery) == [MAIL]
    assert contents(other.delivery) == [second.replace(b">From", b"From")]
    assert other.tolerated == ("from-lines-unquoted",)


def test_a_bad_message_stops_no_other(tmp_path: Path) -> None:
    mailbox = (
        b"From x\nnothing\n\nFrom y\n" + MAIL + b"x" * 500 + b"\n\nFrom z\n" + MAIL
    )
    write(tmp_path, in__mbox=mailbox)

    results = read_mbox(tmp_path / "in.mbox", Limits(size=400))

    assert rejections(results) == [
        ("in.mbox", "not-a-mail", 2),
        ("in.mbox", "mail-too-large", 5),
    ]
    assert [d.source_id for d in deliveries(results)] == ["a1@example.com"]


def test_what_is_no_mailbox_is_rejected(tmp_path: Path) -> None:
    write(tmp_path, in__mbox=MAIL)

    assert rejections(read_mbox(tmp_path / "in.mbox")) == [
        ("in.mbox", "not-mbox", None)
    ]
