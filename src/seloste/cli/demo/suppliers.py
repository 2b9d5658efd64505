"""Who handles data in the demo: invented suppliers, one without a dated contract.

Nothing of the demo leaves this machine, so no entry names any. What an entry
lacks is a gap that `seloste verify` names, as it would in earnest.
"""

from datetime import datetime, timedelta

from seloste.domain.processor import Processor, SubProcessor, TransferGround
from seloste.domain.retention import local_day
from seloste.domain.staff import Actor
from seloste.services import processors

YEAR = timedelta(days=365)


def make(*, actor: Actor, now: datetime) -> None:
    """Enter the suppliers of both registers."""
    day = local_day(now)
    signed, look_again = day - timedelta(days=30), day + YEAR
    for entry in (
        Processor(
            register="retta",
            recipient="processors",
            name="Esimerkin Puhelinpalvelut Oy",
            country="FI",
            since=day,
            contract="TKS 12/2025",
            contract_on=signed,
            sub_processors=(SubProcessor("Esimerkin Konesali Oy", "FI"),),
            safeguards="ISO 27001; henkilöstö on sitoutunut salassapitoon.",
            review_on=look_again,
        ),
        Processor(
            register="sok-mara",
            recipient="partners",
            name="Esimerkin Tukipalvelu Oy",
            country="FI",
            since=day,
            ground=TransferGround.SCC,
            contract="TKS 3/2025",
            contract_on=signed,
            sub_processors=(SubProcessor("Example Support Inc.", "US"),),
            safeguards="Vakiolausekkeet; etäyhteys vain valvottuna, ei kopioita.",
            review_on=look_again,
        ),
        Processor(
            register="sok-mara",
            recipient="s-group",
            name="Esimerkin IT-yhteisö",
            country="FI",
            since=day,
            contract="TKS 4/2025",
            safeguards="Konsernin tietoturvaohje; salassapitositoumukset.",
            review_on=look_again,
        ),
    ):
        processors.add(entry, actor=actor, now=now)
