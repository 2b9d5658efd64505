"""The certificate of a sheet that was destroyed, in words; attested, never proved."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from seloste.services.paper_documents import Printed
from seloste.web.words.papers import KINDS, WAYS


def printed(paper: Any) -> Printed:
    """Return what the certificate of a stored sheet says."""
    facts = [
        (_("Register"), paper.register_id),
        (_("Number"), f"P-{paper.number}"),
        (_("What it is"), KINDS[paper.kind]),
        (_("Sheets"), paper.sheets),
        (_("Received or written on"), _day(paper.received_on)),
        (_("Promise of the notice"), paper.promise),
        (_("Had to be gone by"), _day(timezone.localdate(paper.destroy_by))),
        (_("Destroyed on"), _day(paper.destroyed_on)),
        (_("How"), WAYS[paper.way]),
        (_("Confirmed by"), _by(paper.confirmed_by, paper.confirmed_at)),
    ]
    if paper.seconded_by:
        said = _by(paper.seconded_by, paper.seconded_at)
        facts.append((_("Second person"), said))
    return Printed(
        title=_("Certificate of destruction of paper"),
        language=translation.get_language() or "fi",
        sentences=(
            _(
                "This is attested by the people named below. No program can see that a"
                " sheet was destroyed."
            ),
        ),
        headings=(_("What"), _("Attested")),
        rows=tuple((str(term), str(value)) for term, value in facts),
    )


def _day(day: date) -> str:
    return f"{day:%-d.%-m.%Y}"


def _by(person: Any, at: datetime) -> str:
    return f"{person.display_name}, {timezone.localtime(at):%-d.%-m.%Y %H:%M}"
