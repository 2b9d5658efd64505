"""Outside the EEA: what goes to processors there, and where this machine stands.

The register says in which countries processors have data, and on which ground.
In which country this machine stands, and from where staff look at it, only
people can say.
"""

from collections.abc import Iterator

from seloste.domain.notice import Promise
from seloste.domain.verification import Evidence
from seloste.services.verification import log, processors
from seloste.services.verification.attestation import statement
from seloste.services.verification.gather import Gathered


def check(promise: Promise, facts: Gathered) -> Iterator[Evidence]:
    """Yield what leaves this machine, and under which safeguard."""
    yield processors.sending(facts)
    yield log.notice_unchanged(facts)
    yield from processors.transfers(facts)
    yield statement(promise, facts)
