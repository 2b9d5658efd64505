"""No profiling, no automated decisions: what the program does by itself."""

from collections.abc import Iterator

from seloste.domain.notice import Promise
from seloste.domain.verification import Evidence, Verdict
from seloste.ports.jobs import Job
from seloste.services.verification import log, processors, schema, transcripts
from seloste.services.verification.findings import all_or_broken, broken
from seloste.services.verification.gather import Gathered

# Assessed one by one: what each does, and that it decides nothing about anybody.
ASSESSED: dict[str, str] = {
    "waveform": "draws the loudness of a recording for its player",
    "sweep": "destroys what the period of the notice has run out for",
    "checkpoint": "signs the audit log",
    "backup": "copies what is stored",
    "send-mail": "sends an answer that a person wrote",
    "poll-mail": "fetches what arrived in a mailbox",
    "scan": "looks for malware in an attachment",
    "remind": "reminds of a task whose day came, whoever it is about",
    "count": "counts contacts and times, without anybody's data",
    "reconcile": "compares the lists of calls with the recordings",
    "fetch-recording": "fetches a recording that a telephone service announced",
    "transcribe": "writes down what is said in a recording, and nothing of the voice",
    "hide": "hides card numbers and identity codes in words and sound",
    "rights": "reminds of requests, and suggests what reads like one to a person",
    "rights-hold": "keeps what a request may cover until it is answered",
    "package": "puts the answer together that people have reviewed",
    "tell-recipient": "tells a recipient of what a person decided",
    "tell-erased": "tells a person that what was decided is erased",
    "identity-codes": "sends a code to an address that was known before",
    "index": "makes words findable that may be searched",
    "ask-again": "asks again for hidden copies and findable words an outage left out",
    "webhook": "tells a listed system that something happened, by its id",
}


def check(_promise: Promise, facts: Gathered) -> Iterator[Evidence]:
    """Yield every job there is, and that nothing stored evaluates a person.

    All of them are named, however many: that list is what the promise is about.
    """
    jobs = [job.value for job in Job]
    unknown = [job for job in jobs if job not in ASSESSED]
    yield (
        broken("automation-unlisted", len(unknown), unknown)
        if unknown
        else Evidence(
            "automations-listed", Verdict.PROVED, len(jobs), tuple(sorted(jobs))
        )
    )
    yield all_or_broken(
        schema.evaluating(),
        right="profile-free",
        count=len(schema.columns()),
        otherwise="profile-column",
    )
    yield from transcripts.said(facts)
    yield processors.elsewhere(facts)
    yield from transcripts.hearing(facts)
    yield log.notice_unchanged(facts)
