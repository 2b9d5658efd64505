"""What people and machines send to a form, with the page's own token."""

from dataclasses import replace
from datetime import datetime, timedelta

from seloste.domain.notice import Language, Text
from seloste.ports.desk import Desk
from seloste.services import form_answers, form_sites
from seloste.services.form_answers import Written
from seloste.services.form_sites import SiteSettings
from tests.services.conftest import NOW, SETUP
from tests.services.deliveries import CANARY

ADDRESS = "192.0.2.7"
PATIENT = timedelta(seconds=60)
RETTA_SITE = "isannointi.retta.example"


def site(**changes: object) -> str:
    """Return the slug of a form of Retta Isännöinti."""
    wanted = SiteSettings(
        slug="palaute",
        register="retta",
        address=RETTA_SITE,
        name=Text(fi="Palaute", sv="Respons", en="Feedback"),
    )
    return form_sites.set_site(
        replace(wanted, **changes),  # type: ignore[arg-type]  # names are checked by dataclasses
        actor=SETUP,
        now=NOW,
    )


def token(desk: Desk, *, at: datetime = NOW, slug: str = "palaute") -> str:
    """Return the token of a page shown at ``at``."""
    return form_sites.page(
        slug,
        language=Language.FI,
        notice_address="https://example.fi/notice/retta/",
        vault=desk.vault,
        now=at,
    ).token


def written(token_: str, **changes: object) -> Written:
    """Return what Maija wrote, with a canary in it."""
    maijas = Written(
        site="palaute",
        token=token_,
        address=ADDRESS,
        message=f"Rappukäytävän valo ei pala. {CANARY}",
        name="Maija Meikäläinen",
        email="maija@example.fi",
        wants_answer=True,
    )
    return replace(maijas, **changes)  # type: ignore[arg-type]  # names are checked by dataclasses


def send(desk: Desk, *, at: datetime = NOW, **changes: object) -> str:
    """Send an answer a minute after its page was shown; return the reference."""
    return form_answers.send(
        written(token(desk, at=at - PATIENT), **changes), desk=desk, now=at
    )
