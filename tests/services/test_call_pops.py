"""Screen-pop: the agent whose telephone rings sees it, and nobody else does."""

from datetime import timedelta
from uuid import UUID

import pytest

from seloste.domain.audit import Action
from seloste.domain.call import CallEvent
from seloste.domain.staff import Actor, Role, system
from seloste.domain.work_item import WorkKind
from seloste.domain.work_words import WorkWords
from seloste.ports.desk import Desk
from seloste.records.models import AuditLeaf, Call, Contact, Extension, HoldItem, Note
from seloste.services import call_pops, calls, work_items
from seloste.services.access import NotFound
from seloste.services.call_pops import ExtensionRefused
from seloste.services.calls import CallNews
from seloste.services.capture import capture
from seloste.services.work_items import NewWork
from tests.services.conftest import NOW
from tests.services.deliveries import MAIJA, RETTA_LINE, call
from tests.services.people import person

pytestmark = pytest.mark.usefixtures("registers")
ADMIN = system("setup")


@pytest.fixture
def eino() -> UUID:
    """Eino, an agent of Retta at telephone 201."""
    eino = person("eino", Role.AGENT)
    give(eino)
    return eino


def give(staff_id: UUID, number: str = "201") -> None:
    call_pops.give_extension(
        staff_id=staff_id, register="retta", number=number, actor=ADMIN, now=NOW
    )


def report(desk: Desk, event: str = "ringing", number: str = MAIJA.tel) -> UUID:
    calls.report(
        CallNews(
            call_id="now.1",
            event=CallEvent(event),
            at=NOW,
            extension="201",
            number=number,
            line=RETTA_LINE,
        ),
        source="retta-pbx",
        desk=desk,
        now=NOW,
    )
    return Call.objects.get().id


def pop(call_id: UUID, staff_id: UUID, desk: Desk) -> call_pops.Pop:
    return call_pops.pop(call_id, staff_id=staff_id, desk=desk, now=NOW)


def test_a_ringing_call_is_there_for_its_agent(desk: Desk, eino: UUID) -> None:
    call_id = report(desk)

    [live] = call_pops.live(eino, NOW)

    assert (live.id, live.state, live.recording) == (call_id, "ringing", "not-told")


def test_a_call_of_another_telephone_does_not_exist(desk: Desk, eino: UUID) -> None:
    other = person("elli", Role.AGENT)
    call_id = report(desk)

    assert call_pops.live(other, NOW) == ()
    with pytest.raises(NotFound):
        pop(call_id, other, desk)


def test_an_agent_without_a_role_gets_no_pop(desk: Desk) -> None:
    guest = person("guest", Role.AGENT, register="sok-mara")
    Extension.objects.create(staff_id=guest, register_id="retta", number="201")
    call_id = report(desk)

    assert Call.objects.get().agent_id == guest
    assert call_pops.live(guest, NOW) == ()
    with pytest.raises(NotFound):
        pop(call_id, guest, desk)


def test_a_known_caller_pops_up_masked_with_the_last_contacts(
    desk: Desk, eino: UUID
) -> None:
    kept = capture(call(), desk=desk, now=NOW)

    found = pop(report(desk), eino, desk)

    assert found.known
    assert [row.contact.pk for row in found.rows] == [kept.id]
    assert found.who is not None
    assert MAIJA.tel not in str(found)
    assert MAIJA.name not in str(found)


def test_an_unknown_caller_stays_unknown(desk: Desk, eino: UUID) -> None:
    capture(call(), desk=desk, now=NOW)

    found = pop(report(desk, number="+358401234567"), eino, desk)

    assert (found.known, found.rows, found.work, found.talks) == (False, (), (), ())


def test_a_caller_without_a_number_is_nobody(desk: Desk, eino: UUID) -> None:
    found = pop(report(desk, number=""), eino, desk)

    assert (found.who, found.known) == (None, False)


def test_the_look_up_is_audited_with_its_purpose(desk: Desk, eino: UUID) -> None:
    call_id = report(desk)
    call_pops.live(eino, NOW)
    assert not AuditLeaf.objects.filter(action=Action.LOOKUP_MADE.value).exists()

    found = pop(call_id, eino, desk)

    leaf = AuditLeaf.objects.get(action=Action.LOOKUP_MADE.value)
    assert f'"purpose":"{found.purpose.id}"' in leaf.body


def open_complaint(desk: Desk, contact_id: UUID, staff_id: UUID, title: str) -> UUID:
    return work_items.open_work(
        NewWork(
            register="retta",
            kind=WorkKind.COMPLAINT,
            words=WorkWords(title=title),
            contact_ids=[contact_id],
        ),
        desk=desk,
        actor=Actor(f"staff:{staff_id}", Role.AGENT, staff_id),
        now=NOW,
    )


def test_open_work_shows_only_titles_that_exist_for_the_agent(
    desk: Desk, eino: UUID
) -> None:
    kept = capture(call(), desk=desk, now=NOW)
    assert kept.id
    other = person("elli", Role.AGENT)
    open_complaint(desk, kept.id, other, "Ellin reklamaatio")
    call_id = report(desk)
    assert "Ellin reklamaatio" not in str(pop(call_id, eino, desk))

    open_complaint(desk, kept.id, eino, "Einon reklamaatio")

    assert [line.title for line in pop(call_id, eino, desk).work] == [
        "Einon reklamaatio"
    ]


def test_a_complaint_from_a_ringing_call_keeps_the_recording_that_comes(
    desk: Desk, eino: UUID
) -> None:
    call_id = report(desk)
    contact_id = call_pops.contact_for_work(call_id, staff_id=eino, desk=desk, now=NOW)
    open_complaint(desk, contact_id, eino, "Reklamaatio")

    later = call(source_id="now.1", started_at=NOW, ended_at=None)
    late = capture(later, desk=desk, now=NOW)

    assert late.id
    contact = Contact.objects.get(pk=late.id)
    recording = contact.dialogs.get().object
    assert contact.pk == contact_id
    assert HoldItem.objects.filter(item_id=recording.pk).exists()


def test_a_note_is_kept_on_the_call(desk: Desk, eino: UUID) -> None:
    call_id = report(desk)

    call_pops.wrap_up(call_id, "Soitetaan takaisin.", staff_id=eino, desk=desk, now=NOW)

    assert Note.objects.get().contact_id == pop(call_id, eino, desk).contact_id


def test_a_call_leaves_the_board_half_an_hour_after_its_end(
    desk: Desk, eino: UUID
) -> None:
    report(desk, "answered")
    report(desk, "ended")

    assert len(call_pops.live(eino, NOW)) == 1
    assert call_pops.live(eino, NOW + timedelta(minutes=30)) == ()


def test_giving_a_telephone_is_audited(eino: UUID) -> None:
    leaf = AuditLeaf.objects.get(action=Action.EXTENSION_CHANGED.value)

    assert '"outcome":"given"' in leaf.body


def test_a_telephone_is_one_persons(eino: UUID) -> None:
    elli = person("elli", Role.AGENT)

    with pytest.raises(ExtensionRefused) as refusal:
        give(elli)

    assert refusal.value.reason == "taken"
    assert call_pops.telephones_of(elli) == ()


def test_somebody_without_a_role_gets_no_telephone(eino: UUID) -> None:
    guest = person("guest", Role.AGENT, register="sok-mara")

    with pytest.raises(ExtensionRefused) as refusal:
        give(guest, "202")

    assert refusal.value.reason == "no-role"


def test_a_telephone_that_was_taken_away_rings_for_nobody(
    desk: Desk, eino: UUID
) -> None:
    [telephone] = call_pops.telephones()
    call_pops.take_extension(extension_id=telephone.id, actor=ADMIN, now=NOW)

    report(desk)

    assert call_pops.live(eino, NOW) == ()
