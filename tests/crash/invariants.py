"""What must hold after a death during capture (R1), disposal (R2) and hearing."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from seloste import wiring
from seloste.domain.contact import Kind
from seloste.domain.staff import Actor, system
from seloste.records.models import (
    Certificate,
    Contact,
    Disposal,
    SealedObject,
    Transcript,
)
from seloste.services import (
    disposal,
    orphans,
    sources,
    transcript_making,
    transcript_rows,
)
from seloste.services.capture import Result, capture
from tests.crash.installation import hours
from tests.fakes.transcriber import FakeTranscriber
from tests.services.deliveries import CANARY, call, mail, recording
from tests.services.transcripts import hum

AINO = Actor(id="staff:aino")
SWEEP = system("sweep")


class World:
    """The installation below ``home`` as the one who survives finds it."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._items: list[UUID] = []
        self._later = timedelta(0)

    def capture(self, number: int) -> None:
        """Deliver the mail of that number."""
        delivery = mail(source_id=f"<{number}@example.fi>")
        receipt = capture(delivery, desk=wiring.desk(), now=hours(number))
        assert receipt.result in {Result.CAPTURED, Result.DUPLICATE}, receipt

    def captured_or_not(self, _: int) -> None:
        """There is a whole contact or none, and no plaintext anywhere."""
        self._no_plaintext()
        assert Contact.objects.count() <= 1
        for item in SealedObject.objects.all():
            assert wiring.desk().vault.open(item.ref(), inline=item.inline())

    def captured_once_and_cleared(self, number: int) -> None:
        """There is one readable contact; strays go within hours; then all goes."""
        message = SealedObject.objects.get(kind=Kind.MESSAGE)
        assert CANARY.encode() in wiring.desk().vault.open(message.ref())
        assert Contact.objects.count() == 1
        for later in (0, 2):
            orphans.destroy_orphans(
                desk=wiring.desk(),
                actor=SWEEP,
                now=hours(number) + timedelta(hours=later),
            )
        assert orphans.find_orphans(desk=wiring.desk()) == []
        self.dispose(number)
        assert list(wiring.desk().vault.objects()) == []

    def capture_first(self, number: int) -> None:
        """Capture what is then destroyed."""
        self.capture(number)
        self._items = list(SealedObject.objects.values_list("pk", flat=True))
        assert len(self._items) == 2

    def dispose(self, number: int) -> None:
        """Finish what was begun, then destroy everything that is kept."""
        desk, now = wiring.desk(), hours(number)
        for begun in disposal.unfinished():
            disposal.finish(begun, desk=desk, actor=AINO, now=now)
        disposal.dispose(
            list(SealedObject.objects.values_list("pk", flat=True)),
            cause=Disposal.Cause.DISCARDED,
            desk=desk,
            actor=AINO,
            now=now,
        )

    def usable_or_gone(self, number: int) -> None:
        """Each item opens, or the ledger knew before its key went."""
        self._no_plaintext()
        desk = wiring.desk()
        keyed = {id_ for id_, has_key, _ in desk.vault.objects() if has_key}
        ledgered = {item for _, items in desk.ledger.entries() for item in items}
        for item in SealedObject.objects.filter(state=SealedObject.State.KEPT):
            assert desk.vault.open(item.ref(), inline=item.inline())
        assert not set(self._items) - keyed - ledgered
        if Certificate.objects.filter(disposal__intended_at=hours(number)).exists():
            assert not keyed & set(self._items)

    def destroyed_once(self, number: int) -> None:
        """Row, key and bytes are gone, and one certificate says so."""
        of_now = Certificate.objects.filter(disposal__intended_at=hours(number))
        assert of_now.count() == 1
        assert not Contact.objects.exists()
        assert not SealedObject.objects.exists()
        assert list(wiring.desk().vault.objects()) == []
        assert disposal.unfinished() == []

    def record_first(self, number: int) -> None:
        """Capture a call of five minutes that is then heard."""
        sources.register_source(
            slug="retta-pbx",
            register="retta",
            preset="freepbx",
            time_zone="Europe/Helsinki",
            address="",
            actor=SWEEP,
            now=hours(number),
        )
        sound = recording(hum(300.0))
        receipt = capture(
            call(source_id=str(number), parts=(sound,)),
            desk=wiring.desk(),
            now=hours(number),
        )
        assert receipt.result is Result.CAPTURED, receipt
        self._later = timedelta(0)

    def transcribe(self, number: int) -> None:
        """Hear the call, in pieces of a minute; every word is the canary."""
        desk = replace(
            wiring.desk(), transcriber=FakeTranscriber(script=(CANARY,), every=60)
        )
        item = SealedObject.objects.get(kind=Kind.RECORDING)
        transcript_making.transcribe(
            item.pk, desk=desk, now=hours(number) + self._later
        )

    def nothing_half_heard(self, _: int) -> None:
        """Whatever was sealed opens, and no word lies about; whoever died is over."""
        self._no_plaintext()
        for item in SealedObject.objects.all():
            assert wiring.desk().vault.open(item.ref(), inline=item.inline())
        self._later = transcript_making.BUSY

    def heard_once_and_cleared(self, number: int) -> None:
        """Every minute was heard once; what lay on the way is gone; then all goes."""
        desk = wiring.desk()
        words = transcript_rows.words(Transcript.objects.get(), desk=desk)
        assert [turn.text for turn in words.turns] == [CANARY] * 5
        assert not SealedObject.objects.filter(kind=Kind.SPEECH_PART).exists()
        for later in (0, 2):
            orphans.destroy_orphans(
                desk=desk, actor=SWEEP, now=hours(number) + timedelta(hours=later)
            )
        kept = set(SealedObject.objects.values_list("pk", flat=True))
        assert {item for item, _, _ in desk.vault.objects()} == kept
        self.dispose(number)
        assert list(desk.vault.objects()) == []

    def _no_plaintext(self) -> None:
        for path in self._home.rglob("*"):
            if path.is_file():
                assert CANARY.encode() not in path.read_bytes(), path.name
