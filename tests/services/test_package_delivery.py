"""Handing over an answer: once, to whoever has the link and the code, with proof."""

import json
from dataclasses import replace
from datetime import timedelta

import pyrage.passphrase  # type: ignore[import-untyped] # has no types
import pytest

from seloste.domain.contact import Kind
from seloste.domain.package import PackageRefused
from seloste.domain.rights_letter import LetterKind
from seloste.domain.staff import Actor, Role
from seloste.ports.age import AgeRefused
from seloste.ports.desk import Desk
from seloste.records.models import AuditLeaf, Package, RightsRequest, SealedObject
from seloste.services import (
    audit,
    package_building,
    package_delivery,
    package_mails,
    rights_letters,
    rights_moves,
)
from seloste.services.access import NotFound
from tests.fakes.mail import FakeSender
from tests.fakes.pdf import FakePdfMaker
from tests.services import answers, mails
from tests.services.conftest import NOW
from tests.services.works import staff

pytestmark = pytest.mark.usefixtures("registers")


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A real desk that sets no pages: that takes seconds."""
    return replace(desk, pdf=FakePdfMaker())


@pytest.fixture
def aino(registers: None) -> Actor:
    return staff("aino", Role.RECORDS_MANAGER)


@pytest.fixture
def onni(registers: None) -> Actor:
    return staff("onni", Role.DPO)


@pytest.fixture
def eino(registers: None) -> Actor:
    return staff("eino", Role.AGENT)


@pytest.fixture
def package(desk: Desk, aino: Actor, onni: Actor) -> Package:
    """A package of a mail of Maija's, approved and built."""
    return answers.ready(desk, aino, onni, answers.mail(desk))


def state(package: Package) -> str:
    return Package.objects.get(pk=package.pk).state


def last(action: str) -> dict[str, object]:
    body = AuditLeaf.objects.filter(action=action).order_by("-seq").first()
    assert body is not None
    found = json.loads(body.body)
    assert isinstance(found, dict)
    return found


def refused(token: str, code: str, *, desk: Desk, days: int = 0) -> str:
    with pytest.raises(PackageRefused) as refusal:
        now = answers.later(days)
        b"".join(package_delivery.fetch(token, code, desk=desk, now=now).pieces)
    return refusal.value.reason


def test_an_offer_releases_the_request(
    desk: Desk, aino: Actor, package: Package
) -> None:
    offer = answers.offered(package, desk=desk, actor=aino)

    request = RightsRequest.objects.get(pk=package.request_id)
    assert (state(package), request.state) == ("offered", "released")
    assert offer.expires_at == answers.later(7)
    assert len(answers.token_of(offer)) >= 43
    assert last("package.offered")["object"] == str(package.request_id)


def test_the_link_and_the_code_are_not_kept(
    desk: Desk, aino: Actor, package: Package
) -> None:
    offer = answers.offered(package, desk=desk, actor=aino)

    kept = json.dumps(
        [str(value) for value in Package.objects.values_list().get(pk=package.pk)]
    )

    assert answers.token_of(offer) not in kept
    assert offer.code.replace("-", "") not in kept


def test_the_right_code_fetches_everything_once(
    desk: Desk, aino: Actor, package: Package
) -> None:
    offer = answers.offered(package, desk=desk, actor=aino)
    token = answers.token_of(offer)

    download = package_delivery.fetch(token, offer.code.lower(), desk=desk, now=NOW)
    files = answers.unzipped(b"".join(download.pieces))

    assert "report.html" in files
    assert state(package) == "fetched"
    assert refused(token, offer.code, desk=desk) == "unknown-link"


def test_looking_uses_nothing_up(desk: Desk, aino: Actor, package: Package) -> None:
    token = answers.token_of(answers.offered(package, desk=desk, actor=aino))

    looked = [package_delivery.look(token, now=NOW) for _ in range(5)]

    assert [one.attempts_left for one in looked] == [3] * 5
    assert state(package) == "offered"


def test_three_wrong_codes_lock_the_link(
    desk: Desk, aino: Actor, package: Package
) -> None:
    offer = answers.offered(package, desk=desk, actor=aino)
    token = answers.token_of(offer)

    reasons = [refused(token, "WRONG-WRONG", desk=desk) for _ in range(3)]

    assert reasons == ["wrong-code"] * 3
    assert refused(token, offer.code, desk=desk) == "locked"
    assert state(package) == "locked"
    assert last("package.tried")["actor"] == "portal:person"


def test_a_link_ends_after_seven_days(
    desk: Desk, aino: Actor, package: Package
) -> None:
    offer = answers.offered(package, desk=desk, actor=aino)
    token = answers.token_of(offer)

    assert refused(token, offer.code, desk=desk, days=7) == "expired"


def test_a_new_link_ends_the_old_one(desk: Desk, aino: Actor, package: Package) -> None:
    old = answers.offered(package, desk=desk, actor=aino)
    new = answers.offered(package, desk=desk, actor=aino)

    assert refused(answers.token_of(old), old.code, desk=desk) == "unknown-link"
    assert package_delivery.look(answers.token_of(new), now=NOW).attempts_left == 3


def test_a_download_that_was_cut_may_be_tried_again(
    desk: Desk, aino: Actor, package: Package
) -> None:
    offer = answers.offered(package, desk=desk, actor=aino)
    token = answers.token_of(offer)
    cut = package_delivery.fetch(token, offer.code, desk=desk, now=NOW).pieces
    next(iter(cut))
    del cut

    assert refused(token, offer.code, desk=desk) == "being-fetched"

    later = NOW + timedelta(minutes=31)
    again = package_delivery.fetch(token, offer.code, desk=desk, now=later)
    assert answers.unzipped(b"".join(again.pieces))
    assert state(package) == "fetched"


def test_what_was_fetched_is_destroyed(
    desk: Desk, aino: Actor, package: Package
) -> None:
    offer = answers.offered(package, desk=desk, actor=aino)
    refs = [one.object.ref() for one in package.files.select_related("object")]
    token = answers.token_of(offer)
    assert b"".join(
        package_delivery.fetch(token, offer.code, desk=desk, now=NOW).pieces
    )
    assert desk.vault.absent(refs)

    package_building.work_on(package.pk, desk=desk, now=NOW)

    assert desk.vault.absent(refs) == ()
    assert state(package) == "destroyed"


def test_the_receipt_proves_what_was_handed_over(
    desk: Desk, aino: Actor, package: Package
) -> None:
    offer = answers.offered(package, desk=desk, actor=aino)
    token = answers.token_of(offer)
    assert b"".join(
        package_delivery.fetch(token, offer.code, desk=desk, now=NOW).pieces
    )
    audit.checkpoint(signer=desk.signer, witness=desk.witness, now=NOW)

    row = Package.objects.get(pk=package.pk)

    leaf = last("package.fetched")
    assert leaf["seq"] == row.receipt_seq
    details = leaf["details"]
    assert isinstance(details, dict)
    assert details["sha256"] == package.manifest_sha256
    assert details["method"] == "portal"
    assert package_delivery.receipt(row).startswith("c2sp.org/tlog-proof@v1")


def test_nothing_is_offered_before_the_approval(desk: Desk, aino: Actor) -> None:
    request_id = answers.deciding(desk, aino, answers.mail(desk))
    answers.marked(request_id, desk=desk, actor=aino)
    row = answers.built(answers.asked(request_id, desk=desk, actor=aino), desk=desk)
    assert row.ready_at is not None

    with pytest.raises(PackageRefused, match="not-approved"):
        package_delivery.offer(row.pk, desk=desk, actor=aino, now=NOW)

    assert state(row) == "ready"


def test_a_package_of_an_earlier_review_is_not_handed_over(
    desk: Desk, aino: Actor, onni: Actor, package: Package
) -> None:
    later = NOW + timedelta(hours=1)
    rights_moves.send_back(package.request_id, actor=onni, now=later)
    rights_moves.review(package.request_id, actor=aino, now=later)
    rights_moves.approve(package.request_id, desk=desk, actor=onni, now=later)

    with pytest.raises(PackageRefused, match="changed"):
        package_delivery.offer(package.pk, desk=desk, actor=aino, now=later)


def test_an_offer_is_undone_when_it_cannot_be_logged(
    desk: Desk, aino: Actor, package: Package, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("seloste.services.package_delivery.audit.record", broken)

    with pytest.raises(RuntimeError):
        package_delivery.offer(package.pk, desk=desk, actor=aino, now=NOW)

    assert state(package) == "ready"
    assert RightsRequest.objects.get(pk=package.request_id).state == "approved"


def test_an_agent_hands_nothing_over(desk: Desk, eino: Actor, package: Package) -> None:
    with pytest.raises(NotFound):
        package_delivery.offer(package.pk, desk=desk, actor=eino, now=NOW)


def test_an_age_file_opens_with_its_passphrase(
    desk: Desk, aino: Actor, package: Package
) -> None:
    secret = package_delivery.passphrase()

    file = package_delivery.age_file(package.pk, secret, desk=desk, actor=aino, now=NOW)

    files = answers.unzipped(pyrage.passphrase.decrypt(file.data, secret))

    assert "report.html" in files
    assert b"kanarialintu" not in file.data
    assert len(secret.replace("-", "")) == 24
    assert state(package) == "handed"


def test_without_age_files_none_are_made(
    desk: Desk, aino: Actor, package: Package
) -> None:
    with pytest.raises(AgeRefused):
        package_delivery.age_file(
            package.pk,
            package_delivery.passphrase(),
            desk=replace(desk, age=None),
            actor=aino,
            now=NOW,
        )

    assert state(package) == "ready"


def test_letter_and_report_are_printed_and_the_hand_over_is_recorded(
    desk: Desk, aino: Actor, package: Package
) -> None:
    name, data = package_delivery.printed(package.pk, desk=desk, actor=aino, now=NOW)

    assert sorted(answers.unzipped(data)) == ["letter.pdf", "report.pdf"]
    assert name.endswith("-print.zip")
    leaf = last("package.handed-over")
    assert leaf["actor"] == aino.id
    assert leaf["details"]["method"] == "paper"  # type: ignore[index] # details of a leaf


def test_the_mail_that_it_is_ready_names_nobody(
    desk: Desk, aino: Actor, package: Package
) -> None:
    offer = answers.offered(package, desk=desk, actor=aino)
    row = Package.objects.select_related("request").get(pk=package.pk)

    text = rights_letters.plain(
        package_delivery.ready_mail(row, f"https://x.example{offer.path}", now=NOW)
    )

    assert offer.path in text
    assert offer.code not in text
    assert "Maija" not in text


def test_a_letter_is_kept_word_for_word_until_the_request_is_closed(
    desk: Desk, aino: Actor, package: Package
) -> None:
    letter_id = rights_letters.write(
        package.request_id, LetterKind.RECEIPT, desk=desk, actor=aino, now=NOW
    )

    letter = rights_letters.read(
        package.request_id, letter_id, desk=desk, actor=aino, now=NOW
    )

    assert "Vastaamme viimeistään 4.6.2026" in rights_letters.plain(letter)
    assert last("letter.written")["object"] == str(package.request_id)
    name, data = rights_letters.pdf(
        package.request_id, letter_id, desk=desk, actor=aino, now=NOW
    )
    assert name.endswith("-receipt.pdf")
    assert data.startswith(b"%PDF-")


def test_a_letter_is_for_those_who_handle_requests(
    desk: Desk, eino: Actor, package: Package
) -> None:
    with pytest.raises(NotFound):
        rights_letters.write(
            package.request_id, LetterKind.RECEIPT, desk=desk, actor=eino, now=NOW
        )


def test_the_link_is_mailed_and_the_code_is_not(
    desk: Desk, aino: Actor, package: Package
) -> None:
    mails.mailbox()
    desk = mails.sending(desk, FakeSender())
    offer = answers.offered(package, desk=desk, actor=aino)

    sent = package_mails.send_link(package.pk, offer, desk=desk, actor=aino, now=NOW)

    assert sent
    message = SealedObject.objects.get(kind=Kind.MESSAGE, contact__direction="outbound")
    text = desk.vault.open(message.ref(), inline=message.inline()).decode()
    assert offer.path.strip("/") in text.replace("=\n", "").replace("=\r\n", "")
    assert offer.code not in text


def test_without_a_mailbox_nothing_is_mailed(
    desk: Desk, aino: Actor, package: Package
) -> None:
    offer = answers.offered(package, desk=desk, actor=aino)

    sent = package_mails.send_link(package.pk, offer, desk=desk, actor=aino, now=NOW)

    assert not sent
