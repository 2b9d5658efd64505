"""Connections to the database of the search index, lent and taken back.

No threads look after them: a command that is done ends at once. A connection
that broke while it waited is replaced before it is lent.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

import psycopg
from psycopg.pq import TransactionStatus
from psycopg.rows import TupleRow

MOST_WAITING = 8

type Connection = psycopg.Connection[TupleRow]


class PostgresConnections:
    """Lends connections; ``configure`` prepares each new one, in no transaction."""

    def __init__(self, conninfo: str, configure: Callable[[Connection], None]) -> None:
        self._conninfo = conninfo
        self._configure = configure
        self._lock = Lock()
        self._process = os.getpid()
        self._waiting: list[Connection] = []

    def close(self) -> None:
        """Close the connections that wait; more may be lent afterwards."""
        with self._lock:
            waiting, self._waiting = self._waiting, []
        for db in waiting:
            db.close()

    def __del__(self) -> None:
        if os.getpid() == self._process:
            self.close()

    @contextmanager
    def lent(self) -> Iterator[Connection]:
        """Lend a connection in a transaction, committed on leaving."""
        db = self._take()
        try:
            with db.transaction():
                yield db
        except BaseException:
            db.close()
            raise
        self._give_back(db)

    def _take(self) -> Connection:
        if os.getpid() != self._process:  # a parent's connections are not ours
            self._waiting, self._process = [], os.getpid()
        while True:
            with self._lock:
                db = self._waiting.pop() if self._waiting else None
            if db is None:
                return self._connected()
            if _answers(db):
                return db
            db.close()

    def _connected(self) -> Connection:
        db = psycopg.connect(
            self._conninfo,
            prepare_threshold=0,  # a plan over many shelves takes long to make
            autocommit=True,
        )
        try:
            self._configure(db)
        except BaseException:
            db.close()
            raise
        return db

    def _give_back(self, db: Connection) -> None:
        idle = db.info.transaction_status is TransactionStatus.IDLE
        with self._lock:
            if idle and len(self._waiting) < MOST_WAITING:
                self._waiting.append(db)
                return
        db.close()


def _answers(db: Connection) -> bool:
    try:
        db.execute("SELECT 1")
    except psycopg.Error:
        return False
    return True
