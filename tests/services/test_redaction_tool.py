from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from seloste.domain.audit import Action
from seloste.domain.contact import Kind
from seloste.domain.finding import FindingKind
from seloste.domain.redaction import Mark, Reason, RedactionRefused, Scope, identity
from seloste.domain.staff import Actor, Role
from seloste.domain.transcript import Speaker
from seloste.ports.desk import Desk
from seloste.records.models import AuditLeaf, Redaction, RightsRequest, SealedObject
from seloste.services import (
    audit,
    capture,
    openings,
    redaction_tool,
    redactions,
    shown_copies,
)
from seloste.services.access import NotFound
from seloste.services.shown_copies import ORDINARY
from tests.services import answers
from tests.services.conftest import NOW
from tests.services.deliveries import announced_call, call, recording, wav
from tests.services.hand_transcripts import transcript, turn, write
from tests.services.people import person

pytestmark = pytest.mark.usefixtures("registers")

SECONDS = 10.0
NEIGHBOUR = Mark(4.0, 5.0, Reason.OTHERS, 1, by_person=True)


@pytest.fixture
def eino() -> UUID:
    return person("eino", Role.AGENT)


@pytest.fixture
def aino() -> UUID:
    return person("aino", Role.RECORDS_MANAGER)


@pytest.fixture
def heard(desk: Desk) -> SealedObject:
    """A call in which a code is said at once, a neighbour named, an illness told."""
    capture.capture(call(parts=(recording(wav(SECONDS)),)), desk=desk, now=NOW)
    item = SealedObject.objects.get(kind=Kind.RECORDING)
    words = transcript(
        item,
        turn(1, 1.0, "Hetuni on 131052-308T ja"),
        turn(1, 4.0, "naapurini Pekka Virtanen on sairaalassa nyt"),
        turn(0, 8.0, "Selvä homma"),
        seconds=SECONDS,
    )
    write(words, desk=desk, now=NOW)
    redactions.hide(item.pk, desk=desk, now=NOW)
    return item


def opened(
    item: SealedObject, who: UUID, *, purpose: str = "service", original: bool = False
) -> UUID:
    leave = openings.open_item(
        item.pk, staff_id=who, purpose_id=purpose, now=NOW, original=original
    )
    return leave.opening_id


def shown(item: SealedObject, desk: Desk) -> list[str]:
    words = shown_copies.words(item, ORDINARY, desk=desk)
    assert words is not None
    return [one.text for one in words.turns]


def test_the_tool_proposes_what_was_found(
    desk: Desk, heard: SealedObject, eino: UUID
) -> None:
    tool = redaction_tool.tool(opened(heard, eino), staff_id=eino, desk=desk, now=NOW)

    assert [(one.kind, one.words) for one in tool.proposals] == [
        (FindingKind.NAME, "Pekka Virtanen"),
        (FindingKind.HEALTH, "sairaalassa"),
    ]
    assert tool.undecided == 1
    assert not tool.may_separate


def test_what_a_person_selects_is_hidden_from_everyone(
    desk: Desk, heard: SealedObject, eino: UUID
) -> None:
    redaction_tool.hide(
        opened(heard, eino), [NEIGHBOUR], staff_id=eino, desk=desk, now=NOW
    )

    assert shown(heard, desk) == [
        "Hetuni on [henkilötunnus] ja",
        "[toisen henkilön tieto] sairaalassa nyt",
        "Selvä homma",
    ]
    sound = shown_copies.item(heard, ORDINARY)
    assert sound is not None
    data = desk.vault.open(sound.ref())
    assert set(data[44 + 4 * 8000 * 4 : 44 + 5 * 8000 * 4]) == {0}


def test_hiding_is_audited_with_who_did_it(
    desk: Desk, heard: SealedObject, eino: UUID
) -> None:
    redaction_tool.hide(
        opened(heard, eino), [NEIGHBOUR], staff_id=eino, desk=desk, now=NOW
    )

    leaf = AuditLeaf.objects.filter(action=Action.REDACTION_MADE).latest("seq")
    assert f"staff:{eino}" in leaf.body


def test_hiding_leaves_nothing_half_done(
    desk: Desk, heard: SealedObject, eino: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening = opened(heard, eino)
    before = (shown(heard, desk), {one for one, _, _ in desk.vault.objects()})

    def refuse(**_: object) -> None:
        raise OSError("no log")

    monkeypatch.setattr(audit, "record", refuse)

    with pytest.raises(OSError, match="no log"):
        redaction_tool.hide(opening, [NEIGHBOUR], staff_id=eino, desk=desk, now=NOW)

    assert (shown(heard, desk), {one for one, _, _ in desk.vault.objects()}) == before


@pytest.mark.parametrize(
    ("mark", "reason"),
    [
        (replace(NEIGHBOUR, end=4.0), "nothing-selected"),
        (replace(NEIGHBOUR, start=10.0, end=11.0), "beyond-the-recording"),
        (replace(NEIGHBOUR, reason=Reason.OTHER), "no-reason"),
        (replace(NEIGHBOUR, words="x" * 501), "too-long"),
    ],
)
def test_a_mark_that_cannot_be_is_refused(
    desk: Desk, heard: SealedObject, eino: UUID, mark: Mark, reason: str
) -> None:
    opening = opened(heard, eino)

    with pytest.raises(RedactionRefused) as refused:
        redaction_tool.hide(opening, [mark], staff_id=eino, desk=desk, now=NOW)

    assert refused.value.reason == reason


def test_what_was_chosen_on_an_older_copy_is_refused(
    desk: Desk, heard: SealedObject, eino: UUID, aino: UUID
) -> None:
    base = Redaction.objects.get(scope=Scope.EVERYONE)
    actor = Actor(id=f"staff:{aino}", role=Role.RECORDS_MANAGER, staff_id=aino)
    redactions.show_with(
        heard.pk, [NEIGHBOUR], base=base, actor=actor, desk=desk, now=NOW
    )

    with pytest.raises(RedactionRefused) as refused:
        redactions.show_with(heard.pk, [], base=base, actor=actor, desk=desk, now=NOW)

    assert refused.value.reason == "changed-meanwhile"


def again(
    opening: UUID, mark: Mark, who: UUID, desk: Desk, *, copy: UUID | None = None
) -> None:
    """Show a mark again, as it was seen in a copy: the one there is, or another."""
    seen = copy or Redaction.objects.get(scope=Scope.EVERYONE).pk
    redaction_tool.show_again(
        opening, identity(mark), copy=seen, staff_id=who, desk=desk, now=NOW
    )


def test_nothing_is_shown_again_from_a_page_that_is_behind(
    desk: Desk, heard: SealedObject, eino: UUID, aino: UUID
) -> None:
    whole = opened(heard, aino, purpose="rights", original=True)
    redaction_tool.hide(whole, [NEIGHBOUR], staff_id=aino, desk=desk, now=NOW)
    seen = Redaction.objects.get(scope=Scope.EVERYONE).pk
    early = Mark(1.0, 1.2, Reason.SECRET, 1, by_person=True)
    redaction_tool.hide(opened(heard, eino), [early], staff_id=eino, desk=desk, now=NOW)
    before = shown(heard, desk)

    with pytest.raises(RedactionRefused) as refused:
        again(whole, NEIGHBOUR, aino, desk, copy=seen)

    assert refused.value.reason == "changed-meanwhile"
    assert shown(heard, desk) == before
    again(whole, NEIGHBOUR, aino, desk)
    assert "naapurini Pekka Virtanen" in " ".join(shown(heard, desk))
    assert "Hetuni" not in " ".join(shown(heard, desk))


def test_a_mark_that_is_not_there_is_not_shown_again(
    desk: Desk, heard: SealedObject, aino: UUID
) -> None:
    whole = opened(heard, aino, purpose="rights", original=True)
    redaction_tool.hide(whole, [NEIGHBOUR], staff_id=aino, desk=desk, now=NOW)

    with pytest.raises(NotFound):
        again(whole, replace(NEIGHBOUR, end=5.5), aino, desk)


def test_why_something_is_hidden_is_for_those_who_may_have_the_original(
    desk: Desk, heard: SealedObject, eino: UUID, aino: UUID
) -> None:
    why = replace(NEIGHBOUR, words="naapurin sairaus")
    redaction_tool.hide(opened(heard, eino), [why], staff_id=eino, desk=desk, now=NOW)

    def reasons(who: UUID, purpose: str) -> list[str]:
        opening = opened(heard, who, purpose=purpose)
        tool = redaction_tool.tool(opening, staff_id=who, desk=desk, now=NOW)
        return [mark.words for mark in tool.marks if mark.by_person]

    assert reasons(eino, "service") == [""]
    assert reasons(aino, "rights") == ["naapurin sairaus"]


def test_channels_are_called_by_who_speaks_on_them(
    desk: Desk, heard: SealedObject, eino: UUID
) -> None:
    tool = redaction_tool.tool(opened(heard, eino), staff_id=eino, desk=desk, now=NOW)

    assert tool.speakers == ((Speaker.AGENT,), (Speaker.CUSTOMER,))


def test_only_with_the_original_open_is_something_shown_again(
    desk: Desk, heard: SealedObject, eino: UUID, aino: UUID
) -> None:
    ordinary = opened(heard, eino)
    redaction_tool.hide(ordinary, [NEIGHBOUR], staff_id=eino, desk=desk, now=NOW)
    with pytest.raises(NotFound):
        again(ordinary, NEIGHBOUR, eino, desk)

    again(opened(heard, aino, purpose="rights", original=True), NEIGHBOUR, aino, desk)

    assert shown(heard, desk)[:2] == [
        "Hetuni on [henkilötunnus] ja",
        "naapurini Pekka Virtanen on sairaalassa nyt",
    ]


def covering(heard: SealedObject, who: UUID, desk: Desk) -> UUID:
    """Return a request whose answer is a copy of the call."""
    actor = Actor(id=f"staff:{who}", role=Role.RECORDS_MANAGER, staff_id=who)
    return answers.deciding(desk, actor, heard.dialog.contact_id)


def test_the_tool_offers_the_requests_that_cover_the_recording(
    desk: Desk, heard: SealedObject, eino: UUID, aino: UUID
) -> None:
    request = covering(heard, aino, desk)
    answers.deciding(desk, Actor(id="staff:x"), now=NOW)

    def offered(who: UUID, purpose: str) -> list[UUID]:
        opening = opened(heard, who, purpose=purpose)
        tool = redaction_tool.tool(opening, staff_id=who, desk=desk, now=NOW)
        return [one.pk for one in tool.requests]

    assert offered(aino, "rights") == [request]
    assert offered(eino, "service") == []


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        ("", "unknown-request"),
        ("reviewed", "request-over"),
        ("closed", "request-over"),
    ],
)
def test_a_request_that_is_unknown_or_over_gets_no_copy(
    desk: Desk, heard: SealedObject, aino: UUID, state: str, reason: str
) -> None:
    request = covering(heard, aino, desk)
    RightsRequest.objects.filter(pk=request).update(state=state or "deciding")

    with pytest.raises(RedactionRefused) as refused:
        redaction_tool.separate(
            opened(heard, aino, purpose="rights"),
            [NEIGHBOUR],
            for_id=request if state else uuid4(),
            staff_id=aino,
            desk=desk,
            now=NOW,
        )

    assert refused.value.reason == reason
    assert not Redaction.objects.filter(scope=Scope.SEPARATE).exists()


def test_a_separate_copy_hides_more_and_changes_nothing_else(
    desk: Desk, heard: SealedObject, aino: UUID
) -> None:
    request = covering(heard, aino, desk)

    redaction_tool.separate(
        opened(heard, aino, purpose="rights"),
        [NEIGHBOUR],
        for_id=request,
        staff_id=aino,
        desk=desk,
        now=NOW,
    )

    [copy] = redactions.separate_copies(request)
    assert copy.words is not None
    body = desk.vault.open(copy.words.ref(), inline=copy.words.inline()).decode()
    assert "Virtanen" not in body
    assert "131052" not in body
    assert "naapurini Pekka Virtanen" in " ".join(shown(heard, desk))


def test_an_agent_makes_no_separate_copy(
    desk: Desk, heard: SealedObject, eino: UUID
) -> None:
    opening = opened(heard, eino)

    with pytest.raises(NotFound):
        redaction_tool.separate(
            opening, [NEIGHBOUR], for_id=uuid4(), staff_id=eino, desk=desk, now=NOW
        )

    assert not Redaction.objects.filter(scope=Scope.SEPARATE).exists()


def test_a_preview_writes_nothing(desk: Desk, heard: SealedObject, eino: UUID) -> None:
    opening = opened(heard, eino)
    known = AuditLeaf.objects.count()

    words = redaction_tool.preview(
        opening, [NEIGHBOUR], staff_id=eino, desk=desk, now=NOW
    )

    assert words is not None
    assert words.turns[1].text == "[toisen henkilön tieto] sairaalassa nyt"
    assert AuditLeaf.objects.count() == known
    assert Redaction.objects.get().by_people == 0


def decide(opening: UUID, who: UUID) -> None:
    seen = Redaction.objects.get().pk
    redaction_tool.decide(opening, copy=seen, staff_id=who, now=NOW)


def test_nobody_decides_on_hints_of_a_copy_they_did_not_see(
    desk: Desk, heard: SealedObject, eino: UUID
) -> None:
    opening, seen = opened(heard, eino), Redaction.objects.get().pk
    later = transcript(heard, turn(1, 4.0, "masentunut nyt"), seconds=SECONDS)
    write(later, desk=desk, now=NOW)
    redactions.hide(heard.pk, desk=desk, now=NOW)

    with pytest.raises(RedactionRefused, match="changed-meanwhile"):
        redaction_tool.decide(opening, copy=seen, staff_id=eino, now=NOW)

    assert Redaction.objects.get().decided_at is None
    decide(opening, eino)
    assert Redaction.objects.get().decided_by_id == eino


def test_deciding_on_hints_is_audited_and_stands_when_the_copy_is_made_anew(
    desk: Desk, heard: SealedObject, eino: UUID
) -> None:
    opening = opened(heard, eino)

    decide(opening, eino)

    assert AuditLeaf.objects.filter(action=Action.REDACTION_DECIDED).exists()
    redaction_tool.hide(opening, [NEIGHBOUR], staff_id=eino, desk=desk, now=NOW)
    assert Redaction.objects.get().decided_by_id == eino


@pytest.mark.parametrize(
    ("text", "decided"),
    [
        ("Naapuri Matti sairaalassa silloin", True),
        ("Naapuri Matti poissa nyt", True),
        ("Naapuri Matti masentunut nyt", False),
        ("Naapuri Matti sairaalassa sairaalassa", False),
    ],
)
def test_a_decision_falls_where_another_word_tells_of_health(
    desk: Desk, heard: SealedObject, eino: UUID, text: str, decided: bool
) -> None:
    decide(opened(heard, eino), eino)
    write(transcript(heard, turn(1, 4.0, text), seconds=SECONDS), desk=desk, now=NOW)

    redactions.hide(heard.pk, desk=desk, now=NOW)

    assert (Redaction.objects.get().decided_by_id == eino) is decided


@pytest.fixture
def diet(desk: Desk) -> SealedObject:
    """A call to SOK in which somebody tells of a diet."""
    parts = (recording(wav(SECONDS)),)
    capture.capture(announced_call(parts=parts), desk=desk, now=NOW)
    item = SealedObject.objects.get(kind=Kind.RECORDING)
    words = transcript(
        item, turn(1, 1.0, "Minulla on keliakia ja varaus"), seconds=SECONDS
    )
    write(words, desk=desk, now=NOW)
    redactions.hide(item.pk, desk=desk, now=NOW)
    return item


def test_what_tells_of_a_diet_is_masked_for_purposes_that_do_not_reach_it(
    desk: Desk, diet: SealedObject
) -> None:
    eino = person("eino", Role.AGENT, register="sok-mara")
    aino = person("aino", Role.RECORDS_MANAGER, register="sok-mara")
    segment = Mark(1.5, 1.75, Reason.SPECIAL, 1, by_person=True)
    original = desk.vault.open(diet.ref())

    redaction_tool.hide(
        opened(diet, eino, purpose="correctness"),
        [segment],
        staff_id=eino,
        desk=desk,
        now=NOW,
    )

    masked = openings.read(
        opened(diet, eino, purpose="correctness"), staff_id=eino, desk=desk, now=NOW
    )
    whole = openings.read(
        opened(diet, aino, purpose="parties-rights"), staff_id=aino, desk=desk, now=NOW
    )
    said = slice(44 + int(1.5 * 8000) * 4, 44 + int(1.75 * 8000) * 4)
    assert set(masked[said]) == {0}
    assert whole[said] == original[said] != bytes(len(whole[said]))
