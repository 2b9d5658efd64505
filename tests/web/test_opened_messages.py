"""An opened message: shown so that it can do nothing, its files only to be saved."""

from email.message import EmailMessage
from uuid import UUID

import pytest
from django.test import Client

from seloste.domain.contact import Kind, Part
from seloste.domain.staff import Actor
from tests.services import deliveries
from tests.web.kept import item_of, kept, opened
from tests.web.people import SignedIn

pytestmark = pytest.mark.usefixtures("sources_of_retta")

EVIL = (
    '<p onclick="alert(1)">Hei <b>lihava</b></p><script>alert(2)</script>'
    '<img src="https://spy.example/pixel.gif"><form action="/x"><input></form>'
    '<a href="javascript:alert(3)">paina</a><style>body{display:none}</style>'
)


@pytest.fixture
def browser(eino: Actor, signed_in: SignedIn) -> Client:
    """The browser of Eino, an agent."""
    return signed_in(eino)


@pytest.fixture
def formatted(sources_of_retta: None) -> UUID:
    """A formatted mail that tries everything, with a file whose name does too."""
    message = EmailMessage()
    message["From"] = "Maija <maija@example.fi>"
    message["To"] = "asiakaspalvelu@example.fi"
    message["Subject"] = "Kuva <script>alert(4)</script>"
    message["Message-ID"] = "<2@example.fi>"
    message.set_content("Hei lihava")
    message.add_alternative(EVIL, subtype="html")
    message.add_attachment(
        b"<script>alert(5)</script>",
        maintype="text",
        subtype="html",
        filename="../../kuva.html",
    )
    return kept(
        deliveries.mail(
            source_id="<2@example.fi>",
            parts=(
                Part(
                    kind=Kind.MESSAGE,
                    open=deliveries.opener(message.as_bytes()),
                    media_type="message/rfc822",
                ),
            ),
        )
    )


def test_message_is_shown_after_its_purpose(browser: Client, maijas_mail: UUID) -> None:
    before = browser.get(f"/contacts/{maijas_mail}/").content.decode()
    opening = opened(browser, maijas_mail, "message", "correspondence")
    after = browser.get(f"/contacts/{maijas_mail}/open/{opening}/").content.decode()

    assert deliveries.CANARY not in before
    assert "Vesivahinko" not in before
    assert deliveries.CANARY in after
    assert "Vesivahinko" in after


def test_formatted_message_stands_in_a_frame_that_can_do_nothing(
    browser: Client, formatted: UUID
) -> None:
    opening = opened(browser, formatted, "message", "service")

    page = browser.get(f"/contacts/{formatted}/open/{opening}/").content.decode()
    frame = browser.get(f"/messages/{opening}/body/")

    assert f'sandbox src="/messages/{opening}/body/"' in page
    assert "Kuva &lt;script&gt;" in page
    policy = frame.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "frame-ancestors 'self'" in policy
    assert frame.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert frame.headers["X-Content-Type-Options"] == "nosniff"


def test_frame_holds_words_and_nothing_that_runs_or_loads(
    browser: Client, formatted: UUID
) -> None:
    opening = opened(browser, formatted, "message", "service")

    html = browser.get(f"/messages/{opening}/body/").content.decode()

    assert "<b>lihava</b>" in html
    for dangerous in ("script", "onclick", "spy.example", "<form", "javascript:"):
        assert dangerous not in html
    assert "display:none" not in html


def test_remote_image_is_counted(browser: Client, formatted: UUID) -> None:
    opening = opened(browser, formatted, "message", "service")

    page = browser.get(f"/contacts/{formatted}/open/{opening}/").content.decode()

    assert "1 kuvaa ei haettu verkosta" in page


def test_file_is_only_to_be_saved(browser: Client, formatted: UUID) -> None:
    opening = opened(browser, formatted, "message", "service")

    file = browser.get(f"/messages/{opening}/files/1/")

    assert file.content == b"<script>alert(5)</script>"
    assert file.headers["Content-Disposition"] == 'attachment; filename="kuva.html"'
    assert file.headers["Content-Type"] == "application/octet-stream"
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert file.headers["Content-Security-Policy"].startswith("sandbox;")


def test_file_that_is_not_there_is_refused(browser: Client, formatted: UUID) -> None:
    opening = opened(browser, formatted, "message", "service")

    assert browser.get(f"/messages/{opening}/files/9/").status_code == 409


def test_attachment_of_a_contact_is_saved_under_its_name(
    browser: Client, sources_of_retta: None
) -> None:
    picture = Part(
        kind=Kind.ATTACHMENT,
        open=deliveries.opener(b"\x89PNG"),
        media_type="image/png",
        filename="keittiö.png",
    )
    message = deliveries.mail().parts[0]
    contact = kept(deliveries.mail(parts=(message, picture)))
    page = browser.get(f"/contacts/{contact}/").content.decode()
    assert "keittiö" not in page

    item = item_of(contact, "attachment")
    answer = browser.post(
        f"/contacts/{contact}/items/{item}/open/", {f"{item}-purpose": "service"}
    )
    looked = browser.get(answer.headers["Location"])
    opening = answer.headers["Location"].split("/")[2]
    file = browser.get(f"/messages/{opening}/file/")

    assert "keittiö.png" in looked.content.decode()
    assert file.content == b"\x89PNG"
    assert "attachment" in file.headers["Content-Disposition"]
    assert "keitti%C3%B6.png" in file.headers["Content-Disposition"]


def test_somebody_else_reads_nothing(
    browser: Client, maijas_mail: UUID, aino: Actor, signed_in: SignedIn
) -> None:
    opening = opened(browser, maijas_mail, "message", "service")

    assert signed_in(aino).get(f"/messages/{opening}/body/").status_code == 404


def test_administrator_reads_nothing(
    browser: Client, maijas_mail: UUID, admin: Actor, signed_in: SignedIn
) -> None:
    opening = opened(browser, maijas_mail, "message", "service")

    assert signed_in(admin).get(f"/messages/{opening}/body/").status_code == 403
