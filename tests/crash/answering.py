"""What must hold after a death while an answer is built (D5, D6)."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from seloste import wiring
from seloste.domain.contact import Kind
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import Package, PackageFile, SealedObject
from seloste.services import orphans, package_building, packages, rights_moves
from tests.crash.installation import deliver, hours
from tests.crash.invariants import SWEEP
from tests.fakes.pdf import FakePdfMaker
from tests.services import answers
from tests.services.deliveries import CANARY
from tests.services.works import staff


class AnswerWorld:
    """Two mails of Maija's, and a request of which both are given."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._aino: Actor = staff("aino", Role.RECORDS_MANAGER)
        contacts = [deliver(number) for number in (1, 2)]
        desk, now = self._desk(), hours(0)
        self._request = answers.deciding(desk, self._aino, *contacts, now=now)
        answers.marked(self._request, desk=desk, actor=self._aino, now=now)
        rights_moves.review(self._request, actor=self._aino, now=now)
        self._package: UUID | None = None

    def _desk(self) -> Desk:
        return replace(wiring.desk(), pdf=FakePdfMaker())

    def ask(self, number: int) -> None:
        """Ask for the answer; the one of the round before is destroyed."""
        self._package = packages.ask(
            self._request,
            with_audio=False,
            desk=self._desk(),
            actor=self._aino,
            now=hours(number),
        )

    def build(self, number: int) -> None:
        """Do what the job of the package does."""
        assert self._package is not None
        package_building.work_on(self._package, desk=self._desk(), now=hours(number))

    def nothing_half_built(self, _: int) -> None:
        """Whatever has a row opens, and no word of it lies about unsealed."""
        for path in self._home.rglob("*"):
            if path.is_file():
                assert CANARY.encode() not in path.read_bytes(), path.name
        for item in SealedObject.objects.filter(kind=Kind.PACKAGE):
            assert wiring.desk().vault.open(item.ref(), inline=item.inline())

    def built_once(self, number: int) -> None:
        """It is ready and whole, each contact is in it once; strays go within hours."""
        desk = self._desk()
        assert self._package is not None
        row = Package.objects.get(pk=self._package)
        assert (row.state, row.contacts_done) == ("ready", 2)
        files = answers.files(row, desk=desk)
        assert CANARY.encode() in files["contacts/0002/001-message.eml"]
        assert PackageFile.objects.filter(package=row).count() == len(files) + 2
        for later in (0, 2):
            orphans.destroy_orphans(
                desk=desk, actor=SWEEP, now=hours(number) + timedelta(hours=later)
            )
        kept = set(SealedObject.objects.values_list("pk", flat=True))
        assert {item for item, _, _ in desk.vault.objects()} == kept
