"""The demo's public form, at ``/feedback/palaute/``."""

from datetime import datetime

from seloste.domain.notice import Text
from seloste.domain.staff import Actor
from seloste.services import form_sites
from seloste.services.form_sites import SiteSettings


def make(*, actor: Actor, now: datetime) -> None:
    """Put up the form of Retta Isännöinti; the same again changes nothing."""
    form_sites.set_site(
        SiteSettings(
            slug="palaute",
            register="retta",
            address="isannointi.retta.example",
            name=Text(
                fi="Anna palautetta tai kysy",
                sv="Ge respons eller fråga",
                en="Give feedback or ask",
            ),
        ),
        actor=actor,
        now=now,
    )
