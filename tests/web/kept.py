"""Contacts of Maija's that the page tests keep, captured through the real path."""

import re
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from django.test import Client

from seloste import wiring
from seloste.domain.contact import Delivery
from seloste.records.models import AuditLeaf, SealedObject, Source
from seloste.services import sources
from seloste.services.capture import capture
from tests.web.people import NOW, SETUP


def made_source(slug: str, register: str, preset: str) -> Source:
    return sources.register_source(
        slug=slug,
        register=register,
        preset=preset,
        time_zone="Europe/Helsinki",
        address="",
        actor=SETUP,
        now=NOW,
    )


def kept(delivery: Delivery, *, days_ago: int = 0) -> UUID:
    """Capture a delivery as of an hour (and some days) before NOW; return its id."""
    began = NOW - timedelta(hours=1, days=days_ago)
    dated = replace(delivery, started_at=began, ended_at=began + timedelta(minutes=3))
    receipt = capture(dated, desk=wiring.desk(), now=NOW - timedelta(days=days_ago))
    assert receipt.id
    return receipt.id


def item_of(contact: UUID, kind: str) -> UUID:
    return SealedObject.objects.get(contact=contact, kind=kind).id


def opened(browser: Client, contact: UUID, kind: str, purpose: str) -> str:
    """Open an item for a purpose through its form; return the id of the opening."""
    item = item_of(contact, kind)
    answer = browser.post(
        f"/contacts/{contact}/items/{item}/open/", {f"{item}-purpose": purpose}
    )
    assert answer.status_code == 302, answer.content.decode()
    found = re.search(r"/open/([0-9a-f-]{36})/", answer.headers["Location"])
    assert found
    return found[1]


def acts(action: str) -> int:
    """Return how often the log says something was done."""
    return AuditLeaf.objects.filter(action=action).count()
