"""Kill a process at any line of capture, disposal or hearing; see what is left.

``python -m tests.crash.deaths FOLDER ACTION STRIDE`` forks a child for each line
that ACTION executes in the services and stores (every STRIDEth of about 400;
1 is all of them and takes minutes); the child kills itself there with SIGKILL.
The survivor checks the invariants R1 and R2 (docs/faults.md), does the same
again, checks the end, and clears up. It prints how many deaths there were; a
broken invariant ends it with a traceback.
"""

import gc
import os
import signal
import sys
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

from tests.crash import installation

SOURCE = Path(__file__).parents[2] / "src/seloste"
WATCHED = {
    str(SOURCE / name)
    for name in (
        "services/capture.py",
        "services/contact_rows.py",
        "services/parts.py",
        "services/disposal.py",
        "services/certificates.py",
        "services/transcript_making.py",
        "services/transcript_rows.py",
        "services/package_building.py",
        "services/package_files.py",
        "services/audit/writing.py",
        "vault/local.py",
        "adapters/storage/folder.py",
        "adapters/storage/keystore.py",
        "adapters/storage/ledger_file.py",
    )
}
SEARCH = {
    str(SOURCE / "services" / "disposal.py"),
    str(SOURCE / "services" / "indexing.py"),
    str(SOURCE / "services" / "search_rows.py"),
    *(str(path) for path in (SOURCE / "adapters" / "search").glob("*.py")),
}
REPEATS = 2
TOOL = 3
DONE = 7


@dataclass(frozen=True)
class Case:
    """What the child does, and what must hold after its death and after repeating.

    ``again`` is what the survivor does where that is not the same.
    """

    prepare: Callable[[int], None]
    act: Callable[[int], None]
    after_death: Callable[[int], None]
    after_repeat: Callable[[int], None]
    again: Callable[[int], None] | None = None
    watched: Collection[str] = frozenset(WATCHED)


def die_at(number: int, watched: Collection[str]) -> None:
    """Kill this process at that line, counted from 1; loops count twice at most."""
    monitoring = sys.monitoring
    left, seen = [number], dict[tuple[str, int], int]()

    def reach(code: CodeType, line: int) -> object:
        if code.co_filename not in watched:
            return monitoring.DISABLE
        place = (code.co_filename, line)
        seen[place] = seen.get(place, 0) + 1
        if seen[place] > REPEATS:
            return monitoring.DISABLE
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        return None

    monitoring.use_tool_id(TOOL, "crash")
    monitoring.register_callback(TOOL, monitoring.events.LINE, reach)
    monitoring.set_events(TOOL, monitoring.events.LINE)


def survives(
    act: Callable[[int], None], number: int, watched: Collection[str] = WATCHED
) -> bool:
    """Act in a child that dies at that line; return whether it got to the end."""
    from django.db import connections  # noqa: PLC0415 - settings come first

    connections.close_all()
    gc.collect()  # what libav left has threads, which a child could not end
    child = os.fork()
    if not child:
        die_at(number, watched)
        act(number)
        os._exit(DONE)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return False
    assert os.waitstatus_to_exitcode(status) == DONE, "the child failed by itself"
    return True


def play(case: Case, stride: int) -> int:
    """Kill at the first line, a later one, and so on, until a child survives."""
    number, deaths = 1, 0
    while True:
        case.prepare(number)
        survived = survives(case.act, number, case.watched)
        case.after_death(number)
        (case.again or case.act)(number)
        case.after_repeat(number)
        if survived:
            return deaths
        number += stride
        deaths += 1


def main(home: Path, action: str, stride: int) -> None:
    """Make the installation and play one case."""
    installation.settle(home)
    installation.install()
    from tests.crash import (  # noqa: PLC0415 - settings come first
        answering,
        forgetting,
        invariants,
    )

    if action == "answer":
        answer = answering.AnswerWorld(home)
        case = Case(
            prepare=answer.ask,
            act=answer.build,
            after_death=answer.nothing_half_built,
            after_repeat=answer.built_once,
        )
        sys.stdout.write(str(play(case, stride)))
        return
    world, words = invariants.World(home), forgetting.ForgetWorld(home)
    cases = {
        "capture": Case(
            prepare=lambda _: None,
            act=world.capture,
            after_death=world.captured_or_not,
            after_repeat=world.captured_once_and_cleared,
        ),
        "dispose": Case(
            prepare=world.capture_first,
            act=world.dispose,
            after_death=world.usable_or_gone,
            after_repeat=world.destroyed_once,
        ),
        "forget": Case(
            prepare=words.keep,
            act=words.change,
            after_death=words.words_of_what_is_kept,
            again=words.recover,
            after_repeat=words.forgotten,
            watched=SEARCH,
        ),
        "transcribe": Case(
            prepare=world.record_first,
            act=world.transcribe,
            after_death=world.nothing_half_heard,
            after_repeat=world.heard_once_and_cleared,
        ),
    }
    sys.stdout.write(str(play(cases[action], stride)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
