"""People who work at the pages, and the registers they work for."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from seloste import wiring
from seloste.domain.staff import Actor, Role, system
from seloste.services import invitations, staff
from seloste.services.notices import store

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples"
PASSWORD = "kolme vihreää omenaa"
SETUP = system("setup")
NOW = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)

type SignedIn = Callable[[Actor], Client]


def invited(username: str, name: str, *, admin: bool = False) -> Actor:
    make = invitations.create_admin if admin else invitations.invite
    link = make(
        username=username,
        display_name=name,
        language="fi",
        actor=SETUP,
        now=NOW,
    )
    user = invitations.activate(token=link.token, password=PASSWORD, now=NOW)
    return staff.actor_for(user)


def granted(person: Actor, role: Role, register: str = "") -> Actor:
    assert person.staff_id
    staff.grant_role(
        staff_id=person.staff_id,
        role=role,
        register=register,
        ends_at=None,
        actor=SETUP,
        now=NOW,
    )
    return person


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """The clock of the machine, which pages read: it shows NOW and goes on."""
    with time_machine.travel(NOW) as traveller:
        yield traveller


@pytest.fixture
def registers(db: None) -> None:
    """Both example notices, in force."""
    for name in ("retta", "sok-mara"):
        text = (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")
        store.publish(text=text, actor=SETUP, now=NOW, key_backup_days=7)


@pytest.fixture
def admin(db: None) -> Actor:
    """The administrator, who reads no content."""
    return invited("ylermi", "Ylermi", admin=True)


@pytest.fixture
def aino(registers: None) -> Actor:
    """Aino is records manager of Retta."""
    return granted(invited("aino", "Aino"), Role.RECORDS_MANAGER, "retta")


@pytest.fixture
def eino(registers: None) -> Actor:
    """Eino is an agent of Retta."""
    return granted(invited("eino", "Eino"), Role.AGENT, "retta")


@pytest.fixture
def onni(registers: None) -> Actor:
    """Onni is the data protection officer of every register."""
    return granted(invited("onni", "Onni"), Role.DPO)


@pytest.fixture
def signed_in() -> SignedIn:
    """A browser in which somebody has signed in through the page."""

    def sign_in(person: Actor) -> Client:
        assert person.staff_id
        username = staff.member(person.staff_id, NOW).username
        client = Client(HTTP_HOST="127.0.0.1:8000")
        answer = client.post("/sign-in/", {"username": username, "password": PASSWORD})
        assert answer.status_code == 302
        return client

    return sign_in


@pytest.fixture
def client() -> Client:
    """A browser of an outsider."""
    return Client(HTTP_HOST="127.0.0.1:8000")


@pytest.fixture
def initialised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Stores of this test's own, made as ``seloste init`` makes them."""
    for name, place in (
        ("DATA", tmp_path / "data"),
        ("KEYS", tmp_path / "keys"),
        ("ROOT_KEY", tmp_path / "root/root.key"),
    ):
        monkeypatch.setattr(settings, name, place)
    (tmp_path / "root").mkdir()
    wiring.desk.cache_clear()
    wiring.initialise()
    yield
    wiring.desk.cache_clear()
