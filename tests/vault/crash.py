"""Kill a process at every line of the vault's code and see what is left.

``python -m tests.vault.crash FOLDER ACTION`` forks once per line of the vault
and its stores that ACTION executes; the child kills itself there with SIGKILL.
After each death the invariants are checked and the action is done again by a
living process. It prints how many deaths there were; a broken invariant ends
it with a traceback. (A killed process keeps what the kernel has; what a power
cut loses is the business of the order of syncs, tested beside the folder.)
"""

import os
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from types import CodeType
from uuid import UUID, uuid4

from seloste.adapters.storage import folder, keystore, sqlite_pool
from seloste.domain.contact import Kind
from seloste.ports.vault import ObjectRef, VaultMissing
from seloste.vault import local, sealing
from seloste.vault.local import LocalVault
from tests.vault.conftest import Place

CANARY = b"Maija Meik\xc3\xa4l\xc3\xa4inen CANARY-9b1d" * 100
RECORD = UUID("0f9e1b1a-3b0d-4a70-9d59-0b6f3a3c7a10")
DUE = date(2026, 5, 1)
CODE = {
    str(module.__file__) for module in (folder, keystore, sqlite_pool, local, sealing)
}
TOOL = 3
DONE = 7


@dataclass(frozen=True)
class Case:
    """What is done, and what must hold after a death and after doing it again."""

    act: Callable[[LocalVault, ObjectRef], None]
    after_death: Callable[[Place, ObjectRef], None]
    after_repeat: Callable[[Place, ObjectRef], None]
    sealed_before: bool = True


def die_at(number: int) -> None:
    """Kill this process when it reaches that line of the vault, counted from 1."""
    monitoring = sys.monitoring
    left = [number]

    def reach(code: CodeType, _: int) -> object:
        if code.co_filename not in CODE:
            return monitoring.DISABLE
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        return None

    monitoring.use_tool_id(TOOL, "crash")
    monitoring.register_callback(TOOL, monitoring.events.LINE, reach)
    monitoring.set_events(TOOL, monitoring.events.LINE)


def survives(place: Place, act: Callable[[LocalVault], None], number: int) -> bool:
    """Act in a child that dies at that line; return whether it got to the end."""
    child = os.fork()
    if not child:
        vault = place.open()
        die_at(number)
        act(vault)
        os._exit(DONE)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return False
    assert os.waitstatus_to_exitcode(status) == DONE, "the child failed by itself"
    return True


def seal(vault: LocalVault, ref: ObjectRef) -> None:
    with vault.sealing(tenant=ref.tenant, record=ref.record, due=DUE) as batch:
        batch.blob(object_id=ref.object, kind=ref.kind, source=BytesIO(CANARY))


def destroy(vault: LocalVault, ref: ObjectRef) -> None:
    vault.destroy([ref])


def hold(vault: LocalVault, ref: ObjectRef) -> None:
    vault.hold([ref])


def end_day(vault: LocalVault, _: ObjectRef) -> None:
    vault.end_day(tenant="retta", due=DUE)


def opens(place: Place, ref: ObjectRef) -> bool:
    """Return whether the object opens; it may be missing, but never damaged."""
    vault = place.open()
    try:
        return vault.open(ref) == CANARY
    except VaultMissing:
        return False
    finally:
        vault.keystore.close()  # type: ignore[attr-defined] # the SQLite one


def has_key(place: Place, ref: ObjectRef) -> bool:
    store = keystore.SqliteKeyStore(place.keystore)
    found = bool(store.content_keys([ref.object]))
    store.close()
    return found


def key_means_readable(place: Place, ref: ObjectRef) -> None:
    assert opens(place, ref) or not has_key(place, ref)


def is_readable(place: Place, ref: ObjectRef) -> None:
    assert opens(place, ref)


def is_absent(place: Place, ref: ObjectRef) -> None:
    vault = place.open()
    assert vault.absent([ref]) == ()
    vault.keystore.close()  # type: ignore[attr-defined] # the SQLite one


def is_unreadable(place: Place, ref: ObjectRef) -> None:
    assert not opens(place, ref)
    assert not has_key(place, ref)


def survives_its_day(place: Place, ref: ObjectRef) -> None:
    vault = place.open()
    end_day(vault, ref)
    vault.keystore.close()  # type: ignore[attr-defined] # the SQLite one
    assert opens(place, ref)


CASES = {
    "seal": Case(seal, key_means_readable, is_readable, sealed_before=False),
    "destroy": Case(destroy, key_means_readable, is_absent),
    "hold": Case(hold, is_readable, survives_its_day),
    "end-day": Case(end_day, key_means_readable, is_unreadable),
}


def wrapped_keys(place: Place) -> set[bytes]:
    """Return every wrapped key that the store still knows."""
    query = "SELECT wrapped FROM slot UNION SELECT wrapped FROM epoch"
    with closing(sqlite3.connect(place.keystore)) as db:
        return {row[0] for row in db.execute(query) if any(row[0])}


@contextmanager
def another_process_reads(place: Place) -> Iterator[None]:
    """Keep the key store open elsewhere, so that no closing clears its log."""
    told, tell = os.pipe()
    child = os.fork()
    if not child:
        db = sqlite3.connect(place.keystore)
        db.execute("SELECT count(*) FROM slot").fetchall()
        os.write(tell, b"!")
        signal.pause()
    os.read(told, 1)
    try:
        yield
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def run_once(place: Place, case: Case, number: int) -> bool:
    """Let one child die, check, repeat, check; return whether it survived."""
    ref = ObjectRef("retta", RECORD, uuid4(), Kind.MESSAGE)
    if case.sealed_before:
        do(place, seal, ref)
    before = wrapped_keys(place)

    survived = survives(place, lambda vault: case.act(vault, ref), number)

    assert place.holds(CANARY) == []
    case.after_death(place, ref)
    if not (survived or (case.act is seal and opens(place, ref))):
        do(place, case.act, ref)
    case.after_repeat(place, ref)
    gone = before - wrapped_keys(place)
    assert [key for key in gone if place.holds(key)] == []
    return survived


def do(
    place: Place, act: Callable[[LocalVault, ObjectRef], None], ref: ObjectRef
) -> None:
    """Act in this process, after clearing what a dead sealing left behind."""
    vault = place.open()
    if act is seal and vault.absent([ref]):
        vault.destroy_strays([ref.object])
    act(vault, ref)
    vault.keystore.close()  # type: ignore[attr-defined] # the SQLite one


def main(home: Path, action: str) -> None:
    """Kill at the first line, the second, and so on, until a child survives."""
    place = Place(home)
    place.create().keystore.close()  # type: ignore[attr-defined] # the SQLite one
    deaths = 0
    with another_process_reads(place):
        while not run_once(place, CASES[action], deaths + 1):
            deaths += 1
    sys.stdout.write(str(deaths))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
