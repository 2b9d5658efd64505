"""A watched folder: what others put there is captured and then removed.

A file is taken when two looks, a poll apart, found it unchanged; it is removed
after its receipt and stays where it is otherwise (sources: drop-folder safety).
"""

from collections.abc import Iterator
from pathlib import Path

import structlog

from seloste import wiring, wiring_sources
from seloste.domain.retention import local_day
from seloste.ports.sources import FileRefused, Folder
from seloste.services import intake, sources
from seloste.services.intake import Taken
from seloste.wiring_sources import Handover

log = structlog.get_logger()

type Looks = dict[Path, object]


class DropFolder:
    """Takes what arrives in ``root`` for one source."""

    def __init__(self, root: Path, *, source: str) -> None:
        self._root = root
        self._source = source
        self._folder: Folder = wiring.safe_folder(root)
        self._seen: Looks = {}
        self._finished: Looks = {}

    def poll(self) -> int:
        """Look once; take what has not changed since the last look.

        Returns how many contacts or quarantine entries were acknowledged.
        """
        looks = dict(self._look())
        settled = looks == self._seen and looks != self._finished
        self._seen = looks
        if not looks or not settled:
            return 0
        taken = self._take()
        self._let_go(taken, looks)
        self._finished = dict(self._look())
        return sum(one.receipt is not None for one in taken)

    def _look(self) -> Iterator[tuple[Path, object]]:
        for path in self._folder.files():
            try:
                yield path, self._folder.look(path)
            except FileRefused as refusal:
                yield path, refusal.reason

    def _take(self) -> list[Taken]:
        now = wiring.clock().now()
        source = sources.active_source(self._source)
        reader = wiring_sources.reader(
            source,
            path=self._root,
            open_file=self._folder,
            now=now,
            handover=Handover(
                own_domains=sources.own_domains(source.register_id, local_day(now))
            ),
        )
        found = reader.read(self._root)
        return list(
            intake.take(
                found,
                source=source,
                open_file=self._folder,
                desk=wiring.desk(),
                now=now,
            )
        )

    def _let_go(self, taken: list[Taken], looks: Looks) -> None:
        """Remove what has its receipt; say how much was left, never which."""
        for path in sorted(looks.keys() & intake.may_go(taken)):
            try:
                self._folder.remove(path, seen=looks[path])
            except FileRefused as refusal:
                log.warning("drop-folder.kept", reason=refusal.reason)
        reasons = sorted({one.reason for one in taken if one.receipt is None})
        if reasons:
            log.warning("drop-folder.left", source=self._source, reasons=reasons)
