"""The demo's data: two registers, five people, and some months of contacts.

Everything comes in the way it would in earnest: notices are published, people
invited, hand-overs captured by their readers. The demo's clock starts half a
year ago and is driven forward, so that some contacts are already destroyed,
some are held and some fall due in the coming days.
"""

import json
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

import click
from django.conf import settings
from django.core.management import call_command

import seloste
from seloste import wiring, wiring_sources
from seloste.cli import init
from seloste.cli.demo import centre, mail_world, public_form, requests, suppliers
from seloste.domain import retention
from seloste.domain.notice import HoldKind
from seloste.domain.staff import Actor, Role, system
from seloste.domain.transcript import ChannelOrder
from seloste.ports.desk import Desk
from seloste.services import (
    audit,
    calendar,
    demo_day,
    holds,
    indexing,
    intake,
    invitations,
    sources,
    speech_settings,
    staff,
    sweeps,
    work,
)
from seloste.services.demo_day import HandOver
from seloste.services.holds import HoldRequest
from seloste.services.notices import store
from seloste.services.speech_settings import Speech
from seloste.wiring_sources import Handover as Declared

SIGN_INS = "sign-ins.json"
EXAMPLES = Path(seloste.__file__).parents[2] / "examples"
SETUP = system("demo")
PEOPLE = (
    ("aino", "Aino Arkisto", Role.RECORDS_MANAGER),
    ("eino", "Eino Esimerkki", Role.AGENT),
    ("tuula", "Tuula Tuntija", Role.TRAINER),
    ("onni", "Onni Ohje", Role.DPO),
    ("helmi", "Helmi Haltija", Role.ADMIN),
)


@dataclass(frozen=True, slots=True)
class Batch:
    """A working day so many days ago, and the presets that hand over on it."""

    days_ago: int
    presets: tuple[str, ...]
    registers: tuple[str, ...] = ("retta", "sok-mara")
    held: bool = False
    reviewed: bool = False


BATCHES = (
    Batch(186, ("mail",), held=True),
    Batch(179, ("mail",)),
    Batch(177, ("mail", "freepbx")),
    Batch(171, ("mail",)),
    Batch(164, ("freepbx",)),
    Batch(157, ("mail", "freepbx")),
    Batch(83, ("manifest",), registers=("sok-mara",), reviewed=True),
    Batch(40, ("mail",)),
    Batch(9, ("freepbx",)),
    Batch(5, ("mail",)),
    Batch(2, ("mail", "freepbx", "manifest")),
)


@dataclass(frozen=True, slots=True)
class SignIn:
    """A sign-in of the demo; the password is random and for the demo only."""

    role: str
    username: str
    password: str


def prepare(home: Path, *, site: str) -> list[SignIn]:
    """Make the demo's data unless they are there; return its sign-ins.

    ``site`` is the origin of the website that carries the chat.
    """
    kept = home / SIGN_INS
    init.write_secret()
    if kept.exists():
        call_command("migrate", interactive=False, verbosity=0)
        return [SignIn(**one) for one in json.loads(kept.read_text("utf-8"))]
    click.echo("Preparing the demo; this takes a minute, once.")
    _clear(home)
    wiring.initialise()
    call_command("migrate", interactive=False, verbosity=0)
    desk = wiring.desk()
    indexing.begin(desk=desk)
    _rewind(home)
    _publish(desk.clock.now())
    suppliers.make(actor=SETUP, now=desk.clock.now())
    public_form.make(actor=SETUP, now=desk.clock.now())
    mail_world.make(actor=SETUP, now=desk.clock.now())
    sign_ins = _invite(desk.clock.now())
    centre.open_desk(actor=SETUP, now=desk.clock.now())
    for batch in BATCHES:
        _go_to(batch.days_ago)
        _capture(batch, home, desk)
    _go_to(0)
    sweeps.sweep(desk=desk, actor=SETUP, now=desk.clock.now())
    centre.begin_day(origin=site, desk=desk, actor=SETUP, now=desk.clock.now())
    requests.make(desk=desk, handler=_aino(), now=desk.clock.now())
    work.work(desk, worker="demo")
    audit.checkpoint(signer=desk.signer, witness=desk.witness, now=desk.clock.now())
    _keep(kept, sign_ins)
    return sign_ins


def _aino() -> Actor:
    """Return the records manager of the demo, acting."""
    aino = invitations.staff_id_of("aino")
    return Actor(id=f"staff:{aino}", role=Role.RECORDS_MANAGER, staff_id=aino)


def _clear(home: Path) -> None:
    """Remove what a preparation that was cut short has left."""
    for name in ("data", "keys", "hand-over"):
        shutil.rmtree(home / name, ignore_errors=True)
    for name in ("root.key", "checkpoint.key"):
        (home / name).unlink(missing_ok=True)


def _rewind(home: Path) -> None:
    """Start the demo's clock anew, before the oldest contact."""
    (home / "clock.json").unlink(missing_ok=True)
    wiring.drill_clock().move(timedelta(days=-190))


def _go_to(days_ago: int) -> None:
    """Drive the clock to the morning after a working day so many days ago."""
    clock = wiring.drill_clock()
    clock.move(-clock.offset() - timedelta(days=max(0, days_ago - 1)))


def _publish(now: datetime) -> None:
    for name in ("retta", "sok-mara"):
        published = store.publish(
            text=(EXAMPLES / f"{name}.yaml").read_text("utf-8"),
            actor=SETUP,
            now=now,
            key_backup_days=settings.KEY_BACKUP_DAYS,
        )
        speech_settings.change(
            name, Speech("", ChannelOrder.AGENT_FIRST), actor=SETUP, now=now
        )
        click.echo(f"  notice of {published.version.notice.register}")


def _invite(now: datetime) -> list[SignIn]:
    """Invite one person a role and let each choose a random password."""
    sign_ins = []
    for username, name, role in PEOPLE:
        invite = invitations.create_admin if role is Role.ADMIN else invitations.invite
        invited = invite(
            username=username, display_name=name, language="fi", actor=SETUP, now=now
        )
        if role is not Role.ADMIN:
            staff.grant_role(
                staff_id=invited.staff_id,
                role=role,
                register="",
                ends_at=None,
                actor=SETUP,
                now=now,
            )
        password = secrets.token_urlsafe(12)
        invitations.activate(token=invited.token, password=password, now=now)
        sign_ins.append(SignIn(role.value, username, password))
    return sign_ins


def _capture(batch: Batch, home: Path, desk: Desk) -> None:
    """Hand over a working day and capture it, the hand-over's files included."""
    now = desk.clock.now()
    day = retention.local_day(now - timedelta(days=1))
    target = home / "hand-over"
    for handed in demo_day.build(EXAMPLES, target / day.isoformat(), day=day):
        if handed.preset in batch.presets and handed.register in batch.registers:
            taken = list(_take(handed, desk, now))
            click.echo(f"  {day} {handed.source}: {len(taken)} contacts")
            if batch.held:
                _hold(taken, desk, now)
    if batch.reviewed:
        _review(now)
    shutil.rmtree(target)


def _take(handed: HandOver, desk: Desk, now: datetime) -> Iterator[intake.Taken]:
    source = sources.register_source(
        slug=handed.source,
        register=handed.register,
        preset=handed.preset,
        time_zone="Europe/Helsinki",
        address="",
        actor=SETUP,
        now=now,
    )
    folder = wiring.safe_folder(handed.path)
    reader = wiring_sources.reader(
        source,
        path=handed.path,
        open_file=folder,
        now=now,
        handover=Declared(
            own_domains=sources.own_domains(handed.register, retention.local_day(now))
        ),
    )
    yield from intake.take(
        reader.read(handed.path),
        source=source,
        open_file=folder,
        desk=desk,
        now=now,
    )


def _hold(taken: list[intake.Taken], desk: Desk, now: datetime) -> None:
    """Hold the complaint of that day, as Aino would."""
    complaint = next(
        (one for one in taken if "reklamaatio" in one.path.name and one.receipt), None
    )
    if complaint is None or complaint.receipt is None or complaint.receipt.id is None:
        return
    request = HoldRequest(
        register="retta",
        kind=HoldKind.COMPLAINT,
        reason="Reklamaatio remontista; käsittely kesken.",
        review_by=now + timedelta(days=90),
        contact_ids=[complaint.receipt.id],
    )
    actor = Actor(id=f"staff:{invitations.staff_id_of('aino')}")
    holds.place_hold(request, desk=desk, actor=actor, now=now)


def _review(now: datetime) -> None:
    """Look at every hold that stands, and find it still needed."""
    actor = Actor(id=f"staff:{invitations.staff_id_of('aino')}")
    for hold in calendar.active(registers=store.registers()):
        holds.review_hold(
            hold_id=hold.id, review_by=now + timedelta(days=88), actor=actor, now=now
        )


def _keep(path: Path, sign_ins: list[SignIn]) -> None:
    path.touch(mode=0o600)
    path.write_text(json.dumps([asdict(one) for one in sign_ins]), "utf-8")
