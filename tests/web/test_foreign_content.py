"""Content of others is at no address, and asking for it is never noted as read.

Attack 1 of the security notes on the routes that hand over content. Each is
asked for by its own people too, so that an address that is wrong fails here.
"""

from uuid import UUID

import pytest

from seloste import wiring
from seloste.domain.audit import Action, decoded
from seloste.domain.notice import Language
from seloste.domain.staff import Actor
from seloste.domain.work_item import WorkKind
from seloste.records.models import AuditLeaf
from seloste.services import letters
from seloste.services.letters import Letter
from tests.adapters.test_previewer import picture
from tests.fakes.scanner import FakeScanner
from tests.web.people import NOW, SignedIn
from tests.web.test_scans import (  # noqa: F401 - fixture
    looked_through,
    opened_file,
    scanner,
    with_file,
)
from tests.web.test_work import opened

pytestmark = pytest.mark.usefixtures("sources_of_retta")
READS = {
    Action.CONTENT_OPENED,
    Action.WORK_READ,
    Action.NUMBER_UNMASKED,
    Action.EVALUATION_READ,
}


def asked_by(who: Actor) -> list[str]:
    """Return what the log says somebody read."""
    leaves = (decoded(row.body.encode()) for row in AuditLeaf.objects.order_by("seq"))
    return [
        leaf.action
        for leaf in leaves
        if leaf.actor == who.id and leaf.action in READS and leaf.outcome != "refused"
    ]


@pytest.fixture
def file(
    scanner: FakeScanner,  # noqa: F811 - the fixture
    eino: Actor,
    signed_in: SignedIn,
) -> str:
    """Where Eino looks at a file that he opened."""
    contact = with_file(picture())
    looked_through()
    return opened_file(signed_in(eino), contact)


@pytest.mark.parametrize("name", ["sofia", "aino"])
def test_an_opened_file_is_at_no_address_for_anybody_else(
    request: pytest.FixtureRequest,
    eino: Actor,
    signed_in: SignedIn,
    file: str,
    name: str,
) -> None:
    other: Actor = request.getfixturevalue(name)
    mine, theirs = signed_in(eino), signed_in(other)
    opening = file.split("/")[2]
    addresses = (file, f"{file}1.png", f"/messages/{opening}/file/")

    assert [mine.get(one).status_code for one in addresses] == [200, 200, 200]
    assert [theirs.get(one).status_code for one in addresses] == [404, 404, 404]
    assert asked_by(other) == []


def test_a_letter_of_others_is_neither_read_nor_sent(
    aino: Actor,
    sofia: Actor,
    maijas_mail: UUID,
    signed_in: SignedIn,
) -> None:
    work = opened(aino, WorkKind.COMPLAINT, maijas_mail)
    letter = Letter(Language.FI, "Maija", "Vastaus", "Korvaamme.")
    letters.write_letter(work.pk, letter, desk=wiring.desk(), actor=aino, now=NOW)
    address, given = f"/work/{work.pk}/letter.pdf", {"purpose": "complaints"}

    mine = signed_in(aino).post(address, given)
    theirs = signed_in(sofia).post(address, given)

    assert (mine.status_code, theirs.status_code) == (200, 404)
    assert asked_by(sofia) == []
