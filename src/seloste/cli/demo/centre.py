"""The demo's service centre: queues, a chat, telephones and some work.

Everything is set up and done the way people do it: through the services, in
somebody's name. Nothing here reaches beyond the demo's own folder and ports.
"""

from datetime import datetime, timedelta
from uuid import UUID

from seloste.domain import retention
from seloste.domain.contact import Channel
from seloste.domain.conversation import ConversationMove
from seloste.domain.staff import Actor, Role
from seloste.domain.work_item import Move, Priority, Reason, WorkKind
from seloste.domain.work_words import Step, WorkWords
from seloste.ports.desk import Desk
from seloste.services import (
    call_lists,
    call_pops,
    chat_sites,
    conversations,
    demo_centre,
    invitations,
    queues,
    sources,
    templates,
    work_items,
    work_moves,
)
from seloste.services.call_lists import NewList
from seloste.services.queues import QueueSettings
from seloste.services.templates import TemplateText
from seloste.services.work_items import NewWork

SITE = "isannointi.retta.example"
SOURCE = "retta-phone"
EXTENSION = "201"
OLD = timedelta(days=3)
ALWAYS = {str(day): ["00:00", "23:59"] for day in range(7)}
THANKS = {
    "fi": "Hei {customer_name},\n\nkiitos yhteydenotosta.\n\nTerveisin\n{agent_name}",
    "sv": "Hej {customer_name},\n\ntack för din kontakt.\n\nHälsningar\n{agent_name}",
    "en": "Dear {customer_name},\n\nthank you for writing.\n\nRegards\n{agent_name}",
}
CALLEES = (
    "Nimi;Yritys;Puhelin\n"
    "Kaisa Kokous;Kokoustila Oy;040 555 0111\n"
    "Pekka Pöytä;Juhlat ja pöydät Oy;040 555 0112\n"
    "Riitta Ryhmä;Ryhmämatkat Ry;040 555 0113\n"
).encode()


def person(username: str, role: Role) -> Actor:
    """Return somebody of the demo, acting in a role."""
    staff_id = invitations.staff_id_of(username)
    return Actor(id=f"staff:{staff_id}", role=role, staff_id=staff_id)


def open_desk(*, actor: Actor, now: datetime) -> None:
    """Set up queues, their members and a source for calls, before contacts come."""
    eino, aino = person("eino", Role.AGENT), person("aino", Role.RECORDS_MANAGER)
    service = queues.set_queue(
        QueueSettings(
            register="retta",
            slug="asiakaspalvelu",
            name_fi="Asiakaspalvelu",
            name_sv="Kundservice",
            name_en="Customer service",
            hours=ALWAYS,
        ),
        actor=actor,
        now=now,
    )
    complaints = queues.set_queue(
        QueueSettings(
            register="retta",
            slug="reklamaatiot",
            name_fi="Reklamaatiot",
            name_sv="Reklamationer",
            name_en="Complaints",
            complaints=True,
            respond_minutes=960,
            solve_minutes=4800,
        ),
        actor=actor,
        now=now,
    )
    for queue_id, member in ((service, eino), (service, aino), (complaints, aino)):
        _join(queue_id, member, actor, now)
    sources.register_source(
        slug=SOURCE,
        register="retta",
        preset="api",
        time_zone="Europe/Helsinki",
        address="+358900000101",
        actor=actor,
        now=now,
    )


def _join(queue_id: UUID, member: Actor, actor: Actor, now: datetime) -> None:
    if member.staff_id is not None:
        queues.set_member(
            queue_id=queue_id,
            staff_id=member.staff_id,
            skills=(),
            available=True,
            actor=actor,
            now=now,
        )


def begin_day(*, origin: str, desk: Desk, actor: Actor, now: datetime) -> None:
    """Let today begin: what is old is done, and some work is open."""
    eino, aino = person("eino", Role.AGENT), person("aino", Role.RECORDS_MANAGER)
    _finish_old(eino, now)
    chat_sites.set_site(
        chat_sites.SiteSettings(
            register="retta",
            address=SITE,
            origins=(origin,),
            queue="asiakaspalvelu",
        ),
        actor=actor,
        now=now,
    )
    if eino.staff_id is not None:
        call_pops.give_extension(
            staff_id=eino.staff_id,
            register="retta",
            number=EXTENSION,
            actor=actor,
            now=now,
        )
    _write_templates(aino, now)
    _open_work(eino, aino, desk, now)
    _list_calls(actor, desk, now)


def _finish_old(eino: Actor, now: datetime) -> None:
    """Say of conversations that came days ago that they were answered elsewhere."""
    for thread in demo_centre.threads_before("retta", now - OLD):
        conversations.move(thread, ConversationMove.FINISH, actor=eino, now=now)


def _write_templates(aino: Actor, now: datetime) -> None:
    templates.set_template(
        TemplateText(
            register="retta",
            word="kiitos",
            name="Kiitos yhteydenotosta",
            kind="reply",
            text_fi=THANKS["fi"],
            text_sv=THANKS["sv"],
            text_en=THANKS["en"],
        ),
        actor=aino,
        now=now,
    )


def _open_work(eino: Actor, aino: Actor, desk: Desk, now: datetime) -> None:
    """Open a task of Eino's and a complaint of Aino's, each with its contact."""
    recent = demo_centre.contacts_since("retta", now - OLD)
    by_channel = {channel: contact for contact, channel in reversed(recent)}
    mail, call = by_channel.get(Channel.MAIL), by_channel.get(Channel.CALL)
    queue = {one.slug: one.id for one in queues.queues("retta")}
    if mail is not None:
        work_id = work_items.open_work(
            NewWork(
                register="retta",
                kind=WorkKind.TASK,
                words=WorkWords(
                    title="Soita takaisin ja sovi huoltokäynti",
                    checklist=(Step("Tarkista huoltokirja"), Step("Sovi aika")),
                ),
                contact_ids=(mail,),
                queue_id=queue["asiakaspalvelu"],
                assignee_id=eino.staff_id,
                due_on=retention.local_day(now) + timedelta(days=2),
            ),
            desk=desk,
            actor=eino,
            now=now,
        )
        work_moves.move(work_id, Move.TAKE, desk=desk, actor=eino, now=now)
    if call is not None:
        work_items.open_work(
            NewWork(
                register="retta",
                kind=WorkKind.COMPLAINT,
                words=WorkWords(
                    title="Remontin laskusta reklamoitu puhelimessa",
                    description="Asiakkaan mukaan sovittiin toisesta hinnasta.",
                ),
                contact_ids=(call,),
                priority=Priority.HIGH,
                reason=Reason.BILLING,
            ),
            desk=desk,
            actor=aino,
            now=now,
        )


def _list_calls(actor: Actor, desk: Desk, now: datetime) -> None:
    call_lists.import_list(
        NewList(
            register="sok-mara",
            controller="sok",
            source="business-register",
            purpose="correctness",
            basis="6(1)(f)",
            ends_on=retention.local_day(now) + timedelta(days=30),
        ),
        CALLEES,
        desk=desk,
        actor=actor,
        now=now,
    )
