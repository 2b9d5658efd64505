"""Outside the EEA: what this program sends, and where its machine stands.

The program can show that it sends nothing to another machine. In which country
this one stands, and from where staff look at it, only people can say.
"""

from collections.abc import Iterator

from seloste.domain.notice import Promise
from seloste.domain.verification import Evidence, Verdict
from seloste.services.verification import log
from seloste.services.verification.attestation import statement
from seloste.services.verification.findings import broken, gap
from seloste.services.verification.gather import Gathered
from seloste.services.verification.recipient import sending

LIMITED = "limited"


def check(promise: Promise, facts: Gathered) -> Iterator[Evidence]:
    """Yield what leaves this machine, and under which safeguard."""
    sent = sending(facts)
    yield sent
    yield log.notice_unchanged(facts)
    transfers = facts.notice.transfers
    if sent.verdict is not Verdict.PROVED:
        yield gap("processors-not-built")
        if transfers.allowed == LIMITED and not set(transfers.mechanisms) - {"none"}:
            yield broken("safeguards-missing")
    yield statement(promise, facts)
