"""``seloste receive smtp`` and ``seloste receive imap``: mail, until told to stop."""

import signal
import ssl
import threading
from uuid import UUID

import click
import structlog
from django.conf import settings
from django.db import close_old_connections
from django.db.utils import DatabaseError

from seloste import wiring
from seloste.receivers.imap import ImapWatch
from seloste.receivers.smtp import Limits, listener
from seloste.services import mailboxes

log = structlog.get_logger()


@click.command("smtp")
def smtp() -> None:
    """Listen for mail at SELOSTE_SMTP_LISTEN, for the mailboxes there are."""
    host, _, port = settings.SMTP_LISTEN.rpartition(":")
    if not host or not port.isdigit():
        raise click.ClickException("write SELOSTE_SMTP_LISTEN as host:port")
    wiring.open_desk()
    stop = _stop()
    listening = listener(
        host.strip("[]"),
        int(port),
        limits=Limits(networks=settings.SMTP_PEERS),
        tls=_tls(),
        require_tls=settings.SMTP_REQUIRE_TLS,
    )
    listening.start()
    click.echo(f"listening on {settings.SMTP_LISTEN}")
    stop.wait()
    listening.stop()


def _tls() -> ssl.SSLContext | None:
    """Return the certificate of the receiver; without one it speaks in the clear."""
    if not settings.SMTP_CERTIFICATE:
        if settings.SMTP_REQUIRE_TLS:
            raise click.ClickException("SELOSTE_SMTP_REQUIRE_TLS needs a certificate")
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(settings.SMTP_CERTIFICATE, settings.SMTP_KEY or None)
    return context


@click.command("imap")
@click.option("--every", default=60.0, show_default=True, help="Seconds between looks.")
@click.option("--rounds", default=0, help="Stop after so many looks; 0 is never.")
def imap(every: float, rounds: int) -> None:
    """Read the IMAP mailboxes, at once where their servers offer IDLE."""
    wiring.open_desk()
    stop = _stop()
    watches: dict[UUID, threading.Thread] = {}
    while not stop.is_set():
        for one in _polled():
            if one not in watches or not watches[one].is_alive():
                watches[one] = _watch(one, every=every, rounds=rounds, stop=stop)
        if rounds:
            break
        stop.wait(every)
    for thread in watches.values():
        thread.join()


def _polled() -> tuple[UUID, ...]:
    try:
        return mailboxes.polled()
    except DatabaseError as error:
        log.warning("imap.outage", error=type(error).__name__)
        return ()
    finally:
        close_old_connections()


def _watch(
    mailbox: UUID, *, every: float, rounds: int, stop: threading.Event
) -> threading.Thread:
    watch = ImapWatch(mailbox, every=every, stop=stop)
    thread = threading.Thread(target=watch.run, kwargs={"rounds": rounds}, daemon=True)
    thread.start()
    return thread


def _stop() -> threading.Event:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop
