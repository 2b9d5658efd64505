"""What the drill plays: Maija calls and writes twice, and all of it ends on time.

One mail is held for a complaint, the call and the other mail are not. Each step
says what was promised and shows what was found. The same services and commands
run as in earnest; only the clock is driven.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol
from uuid import UUID

from django.db import connections

from seloste.domain.contact import Channel, Delivery, Kind, Part, Party, PartyRole
from seloste.domain.notice import HoldKind, PurposeRefused
from seloste.domain.staff import Actor, Role, system
from seloste.ports.desk import Desk
from seloste.records.models import Certificate, Contact, Disposal, SealedObject
from seloste.services import audit, holds, invitations, openings, sources, staff
from seloste.services.capture import capture
from seloste.services.drill import LAST, Step
from seloste.services.notices import store

SETUP = system("drill")
CANARY = "KANARIALINTU-5d1e7c"
ADDRESS = "asiakaspalvelu@isannointi.retta.example"
LINE = "+358900000101"
CALL, MAIL, HELD = "call", "mail", "held"


class Scratch(Protocol):
    """An installation of the drill's own."""

    home: Path
    examples: Path
    verifier: Path

    def desk(self) -> Desk:
        """Return the ports as they are now."""
        ...

    def move_to(self, moment: datetime) -> None:
        """Drive the clock forward to a moment."""
        ...

    def seloste(self, *arguments: str) -> str:
        """Run a command as it is typed and return what it prints."""
        ...


@dataclass
class _Play:
    """The scenario under way: who was captured when, and what they consist of."""

    scratch: Scratch
    began: datetime
    contacts: dict[str, UUID] = field(default_factory=dict)
    items: dict[str, list[UUID]] = field(default_factory=dict)
    aino: UUID = field(init=False)
    hold: UUID = field(init=False)

    @property
    def desk(self) -> Desk:
        return self.scratch.desk()

    def at(self, **since: float) -> None:
        """Drive the clock to so long after the beginning."""
        self.scratch.move_to(self.began + timedelta(**since))


def play(scratch: Scratch) -> Iterator[Step]:
    """Play every step in order. Whoever reads them stops at one that failed."""
    scratch.seloste("init")
    drill = _Play(scratch, began=scratch.desk().clock.now())
    yield _settled(drill)
    yield _captured(drill)
    yield _sealed(drill)
    yield _opened(drill)
    yield _held(drill)
    yield _backed_up(drill)
    yield _kept_until(drill, "day 179", days=179)
    yield _kept_until(drill, "day 180", days=180, minutes=-5)
    yield _destroyed(drill)
    yield _proved(drill)
    yield _hold_stands(drill)
    yield _restored(drill)
    yield _stays_destroyed(drill)
    yield _released(drill)
    yield _nothing_left(drill)


def _settled(drill: _Play) -> Step:
    """Publish the notice, name the sources, and give Aino her role."""
    notice = (drill.scratch.examples / "retta.yaml").read_text("utf-8")
    published = store.publish(
        text=notice, actor=SETUP, now=drill.began, key_backup_days=7
    )
    for slug, preset in (("drill-mail", "mail"), ("drill-calls", "manifest")):
        sources.register_source(
            slug=slug,
            register="retta",
            preset=preset,
            time_zone="Europe/Helsinki",
            address="",
            actor=SETUP,
            now=drill.began,
        )
    drill.aino = invitations.invite(
        username="aino",
        display_name="Aino",
        language="fi",
        actor=SETUP,
        now=drill.began,
    ).staff_id
    staff.grant_role(
        staff_id=drill.aino,
        role=Role.RECORDS_MANAGER,
        register="retta",
        ends_at=None,
        actor=SETUP,
        now=drill.began,
    )
    number = published.version.number
    return Step("notice published", ok=True, detail=f"retta, version {number}")


def _captured(drill: _Play) -> Step:
    """Capture a call with real audio and two mails, all of today."""
    audio = drill.scratch.examples / "audio" / "01-vesivahinko.opus"
    deliveries = {
        CALL: _delivery(drill, CALL, Part(Kind.RECORDING, lambda: audio.open("rb"))),
        MAIL: _delivery(drill, MAIL, _mail(drill, MAIL)),
        HELD: _delivery(drill, HELD, _mail(drill, HELD)),
    }
    for name, delivery in deliveries.items():
        receipt = capture(delivery, desk=drill.desk, now=drill.began)
        if receipt.id is None:
            return Step("captured", ok=False, detail=f"{name}: {receipt.result}")
        drill.contacts[name] = receipt.id
        drill.items[name] = _items(receipt.id)
    found = Contact.objects.filter(pk__in=drill.contacts.values()).count()
    count = sum(map(len, drill.items.values()))
    return Step("captured", found == len(deliveries), f"3 contacts, {count} items")


def _delivery(drill: _Play, name: str, part: Part) -> Delivery:
    call = name == CALL
    return Delivery(
        source="drill-calls" if call else "drill-mail",
        source_id=f"drill-{name}",
        leg="1" if call else "",
        channel=Channel.CALL if call else Channel.MAIL,
        started_at=drill.began,
        ended_at=drill.began,
        address=LINE if call else ADDRESS,
        subject="" if call else f"Vesivahinko {CANARY}",
        parties=(Party(role=PartyRole.CUSTOMER, name=f"Maija {CANARY}"),),
        parts=(part,),
    )


def _mail(drill: _Play, name: str) -> Part:
    """Return an example mail, the canary at its end and the name of its copy."""
    text = (drill.scratch.examples / "mail" / "01-avain.eml").read_bytes()
    data = text + f"\r\n{CANARY} {name}\r\n".encode()
    path = drill.scratch.home / "outside" / f"{name}.eml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return Part(Kind.MESSAGE, lambda: path.open("rb"), media_type="message/rfc822")


def _items(contact: UUID) -> list[UUID]:
    return list(
        SealedObject.objects.filter(contact=contact).values_list("pk", flat=True)
    )


def _sealed(drill: _Play) -> Step:
    """Let go of the originals, derive the waveform, and look for the canary."""
    shutil.rmtree(drill.scratch.home / "outside")
    drill.scratch.seloste("work", "--once")
    drill.items[CALL] = _items(drill.contacts[CALL])
    return _canary_step(drill, "sealed")


def _canary_step(drill: _Play, name: str) -> Step:
    searched, found = 0, []
    for path in drill.scratch.home.rglob("*"):
        if path.is_file():
            searched += 1
            found += [path.name] if CANARY.encode() in path.read_bytes() else []
    detail = f"the canary is in {len(found)} of {searched} files"
    return Step(name, ok=not found, detail=detail)


def _opened(drill: _Play) -> Step:
    """Open a mail for a purpose of the notice; another purpose is refused."""
    data = _read(drill, MAIL, "complaints")
    try:
        _read(drill, MAIL, "marketing")
    except PurposeRefused:
        refused = True
    else:
        refused = False
    leaves = audit.timeline([str(drill.contacts[MAIL])])
    opened = [leaf.purpose for leaf in leaves if leaf.action == "content.opened"]
    ok = CANARY.encode() in data and refused and opened == ["complaints"]
    detail = f"read for complaints, refused for marketing, audited: {opened}"
    return Step("opened for a purpose", ok, detail)


def _read(drill: _Play, name: str, purpose: str) -> bytes:
    """Read a mail the way a page does."""
    now = drill.desk.clock.now()
    message = SealedObject.objects.get(contact=drill.contacts[name], kind=Kind.MESSAGE)
    opening = openings.open_item(
        message.pk, staff_id=drill.aino, purpose_id=purpose, now=now
    )
    return openings.read(
        opening.opening_id, staff_id=drill.aino, desk=drill.desk, now=now
    )


def _held(drill: _Play) -> Step:
    request = holds.HoldRequest(
        register="retta",
        kind=HoldKind.COMPLAINT,
        reason=f"Maija {CANARY} kiistää laskun",
        review_by=drill.began + timedelta(days=60),
        contact_ids=[drill.contacts[HELD]],
    )
    actor = Actor(id=f"staff:{drill.aino}", role=Role.RECORDS_MANAGER)
    now = drill.desk.clock.now()
    drill.hold = holds.place_hold(request, desk=drill.desk, actor=actor, now=now)
    return Step("held", ok=True, detail=f"hold {drill.hold} keeps one mail")


def _backed_up(drill: _Play) -> Step:
    """Back up data and keys, and keep one copy of the keys against the rules."""
    home = drill.scratch.home
    data = drill.scratch.seloste("backup", str(home / "backups"))
    drill.scratch.seloste("backup", "--keys", str(home / "key-backups"))
    shutil.copytree(home / "key-backups", home / "forgotten-keys")
    return Step("backed up", ok=True, detail=data.strip().rpartition("/")[2])


def _kept_until(drill: _Play, name: str, **since: float) -> Step:
    """Sweep when the period is not yet over: nothing may go."""
    drill.at(**since)
    drill.scratch.seloste("dispose", "--due")
    kept = Contact.objects.filter(pk__in=drill.contacts.values()).count()
    detail = f"a sweep destroyed {len(drill.contacts) - kept} of 3 contacts"
    return Step(f"{name}: kept", kept == len(drill.contacts), detail)


def _destroyed(drill: _Play) -> Step:
    """Sweep when the period is over: all that no hold keeps is gone."""
    drill.at(days=180, minutes=5)
    drill.scratch.seloste("dispose", "--due")
    gone = drill.items[CALL] + drill.items[MAIL]
    left = _still_known(drill, gone)
    backups = len(list((drill.scratch.home / "key-backups").iterdir()))
    detail = f"{len(gone)} items destroyed, {left} left; {backups} old key backups"
    return Step("day 180: destroyed", not left and not backups, detail)


def _still_known(drill: _Play, items: list[UUID]) -> int:
    """Count the items of which a row, a key or bytes are left."""
    stored = {object_id for object_id, _, _ in drill.desk.vault.objects()}
    rows = SealedObject.objects.filter(pk__in=items).values_list("pk", flat=True)
    return len(set(items) & (stored | set(rows)))


def _proved(drill: _Play) -> Step:
    """Let the stand-alone verifier, which knows no Seloste, check the certificates."""
    accepted = 0
    key = audit.verifier_key(drill.desk.signer)
    certificates = Certificate.objects.filter(
        record_id__in=[drill.contacts[CALL], drill.contacts[MAIL]]
    )
    for one in certificates:
        path = drill.scratch.home / f"{one.pk}.json"
        path.write_text(audit.export_certificate(one.pk), encoding="utf-8")
        done = subprocess.run(  # noqa: S603 - our own verifier, by a bare Python
            [
                *(sys.executable, "-I", "-S", str(drill.scratch.verifier)),
                *("certificate", str(path), "--key", key),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        accepted += done.returncode == 0 and done.stdout.startswith("OK")
    detail = f"the stand-alone verifier accepts {accepted} of {len(certificates)}"
    return Step("proved", accepted == len(certificates) > 1, detail)


def _hold_stands(drill: _Play) -> Step:
    """On day 181 what is held is there, for the hold's purpose and no other."""
    drill.at(days=181)
    drill.scratch.seloste("dispose", "--due")
    readable = CANARY.encode() in _read(drill, HELD, "complaints")
    try:
        _read(drill, HELD, "verification")
    except PurposeRefused:
        return Step("day 181: held", readable, "readable for the complaint only")
    return Step("day 181: held", ok=False, detail="readable for another purpose")


def _restored(drill: _Play) -> Step:
    """Lose every store, and put old records, old bytes and old keys back."""
    home = drill.scratch.home
    connections.close_all()
    lost = home / "lost"
    lost.mkdir()
    for path in (*home.glob("data/records.sqlite3*"), *home.glob("keys/keys.sqlite3*")):
        path.rename(lost / path.name)
    shutil.rmtree(lost)
    said = drill.scratch.seloste(
        "restore", str(home / "backups"), "--keys", str(home / "forgotten-keys")
    )
    ended = bool(list((home / "keys" / "ended-logs").iterdir()))
    sound = audit.verify_log(
        verifier=drill.desk.signer, witness=drill.desk.witness
    ).sound
    return Step("restored", ended and sound, " ".join(said.split()))


def _stays_destroyed(drill: _Play) -> Step:
    """What was destroyed before the restore is destroyed again; the held is there."""
    gone = drill.items[CALL] + drill.items[MAIL]
    again = Disposal.objects.filter(cause=Disposal.Cause.REPEATED).count()
    left = _still_known(drill, gone)
    readable = CANARY.encode() in _read(drill, HELD, "complaints")
    detail = f"{left} of {len(gone)} items came back; the held mail is readable"
    return Step("stays destroyed", not left and again > 0 and readable, detail)


def _released(drill: _Play) -> Step:
    """Release the hold on day 300: one sweep, and it is gone."""
    drill.at(days=300)
    actor = Actor(id=f"staff:{drill.aino}", role=Role.RECORDS_MANAGER)
    holds.release_hold(hold_id=drill.hold, actor=actor, now=drill.desk.clock.now())
    drill.scratch.seloste("dispose", "--due")
    left = _still_known(drill, drill.items[HELD])
    return Step("released", not left, f"{left} items left after one sweep")


def _nothing_left(drill: _Play) -> Step:
    """No row, key, bytes or word of Maija is in any file, backups included."""
    step = _canary_step(drill, LAST)
    objects = len(list(drill.desk.vault.objects()))
    rows = SealedObject.objects.count() + Contact.objects.count()
    detail = f"{step.detail}; {objects} sealed objects, {rows} rows"
    return Step(LAST, step.ok and not objects and not rows, detail)
