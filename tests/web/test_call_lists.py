"""Lists of calls in the browser: imported on a mandate, called, noted, objected."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from seloste.domain.staff import Actor, Role
from seloste.records.models import CallEntry, CallList, CallObjection
from tests.web.kept import acts
from tests.web.people import NOW, SignedIn, granted, invited

pytestmark = pytest.mark.usefixtures("registers", "initialised")

CSV = "Nimi;Puhelin\nKaisa Kokous;040 555 0111\nPekka Pöytä;040 555 0112\n".encode()


@pytest.fixture
def browser(registers: None, signed_in: SignedIn) -> Client:
    """The browser of Elli, an agent of SOK."""
    return signed_in(granted(invited("elli", "Elli"), Role.AGENT, "sok-mara"))


def imported(browser: Client, **changes: str) -> UUID:
    answer = send(browser, **changes)
    assert answer.status_code == 302, answer.content.decode()
    return CallList.objects.get().pk


def send(browser: Client, **changes: str):  # type: ignore[no-untyped-def]  # the test client's own type
    fields = {
        "stands_on": "sok-mara:business-register:correctness:6(1)(f)",
        "controller": "sok",
        "ends_on": str((NOW + timedelta(days=20)).date()),
        "file": SimpleUploadedFile("lista.csv", CSV),
    }
    return browser.post("/call-lists/new/", {**fields, **changes})


def test_a_list_is_imported_and_names_nobody(browser: Client) -> None:
    list_id = imported(browser)

    page = browser.get(f"/call-lists/{list_id}/").content.decode()

    assert "matkailu- ja ravitsemiskaupan yritysasiakasrekisteri" in page
    assert "Kaisa" not in page
    assert "0405550111" not in page


@pytest.mark.parametrize(
    "changed",
    [
        {"stands_on": ""},
        {"stands_on": "retta:person:service:6(1)(b)"},
        {"ends_on": "2026-06-01"},
        {"ends_on": "2027-06-01"},
        {"file": ""},
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    browser: Client, changed: dict[str, str]
) -> None:
    answer = send(browser, **changed)

    assert answer.status_code == 200
    assert "invalid-feedback" in answer.content.decode()
    assert not CallList.objects.exists()


def test_the_next_call_is_shown_with_where_the_data_came_from(browser: Client) -> None:
    list_id = imported(browser)

    page = browser.post(f"/call-lists/{list_id}/call/").content.decode()

    assert "Kaisa Kokous" in page
    assert "+358405550111" in page
    assert acts("content.opened") == 1


def test_a_reached_person_must_have_been_told(browser: Client) -> None:
    list_id = imported(browser)
    browser.post(f"/call-lists/{list_id}/call/")
    entry = CallEntry.objects.get(state="taken")
    address = f"/call-lists/{list_id}/calls/{entry.pk}/"

    page = browser.post(address, {"result": "reached"}).content.decode()

    assert "invalid-feedback" in page
    answer = browser.post(address, {"result": "reached", "informed": "on"})
    assert answer.status_code == 302
    assert CallEntry.objects.get(pk=entry.pk).informed_at is not None


def test_somebody_who_objects_is_called_no_more(browser: Client) -> None:
    imported(browser)

    answer = browser.post(
        "/call-lists/objection/", {"register": "sok-mara", "tel": "040 555 0111"}
    )

    assert answer.status_code == 302
    assert CallObjection.objects.count() == 1
    assert CallEntry.objects.count() == 1


def test_an_agent_of_another_register_sees_no_list(
    browser: Client, eino: Actor, signed_in: SignedIn
) -> None:
    list_id = imported(browser)
    other = signed_in(eino)

    assert other.get(f"/call-lists/{list_id}/").status_code == 404
    for address in ("call/", "end/"):
        assert other.post(f"/call-lists/{list_id}/{address}").status_code == 404
    assert CallList.objects.get().ended_at is None
    assert str(list_id) not in other.get("/call-lists/").content.decode()


def test_a_list_is_ended_before_its_day(browser: Client) -> None:
    list_id = imported(browser)

    browser.post(f"/call-lists/{list_id}/end/")

    assert not CallEntry.objects.exists()


def test_a_trainer_calls_nobody(tiina: Actor, signed_in: SignedIn) -> None:
    assert signed_in(tiina).get("/call-lists/").status_code == 403


def test_a_file_that_is_sent_is_never_written_to_a_disk(settings: object) -> None:
    handlers = getattr(settings, "FILE_UPLOAD_HANDLERS", ())

    assert list(handlers) == ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
