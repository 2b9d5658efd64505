"""Contacts over the interface: kept, known again, put aside, or refused whole."""

import json
from collections.abc import Callable
from uuid import uuid4

import pytest

from seloste import wiring
from seloste.domain.contact import Kind
from seloste.records.models import Attachment, AuditLeaf, Contact, SealedObject
from tests.web.api.callers import (
    CONTACTS,
    Caller,
    File,
    Json,
    answered,
    as_uuid,
    call,
    claim,
    form,
    form_type,
    problems,
)
from tests.web.api.conftest import audio
from tests.web.people import EXAMPLES

MESSAGE: File = (
    "message",
    "kirje.eml",
    "message/rfc822",
    (EXAMPLES / "mail" / "01-avain.eml").read_bytes(),
)


def mail(**changes: object) -> Json:
    return call(source_id="<1@example.fi>", leg="", channel="mail", **changes)


def opened(kind: Kind) -> bytes:
    item = SealedObject.objects.get(kind=kind)
    return wiring.desk().vault.open(item.ref(), inline=item.inline())


def test_call_is_kept_with_its_recording(retta: Caller, recording: File) -> None:
    body = answered(retta.hand_over(call(), recording), 201)

    contact = Contact.objects.get()
    assert body == {"result": "captured", "id": str(contact.id), "reason": ""}
    assert opened(Kind.RECORDING) == recording[3]
    assert contact.dialogs.get().codec == "opus"


def test_everything_that_names_somebody_is_sealed(
    retta: Caller, recording: File
) -> None:
    answered(retta.hand_over(call(subject="Vesivahinko"), recording), 201)

    meta = json.loads(opened(Kind.META))
    assert meta["subject"] == "Vesivahinko"
    assert {party["name"] for party in meta["parties"]} == {"Maija", "Eino"}
    assert list(meta["filenames"].values()) == ["maija.opus"]


def test_mail_is_kept_with_its_attachments(retta: Caller) -> None:
    photo: File = ("attachment", "kuva.jpg", "image/jpeg", b"\xff\xd8\xff")

    answered(retta.hand_over(mail(), MESSAGE, photo, photo), 201)

    kinds = SealedObject.objects.values_list("kind", flat=True)
    assert sorted(kinds) == ["attachment", "attachment", "message", "meta"]
    assert {one.media_type for one in Attachment.objects.all()} == {"image/jpeg"}


def test_call_without_a_recording_is_kept_too(retta: Caller) -> None:
    answered(retta.hand_over(call()), 201)

    assert Contact.objects.count() == 1


def test_same_hand_over_again_is_the_same_contact(
    retta: Caller, recording: File
) -> None:
    first = answered(retta.hand_over(call(), recording), 201)

    again = answered(retta.hand_over(call(), recording), 200)

    assert again == {**first, "result": "duplicate"}
    assert Contact.objects.count() == 1


def test_another_leg_joins_the_contact(retta: Caller, recording: File) -> None:
    first = answered(retta.hand_over(call(), recording), 201)

    second = answered(retta.hand_over(call(leg="2"), recording), 201)

    assert second == {**first, "result": "leg-added"}
    assert Contact.objects.get().dialogs.count() == 2


def test_recording_without_an_announcement_waits_in_quarantine(
    sok: Caller, recording: File
) -> None:
    body = answered(sok.hand_over(call(address=""), recording), 202)

    assert body["result"] == "quarantined"
    assert body["reason"] == "announcement-missing"
    assert not Contact.objects.exists()


def test_announcement_before_the_recording_lets_it_be_kept(
    sok: Caller, recording: File
) -> None:
    told = call(
        address="",
        announcement={"ended_at": "2026-07-01T08:00:08Z"},
        recording_started_at="2026-07-01T08:00:09Z",
    )

    answered(sok.hand_over(told, recording), 201)

    assert Contact.objects.get().announced == "shown"


def test_refused_recording_leaves_only_the_refusal(
    sok: Caller, recording: File
) -> None:
    refused = call(address="", announcement={"refused": True})

    answered(sok.hand_over(refused, recording), 201)

    assert Contact.objects.get().announced == "refused"
    assert not SealedObject.objects.filter(kind=Kind.RECORDING).exists()


def test_file_that_lies_about_its_content_is_put_aside_whole(retta: Caller) -> None:
    liar: File = ("recording", "maija.wav", "audio/wav", b"<html>no audio</html>")

    body = answered(retta.hand_over(call(), liar), 202)

    assert body["result"] == "quarantined"
    assert opened(Kind.QUARANTINED) == liar[3]


def test_upload_becomes_a_part_of_the_contact(retta: Caller) -> None:
    data = audio("11-leak.alaw.wav")
    upload = retta.uploaded(data)

    claimed = claim(upload, data, media_type="audio/wav")
    first = answered(retta.hand_over(call(uploads=[claimed])), 201)

    again = answered(retta.hand_over(call(uploads=[claimed])), 200)
    assert again == {**first, "result": "duplicate"}
    assert opened(Kind.RECORDING) == data


def test_source_acts_in_the_audit_log(retta: Caller, recording: File) -> None:
    body = answered(retta.hand_over(call(), recording), 201)

    leaf = AuditLeaf.objects.get(object_id=body["id"])
    assert json.loads(leaf.body)["actor"] == "source:retta-api"


@pytest.mark.parametrize(
    "filename",
    [
        "../../../../etc/cron.d/maija",
        "..",
        ".htaccess",
        "C:\\maija.wav",
        "maija\u202egpj.wav",
        "maija\u200b.wav",
        "-rf.wav",
        "x" * 300,
        "CON.wav",
        'a";filename="b.wav',
    ],
)
def test_file_name_never_becomes_a_path(
    retta: Caller, recording: File, filename: str
) -> None:
    answered(retta.hand_over(call(), ("recording", filename, *recording[2:])), 201)

    items = SealedObject.objects.filter(sealed=None)
    root = wiring.blobs_folder()
    stored = {path for path in root.rglob("*") if path.is_file()} - {*root.iterdir()}
    assert {path.name for path in stored} == {str(item.id) for item in items}
    assert {path.parent.parent for path in stored} == {root}


UPLOAD = str(uuid4())
WRONG: list[tuple[str, object, str]] = [
    ("source_id", None, "contact.source_id"),
    ("source_id", "", "contact.source_id"),
    ("source_id", "x" * 256, "contact.source_id"),
    ("source_id", "a\nb", "contact.source_id"),
    ("source_id", "\ud800", "contact"),
    ("source_id", 17, "contact.source_id"),
    ("leg", "x" * 65, "contact.leg"),
    ("leg", "\x00", "contact.leg"),
    ("channel", "fax", "contact.channel"),
    ("channel", None, "contact.channel"),
    ("started_at", "2026-07-01T11:00:00", "contact.started_at"),
    ("started_at", "2026-07-01", "contact.started_at"),
    ("started_at", "yesterday", "contact.started_at"),
    ("started_at", 1777881600, "contact.started_at"),
    ("started_at", "0001-01-01T00:00:00+14:00", "contact.started_at"),
    ("started_at", "9999-12-31T23:59:59-14:00", "contact.started_at"),
    ("started_at", None, "contact.started_at"),
    ("ended_at", "2026-07-01T11:00:00", "contact.ended_at"),
    ("recording_started_at", "11:00", "contact.recording_started_at"),
    ("direction", "sideways", "contact.direction"),
    ("address", "x" * 255, "contact.address"),
    ("subject", "x" * 999, "contact.subject"),
    ("subject", "one\r\nBcc: two", "contact.subject"),
    ("language", "suomi", "contact.language"),
    ("parties", [{}], "contact.parties.0.role"),
    ("parties", [{"role": "boss"}], "contact.parties.0.role"),
    ("parties", [{"role": "agent"}] * 51, "contact.parties"),
    ("parties", [{"role": "agent", "name": "x" * 201}], "contact.parties.0.name"),
    (
        "parties",
        [{"role": "agent", "tel": "javascript:alert(1)"}],
        "contact.parties.0.tel",
    ),
    (
        "parties",
        [{"role": "agent", "mailto": "data:text/html,a@b"}],
        "contact.parties.0.mailto",
    ),
    ("parties", [{"role": "agent", "mailto": "maija"}], "contact.parties.0.mailto"),
    (
        "parties",
        [{"role": "agent", "customer_no": "x" * 65}],
        "contact.parties.0.customer_no",
    ),
    ("parties", "Maija", "contact.parties"),
    ("announcement", {"refused": "yes"}, "contact.announcement.refused"),
    ("announcement", {"ended_at": "8:00"}, "contact.announcement.ended_at"),
    ("uploads", [claim("1")], "contact.uploads.0.id"),
    ("uploads", [claim(UPLOAD, kind="meta")], "contact.uploads.0.kind"),
    ("uploads", [claim(UPLOAD, sha256="abc")], "contact.uploads.0.sha256"),
    ("uploads", [{"id": UPLOAD, "kind": "message"}], "contact.uploads.0.sha256"),
    ("uploads", [claim(UPLOAD, media_type="x")], "contact.uploads.0.media_type"),
    ("uploads", [claim(UPLOAD, filename="x" * 256)], "contact.uploads.0.filename"),
    ("uploads", [claim(UPLOAD, kind="attachment")], "contact"),
    ("maija@example.fi", "x", "contact"),
]


@pytest.mark.parametrize(("field", "value", "named"), WRONG)
def test_wrong_field_is_named_and_nothing_is_kept(
    retta: Caller, recording: File, field: str, value: object, named: str
) -> None:
    files = () if field == "uploads" else (recording,)

    body = answered(retta.hand_over(call(**{field: value}), *files), 422)

    assert body["code"] == "request-invalid"
    assert list(problems(body)) == [named]
    assert not Contact.objects.exists()


def test_refusal_repeats_nothing_of_what_was_sent(retta: Caller) -> None:
    secret = "Maija Meikäläinen"
    wrong = call(
        source_id="", parties=[{"role": secret, secret: secret}], **{secret: 1}
    )

    answer = retta.hand_over(wrong, ("recording", secret, "audio/wav", b"x"))

    body = answered(answer, 422)
    assert len(body["fields"]) == 4
    assert "Maija" not in json.dumps(body, ensure_ascii=False)


def test_upload_is_not_named_twice(retta: Caller) -> None:
    claimed = claim(str(uuid4()))

    body = answered(retta.hand_over(call(uploads=[claimed, claimed])), 422)

    assert list(problems(body)) == ["contact.uploads"]


def test_unknown_upload_is_not_found_and_nothing_is_kept(retta: Caller) -> None:
    body = answered(retta.hand_over(call(uploads=[claim(str(uuid4()))])), 404)

    assert body["code"] == "upload-unknown"
    assert not Contact.objects.exists()


def test_upload_of_another_source_looks_unknown(retta: Caller, sok: Caller) -> None:
    data = audio("11-leak.alaw.wav")
    own, foreign = claim(str(uuid4()), data), claim(sok.uploaded(data), data)

    answers = [retta.hand_over(call(uploads=[one])) for one in (own, foreign)]

    bodies = [answered(answer, 404) for answer in answers]
    assert bodies[0] == bodies[1]


def test_upload_that_has_not_arrived_whole_is_refused(retta: Caller) -> None:
    upload = answered(retta.begin(10), 201)["id"]

    body = answered(retta.hand_over(call(uploads=[claim(upload)])), 409)

    assert body["code"] == "upload-incomplete"


def broken_json(recording: File) -> bytes:
    return form(b"{", recording)


def no_contact(recording: File) -> bytes:
    return form(b"{}").replace(b'name="contact"', b'name="recording"')


def two_contacts(recording: File) -> bytes:
    contact = json.dumps(call()).encode()
    return form(contact, ("contact", "", "application/json", contact))


def strange_part(recording: File) -> bytes:
    return form(json.dumps(call()).encode(), ("virus", *recording[1:]))


def empty_file(recording: File) -> bytes:
    return form(json.dumps(call()).encode(), (*recording[:3], b""))


def strange_type(recording: File) -> bytes:
    odd: File = (recording[0], "", "audio", recording[3])
    return form(json.dumps(call()).encode(), odd)


def cut_short(recording: File) -> bytes:
    return form(json.dumps(call()).encode(), recording)[:-20]


def too_many(recording: File) -> bytes:
    small: File = ("attachment", "x", "text/plain", b"x")
    return form(json.dumps(call()).encode(), recording, *[small] * 20)


@pytest.mark.parametrize(
    ("make", "named"),
    [
        (broken_json, "contact"),
        (no_contact, "contact"),
        (two_contacts, "contact"),
        (strange_part, "body"),
        (empty_file, "recording"),
        (strange_type, "recording"),
        (cut_short, "body"),
        (too_many, "body"),
    ],
)
def test_broken_form_is_refused_whole(
    retta: Caller, recording: File, make: Callable[[File], bytes], named: str
) -> None:
    answer = retta.ask("POST", CONTACTS, body=make(recording), media_type=form_type())

    body = answered(answer, 422)
    assert named in problems(body)
    assert not Contact.objects.exists()


def test_file_that_is_too_large_is_sent_to_uploads(retta: Caller) -> None:
    large: File = ("recording", "x.wav", "audio/wav", bytes((16 << 20) + 1))

    body = answered(retta.hand_over(call(), large), 413)

    assert body["code"] == "too-large"
    assert "/api/v1/uploads" in body["message"]


def test_body_that_is_too_large_is_refused_before_it_is_read(retta: Caller) -> None:
    large: File = ("attachment", "x", "text/plain", bytes(11 << 20))

    body = answered(retta.hand_over(mail(), MESSAGE, large, large, large), 413)

    assert body["code"] == "too-large"


def test_contact_description_has_a_limit(retta: Caller) -> None:
    body = answered(retta.hand_over(call(subject="x" * (300 << 10))), 413)

    assert body["code"] == "too-large"


def test_form_that_is_no_form_is_refused(retta: Caller) -> None:
    for media_type in ("application/json", "text/plain", ""):
        answer = retta.ask("POST", CONTACTS, body=b"{}", media_type=media_type)
        assert answered(answer, 415)["code"] == "media-type-refused"

    answer = retta.ask("POST", CONTACTS, body=b"x", media_type="multipart/form-data")
    assert problems(answered(answer, 422)) == {"body": "is no form: no-boundary"}


def test_status_of_a_contact_tells_how_it_is_kept(retta: Caller) -> None:
    body = answered(retta.hand_over(call()), 201)

    told = answered(retta.ask("GET", f"{CONTACTS}/{body['id']}"), 200)

    contact = Contact.objects.get()
    assert told == {
        "id": body["id"],
        "state": "kept",
        "reason": "",
        "register": "retta",
        "notice_version": 1,
        "retention_class": contact.retention_class,
        "destroy_by": contact.destroy_by.isoformat().replace("+00:00", "Z"),
        "act_at": contact.act_at.isoformat().replace("+00:00", "Z"),
        "held": False,
    }


def test_status_of_what_waits_tells_why(sok: Caller, recording: File) -> None:
    body = answered(sok.hand_over(call(address=""), recording), 202)

    told = answered(sok.ask("GET", f"{CONTACTS}/{body['id']}"), 200)

    assert (told["state"], told["reason"]) == ("quarantined", "announcement-missing")


def test_contact_of_another_source_looks_like_one_that_never_was(
    retta: Caller, sok: Caller
) -> None:
    contact = as_uuid(answered(retta.hand_over(call()), 201))
    assert answered(retta.ask("GET", f"{CONTACTS}/{contact}"), 200)

    foreign, never = (sok.ask("GET", f"{CONTACTS}/{one}") for one in (contact, uuid4()))

    assert answered(foreign, 404) == answered(never, 404)
    assert dict(foreign.items()).keys() == dict(never.items()).keys()
