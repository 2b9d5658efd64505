"""Words come into the search index with their items, and leave before the keys."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from seloste.domain.contact import Kind
from seloste.domain.search import Manner, Term
from seloste.domain.staff import Role, system
from seloste.ports.desk import Desk
from seloste.ports.search_index import (
    Found,
    Grant,
    Narrowed,
    Scope,
    SearchUnavailable,
)
from seloste.records.models import Disposal, SealedObject
from seloste.services import disposal, indexing, jobs, notes, search_words, work
from seloste.services.capture import capture
from tests.services import chatting
from tests.services.conftest import NOW
from tests.services.deliveries import mail
from tests.services.job_table import empty_jobs
from tests.services.searches import work_off
from tests.services.works import staff

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("registers"),
]


def find(desk: Desk, *typed: str) -> Found:
    """Return everything the index finds, whoever may read it."""
    index, lemmas = indexing.parts(desk)
    notices = SealedObject.objects.exclude(notice_version=None).values_list(
        "notice_version_id", flat=True
    )
    kinds = frozenset(kind.value for kind in Kind)
    terms = [Term(Manner.WORD, (word,)) for word in typed]
    return index.find(
        search_words.sought(terms, lemmas=lemmas),
        scope=Scope("retta", tuple(Grant(one, kinds) for one in set(notices))),
        narrowed=Narrowed(),
        offset=0,
        limit=10,
    )


def message_of(contact: UUID | None) -> SealedObject:
    """Return the message of a contact."""
    return SealedObject.objects.get(contact=contact, kind=Kind.MESSAGE)


def test_a_mail_is_found_by_an_inflection_and_by_part_of_a_compound(
    desk: Desk,
) -> None:
    receipt = capture(mail(), desk=desk, now=NOW)
    assert find(desk, "vahinko").total == 0

    work_off(desk)

    item = message_of(receipt.id)
    assert [hit.item for hit in find(desk, "vesivahingosta").hits] == [item.pk]
    assert [hit.item for hit in find(desk, "vahingot", "keittiö").hits] == [item.pk]


@pytest.mark.django_db(transaction=True)
def test_what_is_written_asks_to_be_indexed(desk: Desk) -> None:
    eino = staff("eino", Role.AGENT)
    empty_jobs()
    receipt = capture(mail(), desk=desk, now=NOW)
    assert receipt.id is not None
    notes.write_on_contact(receipt.id, "Hiiohoi.", desk=desk, actor=eino, now=NOW)
    chat = chatting.begun(desk)
    for text in ("Ahoi.", "Ohoi."):
        chatting.said(chat, text, desk=desk)
    assert find(desk, "hiiohoi").total == 0

    handlers = work.handlers(desk)
    jobs.queue().work_off(handlers, now=datetime.now(UTC), worker="test")  # noqa: TID251 - PostgreSQL's clock is the real one

    for word in ("vesivahinko", "hiiohoi", "ahoi", "ohoi"):
        assert find(desk, word).total == 1, word


def test_words_leave_the_index_before_the_key_is_destroyed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipt = capture(mail(), desk=desk, now=NOW)
    work_off(desk)
    item = message_of(receipt.id)
    assert indexing.parts(desk)[0].holds([item.pk])
    seen: list[frozenset[UUID]] = []
    destroy = type(desk.vault).destroy

    def watched(vault: object, refs: object) -> object:
        seen.append(indexing.parts(desk)[0].holds([item.pk]))
        return destroy(vault, refs)  # type: ignore[arg-type]

    monkeypatch.setattr(type(desk.vault), "destroy", watched)
    dispose(desk, [item.pk])

    assert seen == [frozenset()]
    assert find(desk, "vahinko").total == 0


def dispose(desk: Desk, ids: list[UUID]) -> None:
    """Destroy some items now."""
    disposal.dispose(
        ids,
        cause=Disposal.Cause.DISCARDED,
        desk=desk,
        actor=system("test"),
        now=desk.clock.now(),
    )


def test_nothing_is_destroyed_while_the_index_does_not_answer(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipt = capture(mail(), desk=desk, now=NOW)
    work_off(desk)
    item = message_of(receipt.id)

    def dead(*_: object) -> None:
        raise SearchUnavailable("gone")

    with monkeypatch.context() as broken:
        broken.setattr(type(desk.index), "forget", dead)
        with pytest.raises(SearchUnavailable):
            dispose(desk, [item.pk])
    assert desk.vault.absent([item.ref()]) == (item.ref(),)  # still there

    for intent in disposal.unfinished():
        disposal.finish(intent, desk=desk, actor=system("test"), now=NOW)

    assert desk.vault.absent([item.ref()]) == ()
    assert find(desk, "vahinko").total == 0


def test_a_job_that_comes_late_does_not_bring_words_back(desk: Desk) -> None:
    receipt = capture(mail(), desk=desk, now=NOW)
    item = message_of(receipt.id)
    dispose(desk, [item.pk])

    work_off(desk)
    indexing.index_item(item.pk, desk=desk)

    assert indexing.parts(desk)[0].items() == frozenset()


def test_the_index_is_made_again_from_the_vault(desk: Desk) -> None:
    capture(mail(), desk=desk, now=NOW)
    capture(
        mail(source_id="<2@example.fi>", started_at=NOW - timedelta(hours=2)),
        desk=desk,
        now=NOW,
    )
    work_off(desk)
    indexing.empty(desk=desk)
    assert not indexing.status(desk=desk).ready
    assert find(desk, "vahinko").total == 0
    told: list[tuple[int, int]] = []

    report = indexing.rebuild(
        desk=desk,
        actor=system("test"),
        now=NOW,
        progress=lambda done, total: told.append((done, total)),
    )

    assert (report.indexed, told[-1]) == (2, (2, 2))
    assert find(desk, "vahinko").total == 2
    status = indexing.status(desk=desk)
    assert (status.ready, status.items, status.expected) == (True, 2, 2)


def test_a_rebuild_that_was_cut_short_goes_on_where_it_was(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 6):
        capture(mail(source_id=f"<{number}@example.fi>"), desk=desk, now=NOW)
    monkeypatch.setattr(indexing, "BATCH", 2)
    stop = iter([None])

    def cut(_: int, __: int) -> None:
        if next(stop, "stop") == "stop":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        indexing.rebuild(desk=desk, actor=system("test"), now=NOW, progress=cut)
    half = indexing.status(desk=desk)
    told: list[int] = []

    report = indexing.rebuild(
        desk=desk,
        actor=system("test"),
        now=NOW,
        progress=lambda done, _: told.append(done),
    )

    assert (half.ready, half.rebuilding) == (False, True)
    assert report.indexed < 5
    assert told[-1] == 5
    assert find(desk, "vahinko").total == 5


def test_a_new_dictionary_asks_for_a_rebuild(desk: Desk) -> None:
    capture(mail(), desk=desk, now=NOW)
    indexing.rebuild(desk=desk, actor=system("test"), now=NOW)
    _, lemmas = indexing.parts(desk)

    class Other:
        name = "other 2.0"
        form = lemmas.form

    assert indexing.ready(desk=desk)
    assert not indexing.ready(desk=replace(desk, lemmas=Other()))


def test_new_rules_ask_for_a_rebuild(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    capture(mail(), desk=desk, now=NOW)
    indexing.rebuild(desk=desk, actor=system("test"), now=NOW)
    assert indexing.ready(desk=desk)

    monkeypatch.setattr(search_words, "RULES", search_words.RULES + 1)

    assert not indexing.ready(desk=desk)
    indexing.rebuild(desk=desk, actor=system("test"), now=NOW)
    assert indexing.ready(desk=desk)


def test_an_installation_with_nothing_to_search_is_ready(desk: Desk) -> None:
    assert not indexing.ready(desk=desk)

    indexing.begin(desk=desk)

    assert indexing.ready(desk=desk)


def test_what_no_record_keeps_is_a_stray(desk: Desk) -> None:
    receipt = capture(mail(), desk=desk, now=NOW)
    work_off(desk)
    assert indexing.strays(desk=desk) == frozenset()
    item = message_of(receipt.id)

    intent = Disposal.objects.create(
        cause=Disposal.Cause.DUE, actor="system:test", intended_at=NOW
    )
    SealedObject.objects.filter(pk=item.pk).update(
        state=SealedObject.State.DESTROYING, disposal=intent
    )

    assert indexing.strays(desk=desk) == {item.pk}
