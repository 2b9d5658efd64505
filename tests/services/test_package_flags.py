"""Addresses and numbers of others in what is given: nobody gives them unseen."""

from uuid import UUID

import pytest

from seloste.domain.contact import Kind, Part
from seloste.domain.package import PackageRefused
from seloste.domain.package_review import MarkReason
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import AnswerItem, AuditLeaf, RightsRequest
from seloste.services import package_flags, package_marks, package_reviews
from seloste.services.package_flags import Known
from seloste.services.package_marks import Given
from tests.services import answers, deliveries
from tests.services.conftest import NOW
from tests.services.works import staff

pytestmark = pytest.mark.usefixtures("registers")
MAIJAS = Known(
    tels=frozenset({"+358455550101"}), addresses=("rantatie 5 a 2, 00100 helsinki",)
)
HEAD = (
    "From: Maija <maija@example.fi>\r\nTo: asiakaspalvelu@example.fi\r\n"
    "Subject: Asia\r\nMessage-ID: <{id}@example.fi>\r\n"
    'Content-Type: text/plain; charset="utf-8"\r\n\r\n'
)


@pytest.fixture
def aino(registers: None) -> Actor:
    return staff("aino", Role.RECORDS_MANAGER)


def message(text: str, number: int = 1) -> Part:
    data = (HEAD.format(id=number) + text).encode()
    return Part(Kind.MESSAGE, deliveries.opener(data), media_type="message/rfc822")


def listed(desk: Desk, aino: Actor, *parts: Part) -> tuple[UUID, UUID]:
    """Return a request and a contact of which everything is to be given."""
    contact = answers.mail(desk, parts=parts)
    request = answers.deciding(desk, aino, contact)
    package_reviews.begin(request, desk=desk, actor=aino, now=NOW)
    return request, contact


def give(desk: Desk, aino: Actor, request: UUID, contact: UUID) -> Given:
    return package_marks.give_contact(
        request, contact, MarkReason.OWN, desk=desk, actor=aino, now=NOW
    )


def marks(request: UUID) -> list[str]:
    rows = AnswerItem.objects.filter(request=request)
    return sorted(rows.values_list("segments__mark", flat=True))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Naapuri Pekka asuu osoitteessa Kotikatu 7 B 3.", ("Kotikatu 7 B 3",)),
        ("Soita Pekalle numeroon 045 555 0199.", ("045 555 0199",)),
        ("Soita minulle numeroon 045 555 0101.", ()),
        ("Asun osoitteessa Rantatie 5 A 2.", ()),
        ("Vesi tulee katosta.", ()),
    ],
)
def test_only_details_of_others_are_found(text: str, found: tuple[str, ...]) -> None:
    assert package_flags.of_others(text, MAIJAS) == found


@pytest.mark.parametrize(
    "text", ["Pekka asuu osoitteessa Kotikatu 7 B 3.", "Pekan numero on 045 555 0199."]
)
def test_such_a_part_is_not_given_with_the_rest(
    desk: Desk, aino: Actor, text: str
) -> None:
    request, contact = listed(desk, aino, message(text), message("Hei vain.", 2))

    given = give(desk, aino, request, contact)

    assert given == Given(count=1, left=1)
    assert marks(request) == ["", "give"]


def test_what_names_nobody_else_is_given_with_the_rest(desk: Desk, aino: Actor) -> None:
    request, contact = listed(desk, aino, message("Numeroni on 045 555 0101."))

    assert give(desk, aino, request, contact) == Given(count=1, left=0)


def test_a_file_is_not_given_with_the_rest(desk: Desk, aino: Actor) -> None:
    file = Part(
        Kind.ATTACHMENT,
        deliveries.opener(b"picture"),
        media_type="image/png",
        filename="kuva.png",
    )
    request, contact = listed(desk, aino, message("Hei vain."), file)

    assert give(desk, aino, request, contact) == Given(count=1, left=1)


def test_where_all_of_it_has_to_be_looked_at_nothing_is_marked(
    desk: Desk, aino: Actor
) -> None:
    request, contact = listed(desk, aino, message("Pekka: Kotikatu 7 B 3."))

    with pytest.raises(PackageRefused, match="looked-at-one-by-one"):
        give(desk, aino, request, contact)

    assert marks(request) == [""]
    assert not AuditLeaf.objects.filter(action="answer.marked").exists()


def test_whoever_opens_it_sees_what_it_is_about(desk: Desk, aino: Actor) -> None:
    request, _ = listed(desk, aino, message("Pekka: Kotikatu 7 B 3, 045 555 0101."))
    item = AnswerItem.objects.get(request=request)

    opened = package_reviews.open_item(item.pk, desk=desk, actor=aino, now=NOW)

    assert opened.parts[0].others == ("Kotikatu 7 B 3",)


def test_our_own_numbers_are_no_secret(desk: Desk, aino: Actor) -> None:
    request, _ = listed(desk, aino, message("Hei vain."))
    row = RightsRequest.objects.get(pk=request)

    known = package_flags.known_to(row, desk=desk)

    assert deliveries.RETTA_LINE in known.tels
    assert "+358455550101" in known.tels
