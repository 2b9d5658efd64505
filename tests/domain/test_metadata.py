"""The sealed metadata: nothing is lost, and the order of legs does not matter."""

from datetime import UTC, datetime
from itertools import permutations
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from seloste.domain.contact import Channel, Delivery, Party, PartyRole
from seloste.domain.customer import Identifier
from seloste.domain.metadata import Metadata, metadata_of

MAIJA = Party(role=PartyRole.CUSTOMER, name="Maija Meikäläinen", tel="+358455550101")
EINO = Party(role=PartyRole.AGENT, name="Eino")
text = st.text(max_size=20)
parties = st.builds(
    Party,
    role=st.sampled_from(PartyRole),
    name=text,
    tel=text,
    mailto=text,
    customer_no=text,
)
metadata = st.builds(
    Metadata,
    source_id=st.just("1"),
    address=text,
    subject=text,
    parties=st.lists(parties, max_size=3).map(tuple),
    filenames=st.dictionaries(st.uuids().map(str), text, max_size=2),
    notes=st.lists(text, max_size=3).map(tuple),
)


@given(value=metadata)
def test_what_is_sealed_is_read_back_the_same(value: Metadata) -> None:
    assert Metadata.from_json(value.to_json()) == value


def test_the_bytes_are_utf_8_with_sorted_keys() -> None:
    assert Metadata(source_id="ä", parties=(EINO,)).to_json().decode() == (
        '{"address":"","filenames":{},"notes":[],"parties":[{"customer_no":"",'
        '"mailto":"","name":"Eino","role":"agent","tel":""}],"source_id":"ä",'
        '"subject":"","v":1}'
    )


@given(legs=st.lists(metadata, min_size=2, max_size=3))
def test_legs_in_any_order_end_alike(legs: list[Metadata]) -> None:
    ends = set()
    for order in permutations(legs):
        merged = Metadata(source_id="1")
        for leg in order:
            merged = merged.merged(leg)
        ends.add(merged.to_json())

    assert len(ends) == 1


@given(value=metadata)
def test_the_same_leg_twice_adds_nothing(value: Metadata) -> None:
    once = Metadata(source_id="1").merged(value)

    assert once.merged(value) == once


def test_both_legs_people_files_and_notes_are_kept() -> None:
    first = Metadata("1", parties=(MAIJA,), filenames={"a": "a.wav"}, notes=("x",))
    second = Metadata("1", subject="Avain", parties=(EINO,), filenames={"b": "b.wav"})

    both = first.merged(second)

    assert set(both.parties) == {MAIJA, EINO}
    assert both.filenames == {"a": "a.wav", "b": "b.wav"}
    assert (both.subject, both.notes) == ("Avain", ("x",))


def test_metadata_say_what_the_delivery_said_of_people() -> None:
    named, unnamed = UUID(int=1), UUID(int=2)
    delivery = Delivery(
        source="mail",
        source_id="<1@example.fi>",
        channel=Channel.MAIL,
        started_at=datetime(2026, 5, 4, tzinfo=UTC),
        address="asiakaspalvelu@retta.example",
        subject="Avain",
        parties=(MAIJA,),
        notes=("charset-guessed",),
    )

    found = metadata_of(delivery, {named: "kuva.jpg", unnamed: ""})

    assert found == Metadata(
        source_id="<1@example.fi>",
        address="asiakaspalvelu@retta.example",
        subject="Avain",
        parties=(MAIJA,),
        filenames={str(named): "kuva.jpg"},
        notes=("charset-guessed",),
    )


def test_it_says_when_an_identifier_was_put_in() -> None:
    new, old = Identifier("mailto", "new@example.fi"), Identifier("tel", "+358401")
    at = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)

    kept = Metadata.from_json(
        Metadata(source_id="1").put_in([new], at=at).to_json()
    ).merged(Metadata(source_id="1"))

    assert (kept.put_in_at(new), kept.put_in_at(old)) == (at, None)
