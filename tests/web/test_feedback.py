"""The public form: notice first, errors beside the field, no cookie, no trace."""

import io
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from time_machine import Traveller

from seloste import wiring
from seloste.domain.contact import Kind
from seloste.domain.form import FormAnswer
from seloste.domain.notice import Text
from seloste.domain.staff import Actor
from seloste.records.models import Contact, FormSite, Quarantined, SealedObject
from seloste.services import form_sites
from seloste.services.form_sites import SiteSettings
from tests.web.kept import acts, opened
from tests.web.people import NOW, SETUP, SignedIn

pytestmark = pytest.mark.usefixtures("initialised", "palaute")

PAGE = "/feedback/palaute/?lang=en"
WRITTEN = {"message": "The light is out. kanarialintu", "email": "maija@example.fi"}


@pytest.fixture
def palaute(registers: None) -> None:
    """The form of Retta Isännöinti."""
    form_sites.set_site(
        SiteSettings(
            slug="palaute",
            register="retta",
            address="isannointi.retta.example",
            name=Text(fi="Palaute", sv="Respons", en="Feedback"),
            ancestors=("https://www.example.fi",),
        ),
        actor=SETUP,
        now=NOW,
    )


def token(client: Client) -> str:
    found = re.search(
        r'name="token" value="([^"]+)"', client.get(PAGE).content.decode()
    )
    assert found
    return found[1]


def send(client: Client, clock: Traveller, **fields: object) -> str:
    """Send the form after a minute; return the page that answers."""
    page = token(client)
    clock.shift(timedelta(minutes=1))
    answer = client.post(PAGE, {**WRITTEN, "token": page, **fields})
    return answer.content.decode()


def kept() -> FormAnswer:
    item = SealedObject.objects.get(kind=Kind.FORM_ANSWER)
    data = wiring.desk().vault.open(item.ref(), inline=item.inline())
    return FormAnswer.from_json(data)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", "Säilytysaika on 180 vuorokautta"),
        ("sv", "Uppgifterna sparas i 180 dygn"),
        ("en", "They are kept for 180 days"),
    ],
)
def test_the_short_text_of_the_notice_comes_before_the_fields(
    client: Client, language: str, words: str
) -> None:
    page = client.get(f"/feedback/palaute/?lang={language}").content.decode()

    assert page.index(words) < page.index("<textarea")
    assert f"/notice/retta/versions/1/?lang={language}" in page


def test_anybody_may_write_without_a_cookie(client: Client, clock: Traveller) -> None:
    page = send(client, clock, topic="quality", answer="on")

    assert "Thank you, we have it" in page
    assert kept().message == "The light is out. kanarialintu"
    assert kept().topic == "quality"
    assert kept().wants_answer
    assert not client.cookies


def test_the_reference_says_nothing(client: Client, clock: Traveller) -> None:
    page = send(client, clock)

    found = re.search(r'class="reference">([A-Z2-9-]{14})<', page)
    assert found
    assert found[1].replace("-", "") == kept().reference
    assert "kanarialintu" not in page
    assert str(Contact.objects.get().id) not in page


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"message": ""}, "message", "Write what you want to say."),
        ({"email": "maija"}, "email", "Enter a valid email address."),
        ({"answer": "on", "email": ""}, "email", "Tell where to answer."),
    ],
)
def test_errors_stand_beside_their_field(
    client: Client, clock: Traveller, fields: dict[str, str], field: str, words: str
) -> None:
    page = send(client, clock, **fields)

    assert re.search(rf'id="id_{field}_error">\s*<div>{words}', page)
    assert not Contact.objects.exists()


def test_a_required_field_is_asked_for(client: Client, clock: Traveller) -> None:
    FormSite.objects.update(fields={"name": "required"})

    page = send(client, clock)

    assert "Write your name." in page
    assert "id_email" not in page


def test_too_fast_is_told_and_loses_nothing(client: Client, clock: Traveller) -> None:
    page = token(client)

    refused = client.post(PAGE, {**WRITTEN, "token": page})
    clock.shift(timedelta(seconds=16))
    again = re.search(r'name="token" value="([^"]+)"', refused.content.decode())
    assert again
    sent = client.post(PAGE, {**WRITTEN, "token": again[1]})

    assert refused.status_code == 422
    assert "what you wrote is still here" in refused.content.decode()
    assert "The light is out. kanarialintu" in refused.content.decode()
    assert again[1] == page
    assert "Thank you" in sent.content.decode()


def test_a_forged_token_is_answered_with_a_fresh_one(client: Client) -> None:
    answer = client.post(PAGE, {**WRITTEN, "token": "forged"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="forged"' not in page
    assert "what you wrote is still here" in " ".join(page.split())


def test_a_trapped_machine_sees_the_same_as_everybody(
    client: Client, clock: Traveller
) -> None:
    page = send(client, clock, website="http://example.com")

    assert "Thank you, we have it" in page
    assert Quarantined.objects.get().reason == "looks-like-spam"
    assert not Contact.objects.exists()


def test_a_file_is_kept(client: Client, clock: Traveller) -> None:
    picture = b"\x89PNG\r\n\x1a\n"
    file = SimpleUploadedFile("kuva.png", picture, "image/png")

    send(client, clock, attachment=file)

    item = SealedObject.objects.get(kind=Kind.ATTACHMENT)
    assert wiring.desk().vault.open(item.ref(), inline=item.inline()) == picture


def test_a_file_never_touches_a_disk_unsealed(
    client: Client, clock: Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a temporary file was made")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)
    monkeypatch.setattr("django.core.files.temp.NamedTemporaryFile", refuse)
    large = SimpleUploadedFile("kuva.png", b"x" * (4 << 20), "image/png")

    page = send(client, clock, attachment=large)

    assert "Thank you" in page


def test_a_file_that_is_too_large_is_told_beside_its_field(
    client: Client, clock: Traveller
) -> None:
    large = SimpleUploadedFile("kuva.png", b"x" * ((5 << 20) + 1), "image/png")

    page = send(client, clock, attachment=large)

    assert "The file is too large: 5 MB at most." in page
    assert "The light is out. kanarialintu" in page
    assert not Contact.objects.exists()


def test_a_body_that_is_far_too_large_is_not_even_read(client: Client) -> None:
    answer = client.generic(
        "POST",
        PAGE,
        io.BytesIO(b"x").read(),
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(1 << 30),
    )

    assert answer.status_code == 422


def test_only_the_sites_that_were_named_may_frame_it(client: Client) -> None:
    policy = client.get(PAGE).headers["Content-Security-Policy"]

    assert "frame-ancestors https://www.example.fi" in policy


def test_a_form_that_names_nobody_is_framed_by_nobody(client: Client) -> None:
    FormSite.objects.update(ancestors=[])

    policy = client.get(PAGE).headers["Content-Security-Policy"]

    assert "frame-ancestors 'none'" in policy


def test_another_site_may_ask_for_it_as_a_frame_and_for_nothing_else(
    client: Client,
) -> None:
    framed = {
        "Sec-Fetch-Site": "cross-site",
        "Sec-Fetch-Mode": "navigate",
        "Sec-Fetch-Dest": "iframe",
    }

    assert client.get(PAGE, headers=framed).status_code == 200
    assert client.get("/sign-in/", headers=framed).status_code == 403
    assert client.get("/feedback/", headers=framed).status_code == 403
    assert client.post(PAGE, WRITTEN, headers=framed).status_code == 403


def test_a_form_that_is_not_there_is_not_found(client: Client) -> None:
    assert client.get("/feedback/muu/").status_code == 404


def test_an_agent_reads_an_answer_for_a_purpose(
    client: Client, clock: Traveller, eino: Actor, signed_in: SignedIn
) -> None:
    send(client, clock, topic="billing")
    contact = Contact.objects.get().id
    browser = signed_in(eino)
    assert "kanarialintu" not in browser.get(f"/contacts/{contact}/").content.decode()

    opening = opened(browser, contact, "form-answer", "service")
    page = browser.get(f"/contacts/{contact}/open/{opening}/").content.decode()

    assert "The light is out. kanarialintu" in page
    assert acts("content.opened") == 1


# --- setting forms up ---


def test_an_agent_sees_the_forms_and_changes_none(
    eino: Actor, signed_in: SignedIn
) -> None:
    browser = signed_in(eino)

    assert "/feedback/palaute/" in browser.get("/forms/").content.decode()
    assert browser.get("/forms/add/").status_code == 403
    assert browser.get("/forms/palaute/").status_code == 403


def test_a_records_manager_makes_a_form(aino: Actor, signed_in: SignedIn) -> None:
    answer = signed_in(aino).post(
        "/forms/add/",
        {
            "place": "retta:retta.example",
            "slug": "kysy",
            "name_fi": "Kysy",
            "name_sv": "Fråga",
            "name_en": "Ask",
            "ask_email": "required",
            "active": "on",
            "ancestors": "https://www.example.fi/\nhttps://example.fi:8443",
        },
    )

    assert answer.status_code == 302
    site = FormSite.objects.get(slug="kysy")
    assert site.fields == {"email": "required"}
    assert site.ancestors == ["https://www.example.fi", "https://example.fi:8443"]
    assert site.source.address == "retta.example"
    assert acts("form.changed") == 2


@pytest.mark.parametrize(
    "ancestors",
    [
        "http://www.example.fi",
        "https://*.example.fi",
        "https://example.fi/path",
        "https://a@example.fi",
        "https://example.fi; script-src *",
        "'self'",
        "*",
    ],
)
def test_an_origin_that_is_none_is_refused_beside_its_field(
    aino: Actor, signed_in: SignedIn, ancestors: str
) -> None:
    answer = signed_in(aino).post(
        "/forms/palaute/",
        {
            "name_fi": "P",
            "name_sv": "R",
            "name_en": "F",
            "ancestors": ancestors,
            "active": "on",
        },
        headers={"Accept-Language": "en"},
    )

    assert 'id="id_ancestors_error"' in answer.content.decode()
    assert FormSite.objects.get().ancestors == ["https://www.example.fi"]


def test_a_form_of_another_register_is_not_there(
    aino: Actor, signed_in: SignedIn
) -> None:
    assert signed_in(aino).get("/forms/toinen/").status_code == 404


def test_a_reference_leads_to_its_contact(
    client: Client, clock: Traveller, eino: Actor, signed_in: SignedIn
) -> None:
    send(client, clock)
    form = {"register": "retta", "reference": kept().reference.lower()}

    answer = signed_in(eino).post("/forms/find/", form)

    assert answer.headers["Location"] == f"/contacts/{Contact.objects.get().id}/"


def test_a_reference_that_leads_nowhere_is_told(
    eino: Actor, signed_in: SignedIn
) -> None:
    form = {"register": "retta", "reference": "AAAA-BBBB-CCCC"}

    answer = signed_in(eino).post("/forms/find/", form)

    assert 'id="id_reference_error"' in answer.content.decode()
