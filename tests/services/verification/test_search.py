"""Each control of the search, switched off once, breaks the promise it keeps."""

from uuid import UUID

import pytest

from seloste.domain.audit import Action
from seloste.domain.restriction import Ground
from seloste.domain.staff import Role
from seloste.domain.verification import Verdict
from seloste.ports.desk import Desk
from seloste.ports.search_index import SearchUnavailable
from seloste.records.models import AuditLeaf, SealedObject
from seloste.services import (
    audit,
    disposal,
    restrictions,
    search_rows,
    search_scope,
)
from seloste.services.restrictions import Restricting
from tests.services.conftest import NOW, SETUP
from tests.services.searches import found as search
from tests.services.searches import work_off
from tests.services.verification.conftest import (
    Ask,
    acting,
    broken,
    employ,
    found,
)


@pytest.fixture
def indexed(kept: dict[str, UUID], desk: Desk) -> dict[str, UUID]:
    """Everything that is kept, indexed."""
    work_off(desk)
    return kept


def test_an_index_that_knows_what_is_kept_is_proved(
    indexed: dict[str, UUID], ask: Ask
) -> None:
    evidence = found(ask("R-17"), "search-rows-kept")

    assert (evidence.verdict, evidence.count) == (Verdict.PROVED, 1)


def test_words_that_outlive_their_text_break_the_period(
    indexed: dict[str, UUID],
    desk: Desk,
    ask: Ask,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(search_rows, "forget", lambda *_, **__: None)
    monkeypatch.setattr(search_rows, "remaining", lambda *_, **__: frozenset())
    items = SealedObject.objects.filter(contact=indexed["mail"])
    disposal.dispose(
        list(items.values_list("pk", flat=True)),
        cause="discarded",  # type: ignore[arg-type]
        desk=desk,
        actor=SETUP,
        now=NOW,
    )

    assert "search-row-stray" in broken(ask("R-17"))


def test_an_index_that_does_not_answer_breaks_the_period(
    indexed: dict[str, UUID],
    desk: Desk,
    ask: Ask,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def dead(_: object) -> None:
        raise SearchUnavailable("gone")

    monkeypatch.setattr(type(desk.index), "items", dead)

    assert "search-unanswered" in broken(ask("R-17"))


@pytest.mark.parametrize("promise", ["R-06", "R-23"])
def test_a_search_that_finds_restricted_texts_is_broken(
    indexed: dict[str, UUID],
    ask: Ask,
    monkeypatch: pytest.MonkeyPatch,
    promise: str,
) -> None:
    employ("eino", Role.AGENT)
    restrictions.place(
        Restricting("retta", Ground.CONTESTED, contact_ids=[indexed["mail"]]),
        actor=SETUP,
        now=NOW,
    )
    assert "search-wider" not in broken(ask(promise))

    monkeypatch.setattr(search_scope, "_restricted", lambda *_: iter(()))

    assert "search-wider" in broken(ask(promise))


def test_a_search_for_a_foreign_purpose_is_broken(
    indexed: dict[str, UUID], ask: Ask
) -> None:
    eino = acting(employ("eino", Role.AGENT))
    audit.record(
        action=Action.SEARCH_MADE,
        actor=eino,
        object_id="register:retta",
        now=NOW,
        purpose="marketing",
    )

    assert "reads-foreign" in broken(ask("R-06"))


@pytest.mark.parametrize("promise", ["R-06", "R-23"])
def test_a_search_that_the_log_does_not_know_is_broken(
    indexed: dict[str, UUID], desk: Desk, ask: Ask, promise: str
) -> None:
    eino = acting(employ("eino", Role.AGENT))
    search(desk, eino)
    assert "search-unrecorded" not in broken(ask(promise))

    AuditLeaf.objects.filter(action=Action.SEARCH_MADE).delete()

    assert "search-unrecorded" in broken(ask(promise))
