"""A search finds exactly what its reader may open, and tells of nothing else."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from seloste.domain.audit import Action
from seloste.domain.contact import Kind
from seloste.domain.notice import HoldKind, PurposeRefused
from seloste.domain.objection import Cause
from seloste.domain.search import SearchRefused
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import AuditLeaf, SealedObject, Search, StaffRole
from seloste.services import (
    access,
    audit,
    holds,
    objections,
    search_texts,
    searching,
    sources,
    sweeps,
)
from seloste.services.access import NotFound
from seloste.services.holds import HoldRequest
from seloste.services.objections import Objecting
from tests.services.conftest import NOW, SETUP
from tests.services.searches import (
    World,
    call,
    found,
    item_of,
    letter,
    many,
    recording_of,
    work_off,
    world,
)
from tests.services.works import staff

pytestmark = pytest.mark.django_db

PURPOSES = ("service", "correspondence", "verification", "quality", "complaints")
EVERY_PURPOSE = (*PURPOSES, "development", "legal-defence", "rights")


@pytest.fixture
def eino(registers: None) -> Actor:
    return staff("eino", Role.AGENT)


@pytest.fixture
def everything(registers: None, desk: Desk) -> World:
    sources.register_source(
        slug="sok-mail",
        register="retta",
        preset="mail",
        time_zone="Europe/Helsinki",
        address="+358900000101",
        actor=SETUP,
        now=NOW,
    )
    return world(desk)


def texts(results: searching.Results) -> list[str]:
    """Return the excerpts, with hits in brackets."""
    return [
        "".join(f"[{one.text}]" if one.hit else one.text for one in result.pieces)
        for result in results.results
    ]


def test_an_inflected_word_is_found_and_marked(desk: Desk, eino: Actor) -> None:
    letter(desk, 1, "Keittiössä on vesivahinko, ja lasku tulee.")
    letter(desk, 2, "Lasku vain.")
    work_off(desk)

    results = found(desk, eino, "vesivahingosta")

    assert results.total == 1
    assert texts(results) == ["Asia Keittiössä on [vesivahinko], ja lasku tulee. "]


def test_a_spoken_word_is_found_with_its_second(desk: Desk, eino: Actor) -> None:
    contact = call(desk, 1, (0.5, "hei täällä Eino"), (2.0, "pesukoneesta tuli vettä"))
    work_off(desk)

    (result,) = found(desk, eino, "pesukone").results

    assert result.second == 2.0
    assert result.kind is Kind.TRANSCRIPT
    assert result.item == recording_of(contact).object_id


def test_what_is_hidden_in_a_transcript_is_not_found(desk: Desk, eino: Actor) -> None:
    call(desk, 1, (0.5, "kortti 4242424242424242 kiitos"))
    work_off(desk)
    assert found(desk, eino, "kortti").total == 1

    assert found(desk, eino, "4242424242424242").total == 0
    assert "4242" not in "".join(texts(found(desk, eino, "kortti")))


def test_phrases_and_beginnings_of_words(desk: Desk, eino: Actor) -> None:
    letter(desk, 1, "Musta kissa istui katolla.")
    letter(desk, 2, "Kissa oli musta.")
    work_off(desk)

    assert found(desk, eino, '"mustan kissan"').total == 1
    assert found(desk, eino, "kis*").total == 2
    assert found(desk, eino, "musta kissa").total == 2


@pytest.mark.parametrize(
    "typed",
    [
        "Retta-sovellus",
        "rettasovellus",
        "sovellus",
        "asiakaspalvelu-linja",
        "asiakaspalvelulinja",
        "palvelu",
        "e-lasku",
        "elasku",
        "lasku",
        "linja-auto",
        "linjaauto",
        '"linja auto"',
        "linja-au*",
        "linjaau*",
    ],
)
def test_what_hyphens_join_is_found_as_one_word_and_by_its_words(
    desk: Desk, eino: Actor, typed: str
) -> None:
    letter(
        desk,
        1,
        "Retta-sovelluksessa on asiakaspalvelu-linjan e-laskuja linja-autoista.",
    )
    letter(desk, 2, "Avain katosi.")
    work_off(desk)

    assert found(desk, eino, typed).total == 1


def test_a_word_that_is_too_long_keeps_no_text_from_being_found(
    desk: Desk, eino: Actor
) -> None:
    letter(desk, 1, f"Avain {'x' * 5000} {'-'.join(['y' * 300] * 9)} katosi.")
    work_off(desk)

    assert found(desk, eino, "avain katosi").total == 1
    assert found(desk, eino, "x" * 200).total == 1


def test_of_very_many_only_so_many_are_counted_and_paged(
    desk: Desk, eino: Actor
) -> None:
    contact = letter(desk, 1, "Lasku.")
    work_off(desk)
    many(desk, contact, "lasku", count=999)
    counted = found(desk, eino, "lasku")
    assert (counted.total, counted.exact) == (1000, True)
    many(desk, contact, "lasku", count=1000)

    first = found(desk, eino, "lasku")
    last = found(desk, eino, "lasku", page=100)

    assert (first.total, first.exact, first.more) == (1000, False, True)
    assert (last.total, last.exact, last.more) == (1000, False, False)


def test_the_auditor_reads_that_more_was_found_than_counted(
    desk: Desk, eino: Actor
) -> None:
    onni = staff("onni", Role.DPO)
    assert onni.staff_id is not None
    contact = letter(desk, 1, "Lasku.")
    many(desk, contact, "lasku", count=1001)
    search_id = found(desk, eino, "lasku").search_id

    words = searching.open_words(search_id, staff_id=onni.staff_id, desk=desk, now=NOW)

    assert (words.total, words.exact) == (1000, False)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("", "nothing"),
        ('"" * -', "nothing"),
        ("a*", "short-prefix"),
        ("x" * 301, "too-long"),
        ("a b c d e f g h i j k l m", "too-many"),
    ],
)
def test_what_cannot_be_searched_for_is_refused(
    desk: Desk, eino: Actor, words: str, reason: str
) -> None:
    with pytest.raises(SearchRefused) as refused:
        found(desk, eino, words)

    assert refused.value.reason == reason
    assert not Search.objects.exists()


def test_a_search_is_narrowed_by_channel_day_and_language(
    desk: Desk, eino: Actor
) -> None:
    letter(desk, 1, "Lasku on väärin.")
    call(desk, 2, (1.0, "lasku on väärin"))
    letter(desk, 3, "Hej, fakturan var fel och jag vill ha en ny.")
    work_off(desk)

    assert found(desk, eino, "lasku").total == 2
    assert found(desk, eino, "lasku", channel="mail").total == 1
    assert found(desk, eino, "lasku", since=NOW + timedelta(days=1)).total == 0
    assert found(desk, eino, "faktura", language="sv").total == 1
    assert found(desk, eino, "faktura", language="fi").total == 0


def test_pages_follow_each_other(desk: Desk, eino: Actor) -> None:
    for number in range(1, 13):
        letter(desk, number, f"Lasku {number}.")
    work_off(desk)

    first, second = found(desk, eino, "lasku"), found(desk, eino, "lasku", page=2)

    assert (first.total, len(first.results), first.more) == (12, 10, True)
    assert (second.total, len(second.results), second.more) == (12, 2, False)
    assert not {one.item for one in first.results} & {
        one.item for one in second.results
    }


# What they may open decides what they find


def allowed(who: Actor, purpose: str, now: object) -> set[UUID]:
    """Return the items of contacts that somebody may open for a purpose."""
    assert who.staff_id is not None
    may: set[UUID] = set()
    for item in search_texts.searchable().filter(register="retta"):
        if item.work_item_id is not None:
            continue
        reader = access.reader(who.staff_id, "retta", now)  # type: ignore[arg-type]
        try:
            access.allow(item, who=reader, purpose_id=purpose, now=now)  # type: ignore[arg-type]
        except PurposeRefused:
            continue
        may.add(item.pk)
    return may


def seen(desk: Desk, who: Actor, purpose: str) -> tuple[int, set[UUID]]:
    """Return the count of a search, and the items of contacts that it shows."""
    try:
        results = found(desk, who, purpose=purpose)
    except PurposeRefused:
        return 0, set()
    items = {one.item for one in results.results if one.work is None}
    works = sum(one.work is not None for one in results.results)
    return results.total - works, items


@pytest.mark.parametrize("late", [False, True])
def test_a_search_finds_exactly_what_may_be_opened(
    desk: Desk, everything: World, late: bool
) -> None:
    if late:
        assert isinstance(desk.clock.now(), type(NOW))
        desk.clock.at = NOW + timedelta(days=200)  # type: ignore[attr-defined]
    now = desk.clock.now()

    for who in (everything.aino, everything.eino, everything.onni, everything.trainer):
        for purpose in EVERY_PURPOSE:
            may = allowed(who, purpose, now)
            assert seen(desk, who, purpose) == (len(may), may), (who.role, purpose)


def test_the_world_has_something_for_each_and_not_the_same(
    desk: Desk, everything: World
) -> None:
    counts = {
        purpose: len(allowed(who, purpose, NOW))
        for who, purpose in (
            (everything.eino, "service"),
            (everything.trainer, "quality"),
            (everything.aino, "verification"),
            (everything.onni, "rights"),
        )
    }

    assert counts == {"service": 5, "quality": 4, "verification": 1, "rights": 6}


def test_notes_on_a_complaint_are_for_its_handlers(
    desk: Desk, everything: World
) -> None:
    def notes_found(who: Actor, purpose: str) -> int:
        results = found(desk, who, "vesivahinko", purpose=purpose).results
        return sum(one.work is not None for one in results)

    assert notes_found(everything.aino, "complaints") == 1
    assert notes_found(everything.eino, "complaints") == 0
    assert found(desk, everything.eino, "hoitamatta").total == 0


def test_nobody_searches_a_register_or_purpose_that_is_not_theirs(
    desk: Desk, everything: World
) -> None:
    outsider = staff("ulla", Role.AGENT, register="sok-mara")

    with pytest.raises(NotFound):
        found(desk, outsider)
    with pytest.raises(PurposeRefused):
        found(desk, everything.eino, purpose="quality")
    with pytest.raises(PurposeRefused):
        found(desk, everything.eino, purpose="marketing")
    assert not Search.objects.exists()


def test_what_somebody_may_not_read_changes_nothing_they_see(
    desk: Desk, everything: World
) -> None:
    def view() -> tuple[int, list[UUID], list[str]]:
        results = found(desk, everything.trainer, purpose="quality")
        return results.total, [one.item for one in results.results], texts(results)

    before = view()
    for number in range(20, 40):
        contact = letter(desk, number, "vesivahinko " * number)
        item_of(contact)
        searching_out_of_reach(desk, contact)
    work_off(desk)

    assert view() == before


def searching_out_of_reach(desk: Desk, contact: UUID) -> None:
    """Let the person of a contact object to its use for quality."""
    objections.receive(
        Objecting("retta", "quality", Cause.OBJECTION, contact_ids=[contact]),
        desk=desk,
        actor=SETUP,
        now=NOW,
    )


def test_a_role_taken_away_ends_what_is_found(desk: Desk, eino: Actor) -> None:
    letter(desk, 1, "Lasku.")
    work_off(desk)
    assert found(desk, eino, "lasku").total == 1

    StaffRole.objects.filter(staff_id=eino.staff_id).delete()

    with pytest.raises(NotFound):
        found(desk, eino, "lasku")


def test_what_only_a_hold_keeps_is_found_for_the_hold_alone(
    desk: Desk, eino: Actor
) -> None:
    trainer = staff("tiina", Role.TRAINER)
    contact = letter(desk, 1, "Lasku.")
    work_off(desk)
    wanted = HoldRequest(
        register="retta",
        kind=HoldKind.TASK,
        reason="kesken",
        review_by=NOW + timedelta(days=20),
        contact_ids=(contact,),
    )
    holds.place_hold(wanted, desk=desk, actor=eino, now=NOW)
    assert seen_words(desk, trainer, "quality") == 1

    desk.clock.at = NOW + timedelta(days=200)  # type: ignore[attr-defined]

    assert seen_words(desk, trainer, "quality") == 0
    assert seen_words(desk, eino, "service") == 1


def seen_words(desk: Desk, who: Actor, purpose: str) -> int:
    """Return how many letters with ``lasku`` somebody finds."""
    return found(desk, who, "lasku", purpose=purpose).total


# Traces


def test_a_search_leaves_its_purpose_in_the_log_and_its_words_sealed(
    desk: Desk, eino: Actor, tmp_path: Path
) -> None:
    letter(desk, 1, "Sana kanarialintu on tekstissä.")
    work_off(desk)

    results = found(desk, eino, "kanarialintunen")

    leaf = audit.timeline(["register:retta"])[-1]
    assert (leaf.action, leaf.purpose) == (Action.SEARCH_MADE, "service")
    assert leaf.details == {"reference": str(results.search_id)}
    row = Search.objects.get(pk=results.search_id)
    assert (row.purpose, row.staff_id) == ("service", eino.staff_id)
    everywhere = [one for one in tmp_path.rglob("*") if one.is_file()]
    assert not [one for one in everywhere if b"kanarialintunen" in one.read_bytes()]


def test_a_refused_search_is_in_the_log_without_its_words(
    desk: Desk, eino: Actor
) -> None:
    found(desk, eino, "lasku")  # what the notice allows is not refused

    with pytest.raises(PurposeRefused):
        found(desk, eino, "kanarialintu", purpose="quality")

    leaf = audit.timeline(["register:retta"])[-1]
    assert (leaf.action, leaf.outcome) == (Action.SEARCH_DENIED, "refused")
    assert leaf.actor == f"staff:{eino.staff_id}"
    assert (leaf.purpose, leaf.details) == ("", {})


def test_a_refused_search_is_refused_where_the_log_cannot_be_written(
    desk: Desk, eino: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(audit, "record", full)

    with pytest.raises(ConnectionError):
        found(desk, eino, "kanarialintu", purpose="quality")


def test_nothing_is_found_where_the_log_cannot_be_written(
    desk: Desk, eino: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter(desk, 1, "Lasku.")
    work_off(desk)
    kept = SealedObject.objects.count()

    def full(**_: object) -> None:
        raise OSError(28, "no space")

    with monkeypatch.context() as broken:
        broken.setattr(audit, "record", full)
        with pytest.raises(OSError, match="no space"):
            found(desk, eino, "lasku")

    assert SealedObject.objects.count() == kept
    assert not Search.objects.exists()
    keys = {item for item, _, _ in desk.vault.objects()}
    assert keys == set(SealedObject.objects.values_list("pk", flat=True))


def test_the_data_protection_officer_reads_what_was_searched_for(
    desk: Desk, eino: Actor
) -> None:
    onni = staff("onni", Role.DPO)
    contact = letter(desk, 1, "Lasku.")
    work_off(desk)
    search_id = found(desk, eino, "laskusta").search_id
    assert [one.pk for one in made(onni)] == [search_id]

    opened = searching.open_words(search_id, staff_id=id_of(onni), desk=desk, now=NOW)

    assert (opened.words, opened.total) == ("laskusta", 1)
    assert opened.shown == (item_of(contact).pk,)
    last = AuditLeaf.objects.order_by("-seq")[0]
    assert (last.action, last.object_id) == (Action.SEARCH_READ, str(search_id))


def id_of(who: Actor) -> UUID:
    """Return somebody's id."""
    assert who.staff_id is not None
    return who.staff_id


def made(who: Actor) -> tuple[Search, ...]:
    """Return the searches that somebody sees."""
    return searching.made("retta", staff_id=id_of(who), now=NOW)


def test_others_do_not_read_what_was_searched_for(desk: Desk, eino: Actor) -> None:
    letter(desk, 1, "Lasku.")
    work_off(desk)
    search_id = found(desk, eino, "lasku").search_id
    aino = staff("aino", Role.RECORDS_MANAGER)
    leaves = AuditLeaf.objects.count()

    for who in (eino, aino, staff("ulla", Role.DPO, register="sok-mara")):
        with pytest.raises(NotFound):
            made(who)
        with pytest.raises(NotFound):
            searching.open_words(search_id, staff_id=id_of(who), desk=desk, now=NOW)

    assert AuditLeaf.objects.count() == leaves


def test_the_words_of_a_search_go_after_a_month(desk: Desk, eino: Actor) -> None:
    found(desk, eino, "lasku")
    assert Search.objects.count() == 1

    later = NOW + timedelta(days=31)
    desk.clock.at = later  # type: ignore[attr-defined]
    sweeps.sweep(desk=desk, actor=SETUP, now=later)

    assert not Search.objects.exists()
    assert not SealedObject.objects.filter(kind=Kind.SEARCH).exists()
