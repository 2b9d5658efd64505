"""From the ring to the last byte: one call, heard, found, given as the copy, and gone.

Nobody asks for anything that the worker does by itself.
"""

import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from seloste.adapters.transcription.whisper import WhisperTranscriber
from seloste.domain.contact import Kind, Part
from seloste.domain.search import words
from seloste.domain.staff import Actor, Role
from seloste.domain.transcript import State
from seloste.ports.desk import Desk
from seloste.records.models import Contact, SealedObject, Transcript
from seloste.services import (
    capture,
    indexing,
    openings,
    package_delivery,
    rights_moves,
    shown_copies,
    transcripts,
    work,
)
from seloste.services.searching import Results
from seloste.services.shown_copies import ORDINARY
from tests.adapters import speech_model
from tests.adapters.search_indexes import contents
from tests.services import answers
from tests.services.conftest import NOW
from tests.services.deliveries import call, opener
from tests.services.desks import HandClock
from tests.services.job_table import empty_jobs
from tests.services.searches import found
from tests.services.works import staff

REPOSITORY = Path(__file__).parents[2]
CALL = REPOSITORY / "examples" / "audio" / "05-pysakointi.opus"
REGISTERS = ("retta", "sok-mara", "model")
SAID = (15.07, 19.49)
"""When "kaksitoista euroa kuukaudessa" is said, by the index of the examples."""

MANY = 20
LONG = 5


@pytest.fixture
def hearing(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The desk with a model that hears; temporary files lie where a test sees them."""
    empty_jobs()
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    indexing.begin(desk=desk)
    return replace(desk, transcriber=WhisperTranscriber(speech_model.folder()))


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)  # workers have connections of their own
@pytest.mark.usefixtures("registers")
def test_a_call_is_heard_found_given_as_the_copy_and_gone(
    hearing: Desk, clock: HandClock, tmp_path: Path
) -> None:
    eino, aino = staff("eino", Role.AGENT), staff("aino", Role.RECORDS_MANAGER)
    onni = staff("onni", Role.DPO)
    before = everything(tmp_path)
    contact = kept(hearing)

    work_off(hearing, clock)
    said = spoken(contact, hearing)
    certify(contact, eino, aino, hearing)
    results = found(hearing, eino, "kuukauden")
    given = copy(contact, aino, onni, hearing)

    assert_heard_at(results, contact)
    secrets = sorted(word for word in said if word.encode() not in before + others())
    assert len(secrets) >= MANY
    assert [word for word in secrets if word not in given.lower()] == []
    assert "kuukaudessa" in holding(tmp_path, secrets)

    clock.move(timedelta(days=400))
    work_off(hearing, clock)

    assert not Contact.objects.filter(pk=contact.pk).exists()
    assert not SealedObject.objects.filter(contact=contact.pk).exists()
    assert found(hearing, eino, "kuukauden").total == 0
    assert holding(tmp_path, secrets) == []


def kept(desk: Desk) -> Contact:
    """Capture the call as the exchange hands it over."""
    part = Part(Kind.RECORDING, opener(CALL.read_bytes()), "audio/ogg", CALL.name)
    receipt = capture.capture(call(parts=(part,)), desk=desk, now=NOW)
    assert receipt.id is not None
    return Contact.objects.get(pk=receipt.id)


def work_off(desk: Desk, clock: HandClock) -> None:
    """Let the workers of both lanes work until nothing is left to do."""
    for _ in range(4):
        work.work(desk, worker="short")
        while work.listen(desk, worker="speech"):
            pass
        clock.move(timedelta(minutes=1))


def spoken(contact: Contact, desk: Desk) -> set[str]:
    """Return the longer words that everybody is shown of the call."""
    item = SealedObject.objects.get(contact=contact, kind=Kind.RECORDING)
    shown = shown_copies.words(item, ORDINARY, desk=desk)
    assert shown is not None
    text = " ".join(turn.text for turn in shown.turns)
    return {word.text for word in words(text) if len(word.text) >= LONG}


def certify(contact: Contact, first: Actor, second: Actor, desk: Desk) -> None:
    """Let one person check the words and another certify them."""
    row = Transcript.objects.get(contact_id=contact.pk)
    for who, act, purpose in (
        (first, transcripts.check, "service"),
        (second, transcripts.certify, "verification"),
    ):
        assert who.staff_id is not None
        now = desk.clock.now()
        leave = openings.open_item(
            row.dialog.object_id, staff_id=who.staff_id, purpose_id=purpose, now=now
        )
        act(
            leave.opening_id,
            seen_version=row.version,
            staff_id=who.staff_id,
            desk=desk,
            now=now,
        )
    row.refresh_from_db()
    assert row.state == State.CERTIFIED


def copy(contact: Contact, handler: Actor, approver: Actor, desk: Desk) -> str:
    """Let whom the call is of fetch it as the copy; return the words that they got."""
    now = desk.clock.now()
    package = answers.ready(
        desk, handler, approver, contact.pk, now=now, **answers.TRANSCRIPT
    )
    offer = answers.offered(package, desk=desk, actor=handler, now=now)
    token = answers.token_of(offer)
    download = package_delivery.fetch(token, offer.code, desk=desk, now=now)
    files = answers.unzipped(b"".join(download.pieces))
    rights_moves.close(package.request_id, desk=desk, actor=handler, now=now)
    return files["contacts/0001/001-transcript.txt"].decode()


def assert_heard_at(results: Results, contact: Contact) -> None:
    """The inflected word is found in the call, at the second at which it is said."""
    (result,) = results.results
    assert result.contact == contact
    assert result.second is not None
    assert SAID[0] <= result.second <= SAID[1]


def everything(home: Path) -> bytes:
    """Return every byte there is: database, index, vault, keys, temporary files."""
    found = [*contents(home).values(), *database()]
    return b"\0".join(found).lower()


def database() -> list[bytes]:
    """Return the files of the records, with logs and all."""
    if connection.vendor == "sqlite":
        name = Path(str(connection.settings_dict["NAME"]))
        return [one.read_bytes() for one in sorted(name.parent.glob(f"{name.name}*"))]
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SHOW data_directory")
        return list(contents(Path(cursor.fetchone()[0])).values())


def others() -> bytes:
    """Return the words that tests beside this one may write to the same server.

    The server has a database for each process, and one log of writes for all.
    """
    texts = [REPOSITORY / "examples" / f"{name}.yaml" for name in REGISTERS]
    for folder in ("tests", "src/seloste/cli/demo"):
        texts += (REPOSITORY / folder).rglob("*.py")
    texts.remove(Path(__file__))
    return b"\0".join(one.read_bytes() for one in texts).lower()


def holding(home: Path, secrets: list[str]) -> list[str]:
    """Return those words of which a byte sequence is anywhere."""
    every = everything(home)
    return [word for word in secrets if word.encode() in every]
