"""Letters on paper for tests, registered in one cabinet."""

from datetime import datetime, timedelta
from uuid import UUID

from seloste.domain.contact import Party, PartyRole
from seloste.domain.paper import Lock
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.records.models import PaperItem, PaperPlace
from seloste.services import paper_places, papers
from seloste.services.papers import NewPaper
from tests.services import deliveries
from tests.services.conftest import NOW


def on_paper(
    desk: Desk,
    keeper: Actor,
    *,
    name: str = "Maija Meikäläinen",
    now: datetime = NOW - timedelta(days=1),
) -> int:
    """Register a letter of somebody's and return the number written on it."""
    assert keeper.staff_id is not None
    cabinet = PaperPlace.objects.filter(register="retta").first()
    place_id = cabinet.pk if cabinet else _cabinet(keeper, now)
    paper = papers.register_paper(
        NewPaper(
            register="retta",
            address=deliveries.RETTA_LINE,
            place_id=place_id,
            custodian_id=keeper.staff_id,
            received_on=now.date(),
            person=Party(PartyRole.CUSTOMER, name=name),
        ),
        desk=desk,
        actor=keeper,
        now=now,
    )
    return PaperItem.objects.get(pk=paper).number


def _cabinet(keeper: Actor, now: datetime) -> UUID:
    return paper_places.set_place(
        register="retta", name="Kaappi 4", lock=Lock.KEY, actor=keeper, now=now
    )
