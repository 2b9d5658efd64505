"""What is hidden of a call stays hidden in the answer, whoever marks what in it."""

import json
from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from seloste.domain.contact import Kind
from seloste.domain.notice import PurposeRefused
from seloste.domain.package_review import Mark as Outcome
from seloste.domain.package_review import MarkReason
from seloste.domain.redaction import Mark, Reason, Scope
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import AuditLeaf, Package, Redaction, SealedObject
from seloste.services import (
    package_building,
    package_marks,
    package_reviews,
    redactions,
)
from seloste.services.notices import store
from seloste.services.package_marks import Marking
from seloste.services.redactions import RedactionPending
from tests.fakes.pdf import FakePdfMaker
from tests.services import answers, deliveries, hand_transcripts
from tests.services.conftest import NOW, SETUP
from tests.services.desks import EXAMPLES
from tests.services.works import staff

pytestmark = pytest.mark.usefixtures("registers")

CODE = "131052-308T"
NEIGHBOUR = Mark(4.0, 4.75, Reason.OTHERS, 1, by_person=True)
"""Of answers.SAID "naapurin Pekka Virtasen": the 5th to the 7th word."""


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A real desk that sets no pages: that takes seconds."""
    return replace(desk, pdf=FakePdfMaker())


@pytest.fixture
def aino() -> Actor:
    return staff("aino", Role.RECORDS_MANAGER)


@pytest.fixture
def onni() -> Actor:
    return staff("onni", Role.DPO)


@pytest.fixture
def call(desk: Desk, aino: Actor, onni: Actor) -> UUID:
    """A call whose words two people stand up for."""
    contact = answers.call(desk)
    answers.certified(contact, aino, onni, desk=desk)
    return contact


def apart(
    contact: UUID, request_id: UUID, *, desk: Desk, actor: Actor, mark: Mark = NEIGHBOUR
) -> Redaction:
    """Make a copy for a request that hides more."""
    return redactions.separate(
        answers.recording_of(contact).pk,
        [mark],
        for_id=request_id,
        actor=actor,
        desk=desk,
        now=NOW,
    )


def answered(request_id: UUID, *, desk: Desk, actor: Actor) -> dict[str, bytes]:
    """Return the files of an answer in which everything is given, with sound."""
    package_id = answers.asked(request_id, desk=desk, actor=actor, with_audio=True)
    return answers.files(answers.built(package_id, desk=desk), desk=desk)


def everything(files: dict[str, bytes]) -> str:
    return b"".join(files.values()).decode("utf-8", errors="replace")


def silent(files: dict[str, bytes], start: float, end: float) -> bool:
    """Tell whether nothing is heard between two seconds."""
    sound = files["contacts/0001/001-recording.wav"]
    return set(sound[44 + int(start * 8000) * 4 : 44 + int(end * 8000) * 4]) == {0}


def said_again(contact: UUID, *, desk: Desk, said: str) -> None:
    """Correct what is said, before anything looked through the new words."""
    item = answers.recording_of(contact)
    words = hand_transcripts.transcript(
        item, hand_transcripts.turn(1, 3.0, said), seconds=12.0
    )
    row = hand_transcripts.write(words, desk=desk, now=NOW)
    row.state, row.audio_sha256 = "certified", item.sha256
    row.save()


def test_what_a_copy_for_the_request_hides_is_in_no_file_of_the_answer(
    desk: Desk, aino: Actor, call: UUID
) -> None:
    request_id = answers.deciding(desk, aino, call)
    apart(call, request_id, desk=desk, actor=aino)
    answers.marked(request_id, desk=desk, actor=aino)

    files = answered(request_id, desk=desk, actor=aino)

    assert "vesi tulee katosta" in everything(files)
    assert "Virtasen" not in everything(files)
    assert "[toisen henkilön tieto]" in everything(files)
    assert silent(files, 4.0, 4.75)
    assert not silent(files, 8.0, 8.5)


def test_a_copy_for_another_request_hides_nothing_of_this_answer(
    desk: Desk, aino: Actor, call: UUID
) -> None:
    request_id = answers.deciding(desk, aino, call)
    apart(call, uuid4(), desk=desk, actor=aino)
    answers.marked(request_id, desk=desk, actor=aino)

    files = answered(request_id, desk=desk, actor=aino)

    assert "Virtasen" in everything(files)
    assert not silent(files, 4.0, 4.75)


def test_what_is_sensitive_is_the_persons_own_in_a_copy_for_their_request(
    desk: Desk, aino: Actor, call: UUID
) -> None:
    item = answers.recording_of(call)
    base = Redaction.objects.get(dialog__object=item, scope=Scope.EVERYONE)
    own = Mark(3.25, 3.5, Reason.SPECIAL, 1, by_person=True)
    redactions.show_with(item.pk, [own], base=base, actor=aino, desk=desk, now=NOW)
    request_id = answers.deciding(desk, aino, call)

    copy = apart(call, request_id, desk=desk, actor=aino)

    assert copy.words is not None
    body = desk.vault.open(copy.words.ref(), inline=copy.words.inline()).decode()
    assert '"vesi"' in body
    assert "Virtasen" not in body


def test_a_code_in_corrected_words_is_hidden_before_the_copy_is_made_anew(
    desk: Desk, aino: Actor, call: UUID
) -> None:
    said_again(call, desk=desk, said=f"hetuni on {CODE} ja")
    request_id = answers.deciding(desk, aino, call)
    answers.marked(request_id, desk=desk, actor=aino)

    files = answered(request_id, desk=desk, actor=aino)

    assert CODE not in everything(files)
    assert "[henkilötunnus]" in everything(files)
    assert silent(files, 3.5, 3.75)


def test_an_answer_waits_until_numbers_were_looked_for(
    desk: Desk, aino: Actor, call: UUID
) -> None:
    request_id = answers.deciding(desk, aino, call)
    answers.marked(request_id, desk=desk, actor=aino)
    package_id = answers.asked(request_id, desk=desk, actor=aino)
    Redaction.objects.all().delete()

    with pytest.raises(RedactionPending):
        package_building.work_on(package_id, desk=desk, now=NOW)

    assert Package.objects.get(pk=package_id).failure == ""
    redactions.hide(answers.recording_of(call).pk, desk=desk, now=NOW)
    assert answers.built(package_id, desk=desk).ready_at == NOW


def words_of(copy: Redaction, desk: Desk) -> str:
    assert copy.words is not None
    return desk.vault.open(copy.words.ref(), inline=copy.words.inline()).decode()


def test_a_copy_for_a_request_is_made_anew_when_the_words_are_corrected(
    desk: Desk, aino: Actor, call: UUID
) -> None:
    request_id = uuid4()
    old = apart(call, request_id, desk=desk, actor=aino)
    kept = [one.ref() for one in (old.marks, old.audio, old.words) if one is not None]
    assert CODE not in words_of(old, desk)
    said_again(call, desk=desk, said=f"hei hei hei hei naapurin Pekka hetu {CODE}")

    redactions.hide(answers.recording_of(call).pk, desk=desk, now=NOW)

    [new] = redactions.separate_copies(request_id)
    assert new.transcript_version == 2
    assert "naapurin" not in words_of(new, desk)
    assert CODE not in words_of(new, desk)
    assert len(desk.vault.absent(kept)) == 0
    assert new.pk != old.pk


def test_a_copy_for_a_request_hides_what_is_hidden_from_everyone_later(
    desk: Desk, aino: Actor, call: UUID
) -> None:
    request_id = uuid4()
    apart(call, request_id, desk=desk, actor=aino)
    item = answers.recording_of(call)
    base = Redaction.objects.get(dialog__object=item, scope=Scope.EVERYONE)
    thanks = Mark(8.0, 8.5, Reason.OTHERS, 0, by_person=True)

    redactions.show_with(item.pk, [thanks], base=base, actor=aino, desk=desk, now=NOW)

    [copy] = redactions.separate_copies(request_id)
    assert "ilmoituksesta" not in words_of(copy, desk)
    assert "Virtasen" not in words_of(copy, desk)


def test_a_copy_for_a_request_hides_codes_in_words_that_were_just_corrected(
    desk: Desk, aino: Actor, call: UUID
) -> None:
    said_again(call, desk=desk, said=f"hetuni on {CODE} ja naapurin")

    copy = apart(call, uuid4(), desk=desk, actor=aino)

    assert CODE not in words_of(copy, desk)


def listed(call: UUID, *, desk: Desk, actor: Actor) -> UUID:
    """Return the call as it is listed in an answer to be looked at."""
    request_id = answers.deciding(desk, actor, call)
    apart(call, request_id, desk=desk, actor=actor)
    package_reviews.begin(request_id, desk=desk, actor=actor, now=NOW)
    return answers.item_of(request_id, Kind.RECORDING).pk


def last_leaf(action: str) -> dict[str, object]:
    leaf = AuditLeaf.objects.filter(action=action).latest("seq")
    body = json.loads(leaf.body)
    assert isinstance(body, dict)
    return body


def test_who_looks_through_an_answer_sees_what_leaves_and_no_more(
    desk: Desk, aino: Actor, call: UUID
) -> None:
    item = listed(call, desk=desk, actor=aino)

    opened = package_reviews.open_item(item, desk=desk, actor=aino, now=NOW)

    assert [part.text for part in opened.parts] == [
        "Retta Eino huomenta",
        "hei vesi tulee katosta [toisen henkilön tieto] luota",
        "kiitos ilmoituksesta",
    ]
    assert opened.hides
    assert "scope" not in last_leaf("answer.shown")["details"]  # type: ignore[operator] # a dict


def test_the_original_is_asked_for_and_the_leaf_says_so(
    desk: Desk, aino: Actor, call: UUID
) -> None:
    item = listed(call, desk=desk, actor=aino)

    opened = package_reviews.open_item(
        item, desk=desk, actor=aino, now=NOW, original=True
    )

    assert opened.parts[1].text == answers.SAID
    leaf = last_leaf("answer.shown")
    assert leaf["role"] == "records_manager"
    assert leaf["purpose"] == "rights"
    assert leaf["details"]["scope"] == "original"  # type: ignore[index] # a dict


def test_who_may_not_have_originals_sees_none_here_either(
    desk: Desk, aino: Actor, onni: Actor, call: UUID
) -> None:
    text = (EXAMPLES / "retta.yaml").read_text(encoding="utf-8")
    narrower = text.replace("effective: 2024-07-01", "effective: 2026-05-04").replace(
        "    statutory: true\n", "    statutory: true\n    originals: [dpo]\n"
    )
    assert narrower.count("originals: [dpo]") == 1
    store.publish(text=narrower, actor=SETUP, now=NOW, key_backup_days=7)
    item = listed(call, desk=desk, actor=aino)
    assert package_reviews.open_item(
        item, desk=desk, actor=onni, now=NOW, original=True
    ).original
    assert not package_reviews.open_item(
        item, desk=desk, actor=aino, now=NOW
    ).may_original

    with pytest.raises(PurposeRefused):
        package_reviews.open_item(item, desk=desk, actor=aino, now=NOW, original=True)

    assert last_leaf("content.denied")["outcome"] == "refused"


def test_nothing_is_opened_to_be_looked_at_before_numbers_were_looked_for(
    desk: Desk, aino: Actor, call: UUID
) -> None:
    item = listed(call, desk=desk, actor=aino)
    known = AuditLeaf.objects.count()
    Redaction.objects.all().delete()

    with pytest.raises(RedactionPending):
        package_reviews.open_item(item, desk=desk, actor=aino, now=NOW)

    assert AuditLeaf.objects.count() == known


def test_marks_of_the_review_come_on_top(desk: Desk, aino: Actor, call: UUID) -> None:
    request_id = answers.deciding(desk, aino, call)
    apart(call, request_id, desk=desk, actor=aino)
    answers.marked(request_id, desk=desk, actor=aino)
    thanks = Marking(Outcome.REDACT, MarkReason.SECRET, (2,), ("ilmoituksesta",))
    item = answers.item_of(request_id, Kind.RECORDING)
    package_marks.mark(item.pk, thanks, desk=desk, actor=aino, now=NOW)

    files = answered(request_id, desk=desk, actor=aino)

    assert "ilmoituksesta" not in everything(files)
    assert "Virtasen" not in everything(files)
    assert SealedObject.objects.filter(kind=Kind.AUDIO_COPY).count() == 1
    assert deliveries.wav(12.0) not in files.values()
