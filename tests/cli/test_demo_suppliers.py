"""The demo's suppliers: whole entries, and one that lacks the date of its contract."""

import pytest

from seloste import wiring
from seloste.cli.demo import suppliers
from seloste.domain.staff import system
from seloste.services import processors

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("notices")]


def test_one_supplier_of_the_demo_lacks_the_date_of_its_contract() -> None:
    suppliers.make(actor=system("demo"), now=wiring.clock().now())

    assert {
        row.name: processors.facts(row).missing for row in processors.entries()
    } == {
        "Esimerkin Puhelinpalvelut Oy": (),
        "Esimerkin Tukipalvelu Oy": (),
        "Esimerkin IT-yhteisö": ("contract-date",),
    }
