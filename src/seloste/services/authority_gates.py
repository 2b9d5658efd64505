"""What asking for somebody else wants before a rights request moves on.

A mandate, a guardianship or a lawyer's authority is seen by a person. The data of
somebody who has died are nobody's personal data any more (recital 27): what a
near one asks for can only be refused, with that reason. Reads records only.
"""

from datetime import datetime

from seloste.domain.rights import Asker, RequestRefused
from seloste.records.models import RightsRequest

SHOWN = "authority-shown"
"""The event that says that a person saw by what right somebody asks for another."""


def authorised(request: RightsRequest, now: datetime) -> None:
    """Refuse what somebody asks for another before their right to do so was seen."""
    del now
    asker = Asker(request.asker)
    if asker is Asker.NEAR_ONE:
        raise RequestRefused("only-refusal")
    if wanted(asker) and not request.events.filter(what=SHOWN).exists():
        raise RequestRefused("authority-not-shown")


def wanted(asker: Asker) -> bool:
    """Tell whether it has to be seen by what right somebody asks for another."""
    return asker.for_another and asker is not Asker.NEAR_ONE
