"""Entries of the register of processors, as tests want them."""

from dataclasses import replace
from datetime import date
from typing import Any

from seloste.domain.processor import Processor
from seloste.domain.staff import Actor
from seloste.services import processors
from tests.services.conftest import NOW, SETUP

TODAY = date(2026, 5, 4)
WHOLE = Processor(
    register="retta",
    recipient="processors",
    name="Esimerkkipilvi Oy",
    country="FI",
    since=date(2026, 1, 1),
    contract="DPA-17",
    contract_on=date(2025, 12, 15),
    safeguards="Audited each year; staff bound to secrecy.",
    hosts=("crm.example",),
    review_on=date(2026, 12, 31),
)


def entered(**changes: Any) -> Processor:
    """Return an entry with nothing missing, but for what a test changes."""
    return replace(WHOLE, **changes)


def host_of_a_processor(
    host: str, *, register: str = "retta", actor: Actor = SETUP
) -> None:
    """Enter a processor whose machine that is."""
    recipient = "processors" if register == "retta" else "partners"
    wanted = entered(
        register=register, recipient=recipient, name=f"Oy {host}", hosts=(host,)
    )
    processors.add(wanted, actor=actor, now=NOW)
