"""What there is to ask about: a little of everything of Retta's."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from seloste import wiring
from seloste.domain.customer import Identifier
from seloste.domain.disclosure import Form
from seloste.domain.paper import Lock
from seloste.domain.rights import RequestChannel, RequestKind
from seloste.domain.rights_words import RequestWords
from seloste.domain.staff import Actor
from seloste.domain.webhook import DeliveryState, Event
from seloste.domain.work_item import WorkKind
from seloste.domain.work_words import WorkWords
from seloste.records.models import Contact, SealedObject, WebhookDelivery
from seloste.services import (
    call_lists,
    call_work,
    customer_steps,
    customers,
    disclosures,
    egress_hosts,
    openings,
    own_hosts,
    paper_places,
    papers,
    queues,
    redactions,
    rights,
    samples,
    webhooks,
    work_items,
)
from seloste.services.call_lists import NewList
from seloste.services.disclosures import New as NewDisclosure
from seloste.services.disclosures import Receiver
from seloste.services.papers import NewPaper
from seloste.services.queues import QueueSettings
from seloste.services.rights import NewRequest
from seloste.services.samples import Wanted
from seloste.services.webhooks import NewWebhook
from seloste.services.work_items import NewWork
from tests.services import deliveries
from tests.services.hand_transcripts import transcript, turn, write
from tests.services.world import World
from tests.web.kept import item_of, kept
from tests.web.people import EVERYBODY, NOW, SETUP, arrived

NUMBER = "+358455550101"
WHOM = customers.Wanted("retta", "service", "tel", NUMBER)
CSV = "Nimi;Puhelin\nKaisa Kokous;040 555 0111\nPekka Pöytä;040 555 0112\n"


@dataclass(frozen=True)
class Busy:
    """Everybody who works here, and the ids of what they have, by name."""

    people: dict[str, Actor]
    ids: dict[str, str]


@pytest.fixture
def busy(sources_of_retta: None, tmp_path: Path) -> Busy:
    """A little of everything, in the stores of this test."""
    wiring.desk.cache_clear()
    return BUSY.put(tmp_path)


@pytest.fixture
def people(busy: Busy) -> dict[str, Actor]:
    """Everybody, by name."""
    return busy.people


@pytest.fixture
def ids(busy: Busy) -> dict[str, str]:
    """The ids of what there is, by the names that addresses call them."""
    return busy.ids


def _busy() -> Busy:
    people = {name: arrived(name) for name in EVERYBODY}
    call, mail = kept(deliveries.call()), kept(deliveries.mail())
    message = item_of(mail, "message")
    eino, tiina = people["eino"].staff_id, people["tiina"].staff_id
    assert eino
    assert tiina
    opened = openings.open_item(message, staff_id=eino, purpose_id="service", now=NOW)
    found = {
        "contact_id": mail,
        "call": call,
        "item_id": message,
        "opening_id": opened.opening_id,
        "recording_opening": spoken(people["eino"], call),
        "thread": Contact.objects.get(pk=mail).thread,
        "work_id": work(people["eino"], call),
        "other_work": work(people["eino"], mail),
        "playlist_id": samples.draw(
            Wanted("retta", "quality", NOW.date() - timedelta(days=30), NOW.date()),
            staff_id=tiina,
            seed="0" * 32,
            now=NOW,
        ),
        **customer(people["eino"]),
        **paper(people["eino"], people["aino"]),
        **webhook(people["admin"]),
        **call_list(people["elli"]),
        "queue": queue(people["admin"]),
        "request_id": request_of(people["aino"]),
        "disclosure_id": disclosure_of(),
    }
    named = {name: str(one) for name, one in found.items()}
    return Busy(people, {**named, "eino": str(eino), "position": "1"})


BUSY = World(_busy)


def spoken(actor: Actor, contact: UUID) -> UUID:
    """Write what is said in a call, and open its recording."""
    item = item_of(contact, "recording")
    recording = SealedObject.objects.get(pk=item)
    words = transcript(recording, turn(1, 0.0, "vesivahinko"), seconds=0.5)
    write(words, desk=wiring.desk(), now=NOW)
    redactions.hide(item, desk=wiring.desk(), now=NOW)
    assert actor.staff_id
    opened = openings.open_item(
        item, staff_id=actor.staff_id, purpose_id="service", now=NOW
    )
    return opened.opening_id


def work(actor: Actor, contact: UUID) -> UUID:
    wanted = NewWork(
        register="retta",
        kind=WorkKind.TASK,
        words=WorkWords("Soita Maijalle"),
        contact_ids=(contact,),
    )
    return work_items.open_work(wanted, desk=wiring.desk(), actor=actor, now=NOW)


def customer(actor: Actor) -> dict[str, UUID]:
    """Say that Maija's number and a customer number are one person's."""
    made = customer_steps.merge(
        WHOM,
        Identifier("customer_no", "77"),
        reason="kertoi itse",
        desk=wiring.desk(),
        actor=actor,
        now=NOW,
    )
    return {"customer": made}


def paper(keeper: Actor, manager: Actor) -> dict[str, UUID]:
    place = paper_places.set_place(
        register="retta", name="Kaappi 4", lock=Lock.KEY, actor=manager, now=NOW
    )
    assert keeper.staff_id
    wanted = NewPaper(
        register="retta",
        address="asiakaspalvelu@retta.example",
        place_id=place,
        custodian_id=keeper.staff_id,
        received_on=NOW.date(),
        scan=b"%PDF-1.7",
        scan_name="k.pdf",
    )
    made = papers.register_paper(wanted, desk=wiring.desk(), actor=keeper, now=NOW)
    return {"place": place, "paper_id": made}


def webhook(admin: Actor) -> dict[str, UUID]:
    """Add a webhook, and a message of it that was given up."""
    own_hosts.name("hooks.example", actor=SETUP, now=NOW)
    egress_hosts.allow("hooks.example", purpose="webhooks", actor=SETUP, now=NOW)
    wanted = NewWebhook("retta", "https://hooks.example/in", "processors", list(Event))
    made = webhooks.add(wanted, actor=admin, now=NOW)
    message = WebhookDelivery.objects.create(
        id=uuid4(),
        webhook_id=made,
        event=Event.WORK_OPENED,
        body="{}",
        state=DeliveryState.FAILED,
        asked_at=NOW,
    )
    return {"webhook_id": made, "message_id": message.pk}


def call_list(agent: Actor) -> dict[str, UUID]:
    """Import a list of SOK's, the first call of it taken by the agent."""
    wanted = NewList(
        register="sok-mara",
        controller="sok",
        source="business-register",
        purpose="correctness",
        basis="6(1)(f)",
        ends_on=(NOW + timedelta(days=20)).date(),
    )
    made = call_lists.import_list(
        wanted, CSV.encode(), desk=wiring.desk(), actor=agent, now=NOW
    )
    taken = call_work.take(made, desk=wiring.desk(), actor=agent, now=NOW)
    return {"list_id": made, "entry_id": taken.entry.pk}


def disclosure_of() -> UUID:
    """Let the program prepare a disclosure of figures to the group."""
    wanted = NewDisclosure(
        register="retta",
        recipient="group",
        purpose="development",
        receiver=Receiver("Retta Kiinteistö Oy"),
        form=Form.FIGURES,
    )
    return disclosures.prepare(wanted, desk=wiring.desk(), actor=SETUP, now=NOW)


def request_of(records_manager: Actor) -> UUID:
    """Take down a request to be erased, which holds nothing."""
    wanted = NewRequest(
        register="retta",
        kind=RequestKind.ERASURE,
        channel=RequestChannel.PAPER,
        words=RequestWords(message="Poistakaa tietoni", address="Katu 1, Helsinki"),
    )
    desk = wiring.desk()
    return rights.receive(wanted, desk=desk, actor=records_manager, now=NOW).id


def queue(admin: Actor) -> UUID:
    wanted = QueueSettings(
        register="retta",
        slug="palvelu",
        name_fi="Palvelu",
        name_sv="Service",
        name_en="Service",
    )
    return queues.set_queue(wanted, actor=admin, now=NOW)
