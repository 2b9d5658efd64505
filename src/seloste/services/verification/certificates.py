"""What is gone has a certificate, and what has a certificate is gone."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from seloste.domain.audit import Action, Leaf, LeafRefused, decoded, digest
from seloste.domain.verification import Evidence
from seloste.ports.vault import ObjectRef
from seloste.records.models import AuditLeaf, Certificate, Contact, Source
from seloste.services.verification.findings import all_or_broken, any_broken
from seloste.services.verification.gather import BATCH, Gathered, batches, leaves


def certificates(facts: Gathered) -> Iterator[Evidence]:
    """Yield whether certificates agree with the log and with the stores."""
    changed: list[UUID] = []
    there: list[UUID] = []
    held: list[str] = []
    rows = Certificate.objects.filter(register_id=facts.register)
    for batch in batches(rows):
        wrong = _changed(batch)
        changed += wrong
        documents = [json.loads(one.document) for one in batch if one.pk not in wrong]
        there += _still_there(facts, documents)
        held += _held(documents)
    yield all_or_broken(
        changed,
        right="certificates-hold",
        count=rows.count(),
        otherwise="certificate-changed",
    )
    yield from any_broken(there, "destroyed-yet-there")
    yield from any_broken(held, "destroyed-while-held")
    yield from any_broken(_gone(facts), "gone-without-certificate")


def _changed(batch: list[Certificate]) -> set[UUID]:
    """Return the certificates whose hash their leaf does not carry."""
    rows = AuditLeaf.objects.filter(seq__in=[one.seq for one in batch])
    logged = {row.seq: _leaf(row) for row in rows}
    return {one.pk for one in batch if not _agrees(one, logged.get(one.seq))}


def _leaf(row: AuditLeaf) -> Leaf | None:
    try:
        return decoded(row.body.encode())
    except LeafRefused:
        return None


def _agrees(row: Certificate, leaf: Leaf | None) -> bool:
    if leaf is None or leaf.action is not Action.DISPOSAL_DONE:
        return False
    said = (leaf.object_id, leaf.details.get("certificate"), leaf.details.get("sha256"))
    return said == (str(row.record_id), str(row.pk), digest(row.document.encode()))


def _still_there(facts: Gathered, documents: list[dict[str, Any]]) -> list[UUID]:
    """Return certified items of which a key or bytes still exist."""
    refs = [
        ObjectRef(
            tenant=facts.register,
            record=UUID(document["record"]),
            object=UUID(item["item"]),
            kind=item["kind"],
        )
        for document in documents
        for item in document["items"]
    ]
    return [ref.object for ref in facts.desk.vault.absent(refs)]


def _held(documents: list[dict[str, Any]]) -> list[str]:
    """Return certified items that a hold still kept."""
    return [
        str(item["item"])
        for document in documents
        for item in document["items"]
        if any(hold["released_at"] is None for hold in item["holds"])
    ]


def _gone(facts: Gathered) -> list[str]:
    """Return contacts the log saw arrive that are neither here nor certified."""
    sources = Source.objects.filter(register_id=facts.register)
    actors = {f"source:{slug}" for slug in sources.values_list("slug", flat=True)}
    arrived = [
        leaf.object_id
        for leaf in leaves(Action.CONTACT_CAPTURED)
        if leaf.actor in actors
    ]
    missing: list[str] = []
    for start in range(0, len(arrived), BATCH):
        missing += _missing(arrived[start : start + BATCH])
    return missing


def _missing(ids: list[str]) -> list[str]:
    """Return those of a batch that are nowhere; contacts first, as they go first."""
    kept = Contact.objects.filter(pk__in=ids).values_list("pk", flat=True)
    left = set(ids) - {str(one) for one in kept}
    done = Certificate.objects.filter(record_id__in=left)
    return sorted(left - {str(one) for one in done.values_list("record_id", flat=True)})
