"""The pages of processors: listing, entering, changing, ending, and who may."""

import re
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from seloste.domain.processor import SubProcessor, TransferGround
from seloste.domain.staff import Actor, Role
from seloste.records.models import AuditLeaf, EgressHost, ProcessorEntry
from seloste.services import processors
from tests.services.processor_entries import WHOLE
from tests.web.people import NOW, SETUP, SignedIn, granted, invited

pytestmark = pytest.mark.usefixtures("registers", "initialised")

FIELDS = {
    "recipient": "processors",
    "name": "Esimerkkipilvi Oy",
    "country": "fi",
    "contract": "DPA-17",
    "contract_on": "2025-12-15",
    "safeguards": "Auditoidaan vuosittain.",
    "ground": "",
    "sub_processors": "Konesali Oy, FI\r\n\r\nPilvi, Verkko ja Kumppanit Oy, EE",
    "hosts": "crm.example\r\nMAIL.example",
    "since": "2026-01-01",
    "review_on": "2026-12-31",
}


@pytest.fixture
def browser(onni: Actor, signed_in: SignedIn) -> Client:
    """The browser of Onni, data protection officer."""
    return signed_in(onni)


def entered(**changes: Any) -> UUID:
    return processors.add(replace(WHOLE, **changes), actor=SETUP, now=NOW)


def text(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def error_beside(page: str, field: str) -> str:
    """Return what stands beside a field that is marked as wrong."""
    [tag] = re.findall(rf'<(?:input|select|textarea)[^>]*name="{field}"[^>]*>', page)
    assert 'aria-invalid="true"' in tag
    [said] = re.findall(rf'id="id_{field}_error"><div>([^<]*)<', page)
    assert f"id_{field}_error" in tag
    return str(said)


def test_a_processor_is_entered_as_it_was_written(browser: Client, onni: Actor) -> None:
    answer = browser.post("/processors/new/?register=retta", FIELDS)

    row = ProcessorEntry.objects.get()
    assert answer["Location"] == f"/processors/{row.pk}/"
    assert (row.register_id, row.name, row.country) == (
        "retta",
        "Esimerkkipilvi Oy",
        "FI",
    )
    assert row.hosts == ["crm.example", "mail.example"]
    assert processors.facts(row).sub_processors == (
        SubProcessor("Konesali Oy", "FI"),
        SubProcessor("Pilvi, Verkko ja Kumppanit Oy", "EE"),
    )
    leaf = AuditLeaf.objects.get(action="processor.changed")
    assert f'"actor":"{onni.id}"' in leaf.body
    assert '"role":"dpo"' in leaf.body


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"name": ""}, "name", "Tämä kenttä vaaditaan."),
        ({"country": "1"}, "country", "Kirjoita kaksi kirjainta"),
        ({"contract_on": "2026-07-02"}, "contract_on", "Tämä päivä ei ole vielä"),
        ({"sub_processors": "Konesali Oy"}, "sub_processors", "Kirjoita joka riville"),
        ({"hosts": "https://crm.example"}, "hosts", "Kirjoita joka riville"),
        ({"since": ""}, "since", "Tämä kenttä vaaditaan."),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    browser: Client, change: dict[str, str], field: str, said: str
) -> None:
    answer = browser.post("/processors/new/?register=retta", FIELDS | change)

    assert answer.status_code == 200
    assert error_beside(answer.content.decode(), field).startswith(said)
    assert not ProcessorEntry.objects.exists()


def test_the_list_says_what_an_entry_lacks(browser: Client) -> None:
    entered(contract_on=None, country="US")

    page = text(browser, "/processors/")

    assert "Jotain puuttuu" in page
    assert "sopimuksen päivä, siirtoperuste" in page


def test_the_list_is_filtered_and_says_when_nothing_matches(browser: Client) -> None:
    assert "Luettelossa ei ole vielä käsittelijöitä" in text(browser, "/processors/")
    entered()
    entered(register="sok-mara", recipient="partners", name="Toinen Oy", review_on=None)

    missing = text(browser, "/processors/?show=missing")
    of_retta = text(browser, "/processors/?register=retta")

    assert ("Toinen Oy" in missing, "Esimerkkipilvi Oy" in missing) == (True, False)
    assert ("Toinen Oy" in of_retta, "Esimerkkipilvi Oy" in of_retta) == (False, True)
    assert "Mikään ei vastaa" in text(browser, "/processors/?show=ended")


def test_the_list_is_read_page_by_page(browser: Client) -> None:
    for number in range(26):
        entered(name=f"Yhtiö {number:02}")

    first, second = text(browser, "/processors/"), text(browser, "/processors/?page=2")

    assert ("Yhtiö 24" in first, "Yhtiö 25" in first) == (True, False)
    assert ("Yhtiö 24" in second, "Yhtiö 25" in second) == (False, True)


def test_a_machine_of_nobody_is_shown_in_front(browser: Client) -> None:
    assert "Tietoja ei mene mihinkään muuhun koneeseen." in text(
        browser, "/processors/"
    )
    entered()
    for host in ("crm.example", "shadow.example"):
        EgressHost.objects.create(
            host=host, purpose="webhooks", allowed_at=NOW, allowed_by="x"
        )

    page = text(browser, "/processors/")

    assert page.index("shadow.example") < page.index("crm.example")
    assert "Ei luettelossa" in page


def test_an_entry_is_changed_and_keeps_its_end(browser: Client) -> None:
    entry = entered(contract="", until=date(2027, 1, 1))

    answer = browser.post(f"/processors/{entry}/", FIELDS)

    assert answer.status_code == 302
    row = processors.entry(entry)
    assert (row.contract, row.until) == ("DPA-17", date(2027, 1, 1))


def test_the_form_begins_with_what_the_entry_says(browser: Client) -> None:
    entry = entered(
        sub_processors=(SubProcessor("Example Inc.", "US"),), ground=TransferGround.SCC
    )

    page = text(browser, f"/processors/{entry}/")

    assert "Example Inc., US</textarea>" in page
    assert 'value="2025-12-15"' in page
    assert '<option value="scc" selected>' in page


def test_an_entry_ends_on_a_day_and_stays(browser: Client) -> None:
    entry = entered()

    answer = browser.post(f"/processors/{entry}/end/", {"on": "2026-07-01"})

    assert answer.status_code == 302
    assert processors.entry(entry).until == date(2026, 7, 1)
    assert "Esimerkkipilvi Oy" in text(browser, "/processors/?show=ended")
    assert "Esimerkkipilvi Oy" not in text(browser, "/processors/")


def test_an_end_before_the_beginning_is_refused_beside_its_field(
    browser: Client,
) -> None:
    entry = entered()

    answer = browser.post(f"/processors/{entry}/end/", {"on": "2025-01-01"})

    said = error_beside(answer.content.decode(), "on")
    assert said == "Se päättyisi ennen kuin alkaa."
    assert processors.entry(entry).until is None


def test_an_administrator_keeps_the_register_too(
    admin: Actor, signed_in: SignedIn
) -> None:
    browser = signed_in(admin)

    assert browser.post("/processors/new/?register=retta", FIELDS).status_code == 302
    assert '"role":"admin"' in AuditLeaf.objects.get(action="processor.changed").body


@pytest.mark.parametrize("address", ["", "new/", "{entry}/", "{entry}/end/"])
def test_whoever_works_with_contacts_does_not_keep_it(
    aino: Actor, signed_in: SignedIn, address: str
) -> None:
    entry = entered()
    browser = signed_in(aino)

    assert browser.get(f"/processors/{address.format(entry=entry)}").status_code == 403


def test_an_officer_of_another_register_neither_sees_nor_changes_it(
    signed_in: SignedIn,
) -> None:
    entry = entered()
    stranger = granted(invited("saara", "Saara"), Role.DPO, "sok-mara")
    browser = signed_in(stranger)

    assert "Esimerkkipilvi Oy" not in text(browser, "/processors/")
    assert browser.get(f"/processors/{entry}/").status_code == 404
    assert browser.post(f"/processors/{entry}/", FIELDS).status_code == 404
    ended = browser.post(f"/processors/{entry}/end/", {"on": "2026-07-01"})
    assert ended.status_code == 404
    browser.post("/processors/new/?register=retta", FIELDS)
    assert [row.pk for row in processors.entries()] == [entry]
    assert processors.facts(processors.entry(entry)) == WHOLE


@pytest.mark.parametrize(
    ("language", "title", "state"),
    [
        ("fi", "Käsittelijät", "sopimuksen päivä"),
        ("sv", "Biträden", "avtalets datum"),
        ("en", "Processors", "date of the contract"),
    ],
)
def test_the_pages_speak_each_language(
    browser: Client, language: str, title: str, state: str
) -> None:
    entry = entered(contract_on=None)
    browser.post("/language/", {"language": language})

    assert f"<title>{title}" in text(browser, "/processors/")
    assert state in text(browser, f"/processors/{entry}/")
