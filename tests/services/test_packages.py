"""Packages: what goes in, from the decision to the certificate of destruction."""

import hashlib
import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from seloste.adapters.interchange import vcon as vcon_adapter
from seloste.domain.contact import Kind, Party, PartyRole
from seloste.domain.notice import Language
from seloste.domain.package import PackageRefused
from seloste.domain.package_review import Mark, MarkReason
from seloste.domain.staff import Actor, Role, system
from seloste.ports.desk import Desk
from seloste.ports.vault import VaultUnavailable
from seloste.records.models import (
    AnswerItem,
    AnswerSegment,
    AuditLeaf,
    Certificate,
    Package,
    PackageFile,
    SealedObject,
)
from seloste.services import (
    notes,
    openings,
    package_building,
    package_files,
    package_gates,
    package_marks,
    package_reviews,
    packages,
    rights_moves,
    sweeps,
)
from seloste.services.access import NotFound
from seloste.services.package_marks import Marking
from seloste.services.rights_moves import RequestRefused
from tests.fakes.pdf import FakePdfMaker
from tests.services import answers, deliveries
from tests.services.conftest import NOW
from tests.services.requests import row as request_row
from tests.services.works import staff

pytestmark = pytest.mark.usefixtures("registers")
SCHEMA = Path(__file__).parent.parent.parent / "docs" / "answer-schema.json"
PEKKA = Party(role=PartyRole.OTHER, name="Pekka Virtanen", tel="+358455550999")
REDACT = Marking(
    Mark.REDACT, MarkReason.OTHER_IDENTITY, (1,), ("Pekka Virtasen", "naapurin")
)


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


def leaves(action: str) -> list[dict[str, object]]:
    rows = AuditLeaf.objects.filter(action=action).order_by("seq")
    return [json.loads(body) for body in rows.values_list("body", flat=True)]


def refused(act: object) -> str:
    with pytest.raises(PackageRefused) as refusal:
        act()  # type: ignore[operator] # a callable of the test
    return refusal.value.reason


def test_a_mail_is_given_as_it_is_and_in_the_report(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    row = answers.ready(desk, aino, onni, answers.mail(desk))

    files = answers.files(row, desk=desk)

    assert sorted(files) == [
        "contacts/0001/001-message.eml",
        "contacts/0001/contact.vcon",
        "data.json",
        "letter.pdf",
        "manifest.json",
        "report.html",
        "report.pdf",
    ]
    assert b"kanarialintu-7f3a" in files["contacts/0001/001-message.eml"]
    assert "keittiössä on vesivahinko" in files["report.html"].decode()
    assert files["report.pdf"].startswith(b"%PDF-")


def test_data_json_keeps_to_its_published_schema(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    call = answers.call(desk)
    answers.certified(call, aino, onni, desk=desk)
    row = answers.ready(desk, aino, onni, answers.mail(desk), call, with_audio=True)
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)

    data = answers.data_of(row, desk=desk)

    assert [str(e) for e in Draft202012Validator(schema).iter_errors(data)] == []
    assert sorted(one["channel"] for one in data["contacts"]) == ["call", "mail"]


def test_the_manifest_lists_every_file_with_its_hash(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    row = answers.ready(desk, aino, onni, answers.mail(desk))

    files = answers.files(row, desk=desk)

    manifest = json.loads(files["manifest.json"])
    assert {one["path"]: one["sha256"] for one in manifest["files"]} == {
        path: hashlib.sha256(data).hexdigest()
        for path, data in files.items()
        if path != "manifest.json"
    }
    assert len(manifest["nonce"]) == 64
    assert row.manifest_sha256 == hashlib.sha256(files["manifest.json"]).hexdigest()


def test_a_call_is_given_word_for_word_and_as_sound_only_on_request(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    call = answers.call(desk)
    answers.certified(call, aino, onni, desk=desk)

    row = answers.ready(desk, aino, onni, call)

    files = answers.files(row, desk=desk)
    transcript = files["contacts/0001/001-transcript.txt"].decode()
    assert "[0:03] Asiakas: hei vesi tulee katosta" in transcript
    assert not [path for path in files if path.endswith(".wav")]


def test_a_transcript_is_given_to_be_read_with_roles_and_the_hash(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    call = answers.call(desk)
    words = answers.certified(call, aino, onni, desk=desk)
    words.checked_at, words.certified_at = NOW, NOW + timedelta(hours=1)
    words.save()

    row = answers.ready(desk, aino, onni, call, language=Language.EN)

    files = answers.files(row, desk=desk)
    text = files["contacts/0001/001-transcript.txt"].decode()
    page = files["contacts/0001/001-transcript.html"].decode()
    assert files["contacts/0001/001-transcript.pdf"].startswith(b"%PDF-")
    for said in (
        "Checked by: records manager 4.5.2026 12:00",
        "Certified by: data protection officer 4.5.2026 13:00",
        f"SHA-256 of the recording: {answers.recording_of(call).sha256}",
        "Customer",
    ):
        assert said in text
        assert said in page
    everything = b"".join(files.values()).decode(errors="replace")
    assert not re.search(r"\b(aino|onni)\b", everything, re.IGNORECASE)
    assert "customer: " not in files["contacts/0001/contact.vcon"].decode()


def test_marks_of_a_transcript_are_told_in_words(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    call = answers.call(desk)
    answers.certified(call, aino, onni, desk=desk, said="hei [?] vesi [-] tulee")

    row = answers.ready(desk, aino, onni, call)

    files = answers.files(row, desk=desk)
    text = files["contacts/0001/001-transcript.txt"].decode()
    assert "Asiakas: hei [epäselvää] vesi [ei puhetta] tulee" in text
    assert "hei [epäselvää] vesi" in files["report.html"].decode()
    assert "[?]" not in files["report.html"].decode()


def test_the_sound_is_playable_from_the_report(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    call = answers.call(desk)
    answers.certified(call, aino, onni, desk=desk)

    row = answers.ready(desk, aino, onni, call, with_audio=True)

    files = answers.files(row, desk=desk)
    assert files["contacts/0001/001-recording.wav"] == deliveries.wav(12.0)
    assert (
        '<audio controls preload="none" src="contacts/0001/001-recording.wav">'
        in files["report.html"].decode()
    )


def test_words_that_are_redacted_are_in_no_file_and_silent_in_the_sound(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    call = answers.call(desk)
    answers.certified(call, aino, onni, desk=desk)
    request_id = answers.deciding(desk, aino, call)
    answers.marked(request_id, desk=desk, actor=aino)
    item = answers.item_of(request_id, Kind.RECORDING)
    package_marks.mark(item.pk, REDACT, desk=desk, actor=aino, now=NOW)

    package_id = answers.asked(request_id, desk=desk, actor=aino, with_audio=True)
    row = answers.built(package_id, desk=desk)

    files = answers.files(row, desk=desk)
    everything = b"".join(files.values()).decode("utf-8", errors="replace")
    assert "Virtasen" not in everything
    assert "[toisen henkilön tieto]" in files["report.html"].decode()
    sound = files["contacts/0001/001-recording.wav"]
    assert sound != deliveries.wav(12.0)
    # "naapurin Pekka Virtasen" is the 5th to 7th word, a quarter of a second each.
    at = 44 + int(4.2 * 8000) * 4
    assert set(sound[at : at + 400]) == {0}


def test_a_redacted_mail_is_given_as_words_only(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    request_id = answers.deciding(desk, aino, answers.mail(desk))
    answers.marked(request_id, desk=desk, actor=aino)
    item = answers.item_of(request_id, Kind.MESSAGE)
    hidden = Marking(Mark.REDACT, MarkReason.OTHER_PRIVATE, (0,), ("vesivahinko",))
    package_marks.mark(item.pk, hidden, desk=desk, actor=aino, now=NOW)

    row = answers.built(answers.asked(request_id, desk=desk, actor=aino), desk=desk)

    files = answers.files(row, desk=desk)
    assert not [path for path in files if path.endswith(".eml")]
    assert "vesivahinko" not in b"".join(files.values()).decode(errors="replace")
    assert "Vesivahinko" not in files["report.html"].decode()


def test_what_is_left_out_is_named_with_its_reason(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    request_id = answers.deciding(desk, aino, answers.mail(desk))
    left = Marking(Mark.LEAVE_OUT, MarkReason.OTHER_SAFETY)
    answers.marked(request_id, desk=desk, actor=aino, marking=left)

    row = answers.built(answers.asked(request_id, desk=desk, actor=aino), desk=desk)

    report = answers.files(row, desk=desk)["report.html"].decode()
    assert "vaarantaisi toisen ihmisen (15 artiklan 4 kohta)" in report
    assert "kanarialintu" not in report
    assert answers.data_of(row, desk=desk)["contacts"][0]["left_out"] == [
        {"kind": "message", "reason": "other-safety"}
    ]


def test_of_others_only_their_number_is_told(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    mail = answers.mail(desk, parties=(deliveries.MAIJA, PEKKA))

    row = answers.ready(desk, aino, onni, mail)

    files = answers.files(row, desk=desk)
    contact = answers.data_of(row, desk=desk)["contacts"][0]
    assert contact["others"] == 1
    assert [one["name"] for one in contact["parties"]] == ["Maija Meikäläinen"]
    assert "Pekka" not in b"".join(files.values()).decode(errors="replace")


def test_a_note_of_the_staff_is_given_without_its_author(
    desk: Desk, aino: Actor, onni: Actor, eino: Actor
) -> None:
    mail = answers.mail(desk)
    notes.write_on_contact(
        mail, "Asiakas soittaa huomenna", desk=desk, actor=eino, now=NOW
    )

    row = answers.ready(desk, aino, onni, mail)

    report = answers.files(row, desk=desk)["report.html"].decode()
    assert "Asiakas soittaa huomenna" in report
    assert not re.search(r"\beino\b", report, re.IGNORECASE)


def test_the_openings_tell_day_and_purpose_and_nobody(
    desk: Desk, aino: Actor, onni: Actor, eino: Actor
) -> None:
    mail = answers.mail(desk)
    message = SealedObject.objects.get(contact=mail, kind=Kind.MESSAGE)
    assert eino.staff_id is not None
    openings.open_item(
        message.pk, staff_id=eino.staff_id, purpose_id="service", now=NOW
    )

    row = answers.ready(desk, aino, onni, mail)

    told = answers.data_of(row, desk=desk)["openings"]
    assert len(told) == 1
    assert told[0]["day"] == "2026-05-04"
    assert told[0]["times"] == 1
    assert str(eino.staff_id) not in json.dumps(answers.data_of(row, desk=desk))


def test_the_report_tells_what_article_15_asks_for(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    row = answers.ready(desk, aino, onni, answers.mail(desk))

    report = answers.files(row, desk=desk)["report.html"].decode()

    for heading in (
        "Mitä tietoja käsittelemme",
        "Mihin käytämme tietoja",
        "Mistä saamme tiedot",
        "Kuka tietoja saa",
        "Kuinka kauan säilytämme",
        "Oikeus rajoittaa käsittelyä",
        "tietosuojavaltuutetun toimisto",
        "Automaattiset päätökset",
    ):
        assert heading in report


def test_the_vcon_is_valid(desk: Desk, aino: Actor, onni: Actor) -> None:
    call = answers.call(desk)
    answers.certified(call, aino, onni, desk=desk)
    row = answers.ready(desk, aino, onni, call)

    vcon = json.loads(answers.files(row, desk=desk)["contacts/0001/contact.vcon"])

    assert [str(e) for e in vcon_adapter._validator().iter_errors(vcon)] == []
    assert vcon["parties"][0]["name"] == "Maija Meikäläinen"
    assert vcon["analysis"][0]["type"] == "wtf_transcription"


def test_portability_gives_only_what_the_person_provided(
    desk: Desk, aino: Actor, onni: Actor, eino: Actor
) -> None:
    call = answers.call(desk)
    answers.certified(call, aino, onni, desk=desk)
    mail = answers.mail(desk)
    notes.write_on_contact(mail, "sisäinen huomio", desk=desk, actor=eino, now=NOW)

    row = answers.ready(desk, aino, onni, call, mail, **answers.PORTABILITY)

    data = answers.data_of(row, desk=desk)
    everything = json.dumps(data, ensure_ascii=False)
    assert "vesi tulee katosta" in everything
    assert "kiitos ilmoituksesta" not in everything
    assert "sisäinen huomio" not in everything
    assert data["openings"] == data["processing"] == []


def test_an_answer_that_nobody_looked_at_is_not_built(desk: Desk, aino: Actor) -> None:
    request_id = answers.deciding(desk, aino, answers.mail(desk))
    package_reviews.begin(request_id, desk=desk, actor=aino, now=NOW)

    with pytest.raises(RequestRefused, match="not-reviewed"):
        rights_moves.review(request_id, actor=aino, now=NOW)

    reason = refused(
        lambda: packages.ask(
            request_id, with_audio=False, desk=desk, actor=aino, now=NOW
        )
    )
    assert reason == "unreviewed"
    assert not Package.objects.exists()


def test_a_call_without_a_certified_transcript_is_not_given(
    desk: Desk, aino: Actor
) -> None:
    call = answers.call(desk)
    answers.transcribed(call, desk=desk)
    request_id = answers.deciding(desk, aino, call)
    package_reviews.begin(request_id, desk=desk, actor=aino, now=NOW)

    reason = refused(lambda: package_gates.check_reviewed(request_row(request_id)))

    assert reason == "no-transcript"
    assert package_reviews.lines(request_row(request_id))[0].no_transcript


def test_words_changed_after_the_review_are_not_given(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    call = answers.call(desk)
    answers.certified(call, aino, onni, desk=desk)
    request_id = answers.deciding(desk, aino, call)
    answers.marked(request_id, desk=desk, actor=aino)
    package_id = answers.asked(request_id, desk=desk, actor=aino)

    answers.certified(call, aino, onni, desk=desk, said="jotain aivan muuta tuli")
    package_building.work_on(package_id, desk=desk, now=NOW)

    row = Package.objects.get(pk=package_id)
    assert row.failure == "changed"
    assert row.ready_at is None
    assert leaves("package.failed")[0]["details"] == {
        "package": str(package_id),
        "reason": "changed",
    }


def test_a_worker_that_died_is_followed_by_one_that_goes_on(
    desk: Desk, aino: Actor, onni: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    contacts = [answers.mail(desk, source_id=f"<{n}@example.fi>") for n in range(3)]
    request_id = answers.deciding(desk, aino, *contacts)
    answers.marked(request_id, desk=desk, actor=aino)
    package_id = answers.asked(request_id, desk=desk, actor=aino)
    monkeypatch.setattr(package_building, "AT_ONCE", 1)
    package_building.work_on(package_id, desk=desk, now=NOW)
    first = set(PackageFile.objects.values_list("object_id", flat=True))
    assert first

    with monkeypatch.context() as broken:

        def die(*_: object, **__: object) -> None:
            raise KeyboardInterrupt

        broken.setattr(package_building, "_write", die)
        with pytest.raises(KeyboardInterrupt):
            package_building.work_on(package_id, desk=desk, now=NOW)

    row = answers.built(package_id, desk=desk)

    assert first <= set(PackageFile.objects.values_list("object_id", flat=True))
    assert row.contacts_done == row.contacts_total == 3
    assert len(answers.data_of(row, desk=desk)["contacts"]) == 3


def test_two_workers_at_once_build_one_package(desk: Desk, aino: Actor) -> None:
    request_id = answers.deciding(desk, aino, answers.mail(desk))
    answers.marked(request_id, desk=desk, actor=aino)
    package_id = answers.asked(request_id, desk=desk, actor=aino)
    row = Package.objects.select_related("request", "notice_version").get(pk=package_id)
    contact = package_gates.given_contacts(row.request)[0]

    for _ in range(2):
        package_building._build_contact(row, contact, 1, desk=desk, now=NOW)

    row = answers.built(package_id, desk=desk)
    assert row.contacts_done == 1
    assert package_files.leaving(row)


def test_each_contact_is_copied_after_its_leaf(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    mail = answers.mail(desk)

    answers.ready(desk, aino, onni, mail)

    copied = leaves("package.copied")
    assert [one["object"] for one in copied] == [str(mail)]
    assert copied[0]["purpose"]


def test_nothing_is_copied_where_it_cannot_be_logged(
    desk: Desk, aino: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    request_id = answers.deciding(desk, aino, answers.mail(desk))
    answers.marked(request_id, desk=desk, actor=aino)
    package_id = answers.asked(request_id, desk=desk, actor=aino)

    def broken(**_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("seloste.services.package_building.audit.record", broken)

    with pytest.raises(RuntimeError):
        package_building.work_on(package_id, desk=desk, now=NOW)

    assert not PackageFile.objects.exists()


def test_a_package_has_a_class_and_keys_of_its_own(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    row = answers.ready(desk, aino, onni, answers.mail(desk))

    items = SealedObject.objects.filter(kind=Kind.PACKAGE)

    assert {one.retention_class for one in items} == {"rights-package"}
    assert {one.record_id for one in items} == {row.pk}
    assert {one.destroy_by for one in items} == {answers.later(30)}


def test_a_destroyed_package_is_nowhere(
    desk: Desk, aino: Actor, onni: Actor, tmp_path: Path
) -> None:
    call = answers.call(desk)
    answers.certified(call, aino, onni, desk=desk)
    row = answers.ready(desk, aino, onni, answers.mail(desk), call, with_audio=True)
    items = list(SealedObject.objects.filter(kind=Kind.PACKAGE))
    refs = [one.ref() for one in items]
    assert len(desk.vault.absent(refs)) == len(refs) > 0
    blobs = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert sum(
        str(one.pk).replace("-", "") in str(blobs).replace("-", "") for one in items
    )

    packages.destroy(row.pk, desk=desk, actor=aino, now=NOW)

    assert desk.vault.absent(refs) == ()
    assert not SealedObject.objects.filter(kind=Kind.PACKAGE).exists()
    left = str([path for path in tmp_path.rglob("*") if path.is_file()])
    assert not any(
        str(one.pk).replace("-", "") in left.replace("-", "") for one in items
    )
    row.refresh_from_db()
    assert row.state == "destroyed"
    assert Certificate.objects.filter(record_id=row.pk).exists()


def test_the_sweep_destroys_a_package_when_its_time_is_over(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    row = answers.ready(desk, aino, onni, answers.mail(desk))
    assert SealedObject.objects.filter(kind=Kind.PACKAGE).exists()

    sweeps.sweep(desk=desk, actor=system("sweep"), now=answers.later(31))

    assert not SealedObject.objects.filter(kind=Kind.PACKAGE).exists()
    row.refresh_from_db()
    assert row.state == "destroyed"
    assert leaves("package.destroyed")[0]["object"] == str(row.request_id)


def test_no_plaintext_of_a_package_is_on_the_disk(
    desk: Desk, aino: Actor, onni: Actor, tmp_path: Path
) -> None:
    answers.ready(desk, aino, onni, answers.mail(desk))

    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert b"kanarialintu" not in path.read_bytes(), path


def test_an_agent_asks_for_no_package(
    desk: Desk, aino: Actor, onni: Actor, eino: Actor
) -> None:
    request_id = answers.deciding(desk, aino, answers.mail(desk))
    answers.marked(request_id, desk=desk, actor=aino)
    rights_moves.review(request_id, actor=aino, now=NOW)

    with pytest.raises(NotFound):
        packages.ask(request_id, with_audio=False, desk=desk, actor=eino, now=NOW)


def test_a_confirmation_has_no_package(desk: Desk, aino: Actor) -> None:
    request_id = answers.deciding(
        desk, aino, answers.mail(desk), **answers.CONFIRMATION
    )
    rights_moves.review(request_id, actor=aino, now=NOW)

    reason = refused(
        lambda: packages.ask(
            request_id, with_audio=False, desk=desk, actor=aino, now=NOW
        )
    )

    assert reason == "not-a-copy"


def test_after_closing_nothing_of_the_review_remains(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    request_id = answers.deciding(desk, aino, answers.mail(desk))
    answers.marked(request_id, desk=desk, actor=aino)
    item = answers.item_of(request_id, Kind.MESSAGE)
    hidden = Marking(Mark.REDACT, MarkReason.SECRET, (0,), ("keittiössä",))
    package_marks.mark(item.pk, hidden, desk=desk, actor=aino, now=NOW)
    row = answers.built(answers.asked(request_id, desk=desk, actor=aino), desk=desk)
    rights_moves.approve(request_id, desk=desk, actor=onni, now=NOW)
    answers.offered(row, desk=desk, actor=aino)
    assert rights_moves.items_of(request_row(request_id)).count() == 2

    link_ended = NOW + timedelta(days=7)
    rights_moves.close(request_id, desk=desk, actor=aino, now=link_ended)

    assert not AnswerItem.objects.filter(request=request_id).exists()
    assert not AnswerSegment.objects.exists()
    assert rights_moves.items_of(request_row(request_id)).count() == 0


def test_an_outage_is_tried_again_and_fails_nothing(
    desk: Desk, aino: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    request_id = answers.deciding(desk, aino, answers.mail(desk))
    answers.marked(request_id, desk=desk, actor=aino)
    package_id = answers.asked(request_id, desk=desk, actor=aino)

    with monkeypatch.context() as broken:

        def down(*_: object, **__: object) -> None:
            raise VaultUnavailable("the disk does not answer")

        broken.setattr("seloste.services.package_contents.build", down)
        with pytest.raises(VaultUnavailable):
            package_building.work_on(package_id, desk=desk, now=NOW)

    assert answers.built(package_id, desk=desk).failure == ""
