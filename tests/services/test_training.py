"""Samples, playlists, evaluations, comments: within a purpose, gone with the call."""

import json
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError

from seloste.domain.audit import Action
from seloste.domain.contact import Channel, Kind
from seloste.domain.evaluation import USUAL, Criterion, EvaluationRefused, Judgement
from seloste.domain.notice import HoldKind, PurposeRefused
from seloste.domain.staff import Role, system
from seloste.domain.work_item import WorkKind
from seloste.ports.desk import Desk
from seloste.records.models import (
    AuditLeaf,
    Comment,
    Conversation,
    Disposal,
    Evaluation,
    PlaylistEntry,
    SealedObject,
    WorkItem,
    WorkLink,
)
from seloste.services import (
    comments,
    disposal,
    evaluation_forms,
    evaluations,
    holds,
    playlists,
    samples,
)
from seloste.services.access import NotFound
from seloste.services.capture import capture
from seloste.services.holds import HoldRequest
from seloste.services.playlists import EntryState
from seloste.services.samples import SampleRefused, Wanted
from tests.services.conftest import NOW
from tests.services.deliveries import announced_call, call, mail
from tests.services.people import person

SEED = "0123456789abcdef0123456789abcdef"
MAY = Wanted("retta", "quality", since=date(2026, 5, 1), until=date(2026, 5, 31))
GOOD = Judgement({one.id: 4 for one in USUAL}, well="Rauhallinen ote")
WORDS = "Rauhallinen ote"


@pytest.fixture
def tuula(registers: None) -> UUID:
    """Tuula is a trainer of Retta."""
    return person("Tuula", Role.TRAINER)


@pytest.fixture
def eino(registers: None) -> UUID:
    """Eino is an agent of Retta."""
    return person("Eino", Role.AGENT)


def kept(desk: Desk, number: int = 0, **changes: str) -> UUID:
    receipt = capture(call(source_id=f"call-{number}", **changes), desk=desk, now=NOW)
    assert receipt.id
    return receipt.id


def drawn(tuula: UUID, wanted: Wanted = MAY) -> UUID:
    return samples.draw(wanted, staff_id=tuula, seed=SEED, now=NOW)


def contacts_of(playlist: UUID) -> set[UUID]:
    return set(
        PlaylistEntry.objects.filter(playlist=playlist).values_list(
            "record_id", flat=True
        )
    )


def states(playlist: UUID, tuula: UUID) -> list[EntryState]:
    row = playlists.playlist(playlist, staff_id=tuula, now=NOW)
    return [one.state for one in playlists.entries(row, staff_id=tuula, now=NOW)]


def recording(contact: UUID) -> SealedObject:
    return SealedObject.objects.get(contact=contact, kind=Kind.RECORDING)


def opened(tuula: UUID) -> UUID:
    return playlists.open_entry(drawn(tuula), 1, staff_id=tuula, now=NOW).opening_id


def complaint_on(contact: UUID) -> None:
    item = recording(contact)
    assert item.contact
    work = WorkItem.objects.create(
        number=1,
        register_id="retta",
        controller=item.contact.controller,
        capacity="controller",
        notice_version=item.contact.notice_version,
        kind=WorkKind.COMPLAINT,
        state="open",
        priority="normal",
        opened_by="system:test",
        opened_at=NOW,
    )
    WorkLink.objects.create(
        work_item=work, contact_id=contact, linked_at=NOW, linked_by="system:test"
    )


def test_sample_draws_as_many_as_asked_and_says_so_in_the_log(
    desk: Desk, tuula: UUID
) -> None:
    for number in range(6):
        kept(desk, number)

    playlist = drawn(tuula, replace(MAY, size=3))

    leaf = AuditLeaf.objects.get(action=Action.SAMPLE_DRAWN)
    said = json.loads(leaf.body)
    assert len(contacts_of(playlist)) == 3
    assert said["purpose"] == "quality"
    assert said["details"] == {
        "count": 3,
        "items": 6,
        "reference": SEED,
        "register": "retta",
    }


def test_the_same_seed_draws_the_same_again_and_another_does_not(
    desk: Desk, tuula: UUID
) -> None:
    for number in range(12):
        kept(desk, number)
    wanted = replace(MAY, size=4)

    first, again = drawn(tuula, wanted), drawn(tuula, wanted)
    other = samples.draw(wanted, staff_id=tuula, seed="f" * 32, now=NOW)

    assert contacts_of(first) == contacts_of(again)
    assert contacts_of(first) != contacts_of(other)


@pytest.mark.parametrize(
    "wanted",
    [
        replace(MAY, since=date(2026, 5, 5)),
        replace(MAY, until=date(2026, 5, 3)),
        replace(MAY, channel=Channel.CHAT),
        replace(MAY, shortest=60),
    ],
    ids=["after", "before", "channel", "longer"],
)
def test_sample_keeps_to_what_was_asked_for(
    desk: Desk, tuula: UUID, wanted: Wanted
) -> None:
    kept(desk)
    assert contacts_of(drawn(tuula))

    with pytest.raises(SampleRefused) as refused:
        drawn(tuula, wanted)

    assert refused.value.reason == "nothing-found"


def test_sample_for_coaching_has_only_what_the_agent_answered(
    desk: Desk, tuula: UUID, eino: UUID
) -> None:
    theirs = capture(mail(), desk=desk, now=NOW).id
    assert theirs
    capture(mail(source_id="<2@example.fi>"), desk=desk, now=NOW)
    Conversation.objects.filter(thread=theirs).update(assignee=eino)

    playlist = drawn(tuula, replace(MAY, channel=Channel.MAIL, agent=eino))

    assert contacts_of(playlist) == {theirs}


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        (replace(MAY, size=0), "bad-size"),
        (replace(MAY, size=101), "bad-size"),
        (replace(MAY, until=date(2026, 4, 1)), "bad-period"),
        (replace(MAY, since=date(2025, 4, 1)), "bad-period"),
        (replace(MAY, shortest=60, longest=30), "bad-length"),
        (replace(MAY, queue=UUID(int=7)), "unknown-queue"),
    ],
)
def test_sample_that_makes_no_sense_is_refused(
    desk: Desk, tuula: UUID, wanted: Wanted, reason: str
) -> None:
    kept(desk)

    with pytest.raises(SampleRefused) as refused:
        drawn(tuula, wanted)

    assert refused.value.reason == reason


@pytest.mark.parametrize("purpose", ["service", "complaints", "marketing"])
def test_sample_is_refused_for_a_purpose_that_is_not_the_trainers(
    desk: Desk, tuula: UUID, purpose: str
) -> None:
    kept(desk)

    with pytest.raises(PurposeRefused):
        drawn(tuula, replace(MAY, purpose=purpose))


def test_an_agent_draws_no_sample(desk: Desk, eino: UUID) -> None:
    kept(desk)

    with pytest.raises(PurposeRefused):
        drawn(eino)


def test_what_a_client_asked_to_be_kept_is_left_out(desk: Desk, tuula: UUID) -> None:
    own = kept(desk, 1)
    clients = kept(desk, 2, address="+358900000102")

    assert contacts_of(drawn(tuula)) == {own}
    assert recording(clients).contact.capacity == "processor"  # type: ignore[union-attr]  # it has one


def test_what_is_linked_to_a_complaint_is_left_out(desk: Desk, tuula: UUID) -> None:
    plain, complained = kept(desk, 1), kept(desk, 2)
    assert contacts_of(drawn(tuula)) == {plain, complained}

    complaint_on(complained)

    assert contacts_of(drawn(tuula)) == {plain}


def test_what_only_a_hold_keeps_is_left_out(desk: Desk, tuula: UUID) -> None:
    kept(desk, 1)
    late = NOW + timedelta(days=200)
    assert samples.usable(
        SealedObject.objects.all(), purpose_id="quality", now=NOW
    ).exists()

    assert not samples.usable(
        SealedObject.objects.all(), purpose_id="quality", now=late
    ).exists()


def test_what_is_restricted_is_left_out(desk: Desk, tuula: UUID) -> None:
    plain, restricted = kept(desk, 1), kept(desk, 2)
    request = HoldRequest(
        register="retta",
        kind=HoldKind.RESTRICTION,
        reason="Maija kiistää tiedon",
        review_by=NOW + timedelta(days=30),
        contact_ids=(restricted,),
    )
    holds.place_hold(request, desk=desk, actor=system("test"), now=NOW)

    assert contacts_of(drawn(tuula)) == {plain}


def test_quarantined_deliveries_are_never_drawn(desk: Desk, tuula: UUID) -> None:
    receipt = capture(call(address="+358999999999"), desk=desk, now=NOW)
    assert receipt.id
    assert SealedObject.objects.filter(record_id=receipt.id).exists()

    with pytest.raises(SampleRefused):
        drawn(tuula)


def test_sok_serves_its_own_purposes_and_no_others(desk: Desk, registers: None) -> None:
    assert capture(announced_call(), desk=desk, now=NOW).id
    trainer = person("Tuula", Role.TRAINER, register="sok-mara")
    wanted = replace(MAY, register="sok-mara", purpose="training")

    assert contacts_of(drawn(trainer, wanted))
    assert [one.id for one in samples.purposes("sok-mara", NOW)] == [
        "training",
        "service-level",
        "guidelines",
    ]


def test_destroyed_call_is_gone_from_the_playlist_and_says_when(
    desk: Desk, tuula: UUID
) -> None:
    contact = kept(desk)
    playlist = drawn(tuula)
    assert states(playlist, tuula) == [EntryState.USABLE]

    later = NOW + timedelta(days=181)
    items = list(SealedObject.objects.values_list("pk", flat=True))
    disposal.dispose(
        items, cause=Disposal.Cause.DUE, desk=desk, actor=system("sweep"), now=later
    )

    row = playlists.playlist(playlist, staff_id=tuula, now=later)
    [entry] = playlists.entries(row, staff_id=tuula, now=later)
    assert not SealedObject.objects.filter(contact=contact).exists()
    assert (entry.state, entry.item, entry.destroyed_at) == (
        EntryState.DESTROYED,
        None,
        later,
    )
    with pytest.raises(NotFound):
        playlists.open_entry(playlist, 1, staff_id=tuula, now=later)


def test_entry_that_became_part_of_a_complaint_opens_no_more(
    desk: Desk, tuula: UUID
) -> None:
    contact = kept(desk)
    playlist = drawn(tuula)
    complaint_on(contact)

    assert states(playlist, tuula) == [EntryState.LEFT_OUT]
    with pytest.raises(NotFound):
        playlists.open_entry(playlist, 1, staff_id=tuula, now=NOW)


def test_playlist_does_not_exist_for_an_agent(
    desk: Desk, tuula: UUID, eino: UUID
) -> None:
    kept(desk)
    playlist = drawn(tuula)

    with pytest.raises(NotFound):
        playlists.playlist(playlist, staff_id=eino, now=NOW)


def test_evaluation_is_sealed_read_by_the_agent_and_answered_once(
    desk: Desk, tuula: UUID, eino: UUID
) -> None:
    kept(desk)
    opening = opened(tuula)

    written = evaluations.write(
        opening, GOOD, agent_id=eino, staff_id=tuula, desk=desk, now=NOW
    )
    read = evaluations.open_own(written, staff_id=eino, desk=desk, now=NOW)
    evaluations.answer(written, "Kiitos!", staff_id=eino, desk=desk, now=NOW)

    again = evaluations.open_own(written, staff_id=tuula, desk=desk, now=NOW)
    assert read.judgement == GOOD
    assert (read.answer, again.answer) == ("", "Kiitos!")
    assert [one.action for one in AuditLeaf.objects.order_by("-seq")[:4]] == [
        "evaluation.read",
        "evaluation.answered",
        "evaluation.read",
        "evaluation.written",
    ]
    with pytest.raises(EvaluationRefused):
        evaluations.answer(written, "Vielä", staff_id=eino, desk=desk, now=NOW)


def test_evaluation_dies_with_the_call(desk: Desk, tuula: UUID, eino: UUID) -> None:
    contact = kept(desk)
    opening = opened(tuula)
    evaluations.write(opening, GOOD, agent_id=eino, staff_id=tuula, desk=desk, now=NOW)
    comments.write(opening, WORDS, second=0, staff_id=tuula, desk=desk, now=NOW)
    words = SealedObject.objects.filter(kind=Kind.EVALUATION)
    assert words.count() == 2
    assert {one.act_at for one in words} == {recording(contact).act_at}

    disposal.dispose(
        [recording(contact).pk],
        cause=Disposal.Cause.DUE,
        desk=desk,
        actor=system("sweep"),
        now=NOW + timedelta(days=181),
    )

    assert not words.all().exists()
    assert not Evaluation.objects.exists()
    assert not Comment.objects.exists()


def test_hold_on_the_call_does_not_keep_what_a_trainer_thought(
    desk: Desk, tuula: UUID, eino: UUID
) -> None:
    contact = kept(desk)
    opening = opened(tuula)
    request = HoldRequest(
        register="retta",
        kind=HoldKind.COMPLAINT,
        reason="Maija kiistää laskun",
        review_by=NOW + timedelta(days=30),
        contact_ids=(contact,),
    )
    holds.place_hold(request, desk=desk, actor=system("test"), now=NOW)
    evaluations.write(opening, GOOD, agent_id=eino, staff_id=tuula, desk=desk, now=NOW)

    disposal.dispose(
        list(SealedObject.objects.values_list("pk", flat=True)),
        cause=Disposal.Cause.DUE,
        desk=desk,
        actor=system("sweep"),
        now=NOW + timedelta(days=181),
    )

    assert SealedObject.objects.filter(kind=Kind.RECORDING).exists()
    assert not Evaluation.objects.exists()


@pytest.mark.parametrize(
    ("judgement", "reason"),
    [
        (Judgement({}), "grade-missing"),
        (Judgement({**GOOD.grades, "customer": 3}), "grade-missing"),
        (Judgement({**GOOD.grades, "opening": 6}), "bad-grade"),
        (Judgement(GOOD.grades, well="x" * 4001), "too-long"),
    ],
)
def test_evaluation_off_the_form_is_refused(
    desk: Desk, tuula: UUID, eino: UUID, judgement: Judgement, reason: str
) -> None:
    kept(desk)

    with pytest.raises(EvaluationRefused) as refused:
        evaluations.write(
            opened(tuula),
            judgement,
            agent_id=eino,
            staff_id=tuula,
            desk=desk,
            now=NOW,
        )

    assert refused.value.reason == reason
    assert not SealedObject.objects.filter(kind=Kind.EVALUATION).exists()


def test_nobody_evaluates_own_work_or_somebody_who_is_no_agent(
    desk: Desk, tuula: UUID
) -> None:
    kept(desk)
    opening = opened(tuula)
    aino = person("Aino", Role.RECORDS_MANAGER)

    for agent, reason in ((tuula, "own-work"), (aino, "no-agent")):
        with pytest.raises(EvaluationRefused) as refused:
            evaluations.write(
                opening, GOOD, agent_id=agent, staff_id=tuula, desk=desk, now=NOW
            )
        assert refused.value.reason == reason


def test_evaluation_whose_leaf_cannot_be_written_leaves_nothing(
    desk: Desk, tuula: UUID, eino: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(desk)
    opening = opened(tuula)

    def broken(**_: object) -> None:
        raise DatabaseError("the log is full")

    monkeypatch.setattr("seloste.services.audit.record", broken)
    with pytest.raises(DatabaseError):
        evaluations.write(
            opening, GOOD, agent_id=eino, staff_id=tuula, desk=desk, now=NOW
        )

    assert not Evaluation.objects.exists()
    assert not SealedObject.objects.filter(kind=Kind.EVALUATION).exists()


def test_somebody_else_cannot_read_an_evaluation(
    desk: Desk, tuula: UUID, eino: UUID
) -> None:
    kept(desk)
    written = evaluations.write(
        opened(tuula), GOOD, agent_id=eino, staff_id=tuula, desk=desk, now=NOW
    )
    other = person("Elli", Role.AGENT)

    with pytest.raises(NotFound):
        evaluations.open_own(written, staff_id=other, desk=desk, now=NOW)
    assert evaluations.feedback_for(staff_id=other) == ([], False)


def test_comment_stands_at_its_moment(desk: Desk, tuula: UUID) -> None:
    kept(desk)
    opening = opened(tuula)

    comments.write(opening, WORDS, second=0, staff_id=tuula, desk=desk, now=NOW)

    item = SealedObject.objects.get(kind=Kind.RECORDING)
    [remark] = comments.of_item(item, desk=desk)
    assert (remark.second, remark.text, remark.author) == (0, WORDS, "Tuula")
    assert AuditLeaf.objects.filter(action=Action.COMMENT_WRITTEN).count() == 1


@pytest.mark.parametrize(
    ("text", "second", "reason"),
    [("", 0, "no-words"), (WORDS, 9999, "bad-moment"), (WORDS, -1, "bad-moment")],
)
def test_comment_without_words_or_outside_the_call_is_refused(
    desk: Desk, tuula: UUID, text: str, second: int, reason: str
) -> None:
    kept(desk)
    opening = opened(tuula)

    with pytest.raises(EvaluationRefused) as refused:
        comments.write(opening, text, second=second, staff_id=tuula, desk=desk, now=NOW)

    assert refused.value.reason == reason
    assert not Comment.objects.exists()


def test_form_changes_in_versions_and_old_evaluations_keep_theirs(
    desk: Desk, tuula: UUID, eino: UUID
) -> None:
    kept(desk)
    written = evaluations.write(
        opened(tuula), GOOD, agent_id=eino, staff_id=tuula, desk=desk, now=NOW
    )
    words = {"fi": "Selkeys", "sv": "Tydlighet", "en": "Clarity"}

    number = evaluation_forms.change(
        "retta", (Criterion("clarity", words, {}),), staff_id=tuula, now=NOW
    )

    read = evaluations.open_own(written, staff_id=eino, desk=desk, now=NOW)
    assert number == 2
    assert [one.id for one in evaluation_forms.current("retta")] == ["clarity"]
    assert [one.id for one in read.criteria] == [one.id for one in USUAL]
    assert AuditLeaf.objects.filter(action=Action.EVALUATION_FORM_CHANGED).count() == 1


def test_form_is_the_trainers_and_needs_words_in_three_languages(
    eino: UUID, tuula: UUID
) -> None:
    half = Criterion("clarity", {"fi": "Selkeys"}, {})

    with pytest.raises(PurposeRefused):
        evaluation_forms.change("retta", USUAL, staff_id=eino, now=NOW)
    with pytest.raises(EvaluationRefused) as refused:
        evaluation_forms.change("retta", (half,), staff_id=tuula, now=NOW)

    assert refused.value.reason == "words-missing"
