"""Verifying a register: every promise of its notice gets exactly one verdict."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from seloste.domain.audit import Action, canonical_json
from seloste.domain.errors import SelosteError
from seloste.domain.notice import Promise
from seloste.domain.staff import Actor
from seloste.domain.verification import Evidence, Report, Result, worst
from seloste.ports.desk import Desk
from seloste.ports.signer import Signer
from seloste.services import audit
from seloste.services.verification.checks import CHECKS
from seloste.services.verification.gather import Gathered

SIGNED_AS = b"seloste verification 1\n"


class PromiseUnknown(SelosteError):
    """The notice in force has no promise of that id."""

    code = "promise-unknown"


def verify(
    register: str, *, desk: Desk, now: datetime, promises: Collection[str] = ()
) -> Report:
    """Return the verdict on every promise of a register, or on some of them.

    Reads only; see ``record_run``. Raises NoticeNotInForce and PromiseUnknown.
    """
    facts = Gathered(register, desk=desk, now=now)
    wanted = [
        one for one in facts.notice.promises if not promises or one.id in promises
    ]
    if len(wanted) < len(set(promises)):
        raise PromiseUnknown("the notice has no such promise")
    return Report(
        register=register,
        name=facts.notice.name,
        version=facts.version.number,
        at=now,
        results=tuple(_result(promise, facts) for promise in wanted),
        log_size=facts.log.size,
        log_root=facts.log.root.hex(),
        log_sound=facts.log.sound,
    )


def _result(promise: Promise, facts: Gathered) -> Result:
    evidence = _distinct(tuple(CHECKS[promise.enforce](promise, facts)))
    return Result(
        promise_id=promise.id,
        article=promise.article,
        enforce=promise.enforce,
        text=promise.text,
        verdict=worst(tuple(one.verdict for one in evidence)),
        evidence=evidence,
        command=f"seloste verify --register {facts.register} --promise {promise.id}",
    )


def _distinct(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Return each piece of evidence once, in its order."""
    return tuple(dict.fromkeys(evidence))


def record_run(report: Report, *, actor: Actor, now: datetime) -> None:
    """Write to the audit log that a register was verified, and how it stood.

    A log that was changed is left as it was found.
    """
    if not report.log_sound:
        return
    counts = report.counts
    with transaction.atomic():
        audit.record(
            action=Action.VERIFY_RUN,
            actor=actor,
            object_id=f"register:{report.register}",
            now=now,
            details={
                "verdict": report.verdict.value,
                "count": sum(counts.values()),
                "version": report.version,
            },
        )


def signed_bytes(report: Report) -> bytes:
    """Return what is signed: a fixed line, then the report as canonical JSON.

    The line keeps the signature from being taken for one of a checkpoint.
    """
    return SIGNED_AS + canonical_json(report.to_json())


def sign(report: Report, *, signer: Signer) -> bytes:
    """Return the Ed25519 signature of a report by the key of the audit log."""
    return signer.sign(signed_bytes(report))
