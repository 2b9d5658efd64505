"""The entries of the menu: those whose page exists and is open to the reader."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seloste.web import access


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu."""

    route: str
    icon: str
    label: str | Promise


@dataclass(frozen=True, slots=True)
class Item:
    """An entry as it is shown to one reader."""

    url: str
    icon: str
    label: str | Promise
    is_current: bool


ENTRIES = (
    Entry("front", "home", _("Today")),
    Entry("contacts:list", "inbox", _("Contacts")),
    Entry("quarantine:list", "shield-x", _("Quarantine")),
    Entry("holds:list", "lock", pgettext_lazy("menu", "Holds")),
    Entry("disposal:list", "flame", _("Disposal")),
    Entry("verify:list", "checklist", _("Verify")),
    Entry("notice:list", "file-text", _("Notices")),
    Entry("sources:list", "link", _("Sources")),
    Entry("audit:list", "timeline-event", _("Audit")),
    Entry("staff:list", "users", _("Staff")),
)


def items(request: HttpRequest) -> Iterator[Item]:
    """Yield what the reader may open, in the menu's order."""
    for entry in ENTRIES:
        try:
            url = reverse(entry.route)
        except NoReverseMatch:
            continue
        policy = access.policy_of(resolve(url).func)
        if policy and policy.admits(access.roles(request)):
            current = request.path == url or (
                url != "/" and request.path.startswith(url)
            )
            yield Item(url, entry.icon, entry.label, current)
