"""No profiling, no automated decisions: what the program does by itself."""

from collections.abc import Iterator

from seloste.domain.notice import Promise
from seloste.domain.verification import Evidence
from seloste.ports.jobs import Job
from seloste.services.verification import log, schema
from seloste.services.verification.findings import all_or_broken, broken, proved
from seloste.services.verification.gather import Gathered
from seloste.services.verification.recipient import sending

# Assessed one by one: what each does, and that it decides nothing about anybody.
ASSESSED: dict[str, str] = {
    "waveform": "draws the loudness of a recording for its player",
    "sweep": "destroys what the period of the notice has run out for",
    "checkpoint": "signs the audit log",
    "backup": "copies what is stored",
}


def check(_promise: Promise, facts: Gathered) -> Iterator[Evidence]:
    """Yield every job there is, and that nothing stored evaluates a person."""
    jobs = [job.value for job in Job]
    unknown = [job for job in jobs if job not in ASSESSED]
    yield (
        broken("automation-unlisted", len(unknown), unknown)
        if unknown
        else proved("automations-listed", len(jobs), jobs)
    )
    yield all_or_broken(
        schema.evaluating(),
        right="profile-free",
        count=len(schema.columns()),
        otherwise="profile-column",
    )
    yield sending(facts)
    yield log.notice_unchanged(facts)
