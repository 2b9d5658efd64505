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


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the menu with its heading, as it is shown to one reader."""

    label: str | Promise
    items: tuple[Item, ...]


SECTIONS: tuple[tuple[str | Promise, tuple[Entry, ...]], ...] = (
    (
        pgettext_lazy("menu", "Service"),
        (
            Entry("inbox:list", "inbox", pgettext_lazy("menu", "Inbox")),
            Entry("front", "home", _("Today")),
            Entry("chats:list", "message-circle", pgettext_lazy("menu", "Chats")),
            Entry("calls:list", "phone-incoming", _("Calls")),
            Entry("work:list", "checklist", pgettext_lazy("menu", "Work")),
            Entry("customers:find", "user-check", _("Customers")),
            Entry("call_lists:list", "phone-outgoing", _("Calls to make")),
            Entry("my-day:list", "clock-hour-4", _("My day")),
            Entry("my-feedback:list", "clipboard-check", _("My feedback")),
            Entry("training:list", "headphones", _("Training")),
            Entry("figures:list", "chart-bar", _("Figures")),
        ),
    ),
    (
        pgettext_lazy("menu", "Records"),
        (
            Entry("contacts:list", "folder", _("Contacts")),
            Entry("search:find", "search", pgettext_lazy("menu", "Search")),
            Entry("hints:list", "eye-off", pgettext_lazy("menu", "To decide")),
            Entry("rights:list", "user-shield", pgettext_lazy("menu", "Requests")),
            Entry("disclosures:list", "send", _("Disclosures")),
            Entry("processors:list", "world", _("Processors")),
            Entry("quarantine:list", "shield-x", _("Quarantine")),
            Entry("papers:list", "archive", pgettext_lazy("menu", "Paper")),
            Entry("holds:list", "lock", pgettext_lazy("menu", "Holds")),
            Entry("disposal:list", "flame", _("Disposal")),
            Entry("verify:list", "shield-check", _("Verify")),
            Entry("completeness:list", "list-check", _("Completeness")),
            Entry("notice:list", "file-text", _("Notices")),
            Entry("audit:list", "timeline-event", _("Audit")),
        ),
    ),
    (
        pgettext_lazy("menu", "Set-up"),
        (
            Entry(
                "snippets:list", "file-description", pgettext_lazy("menu", "Templates")
            ),
            Entry("queues:list", "list", pgettext_lazy("menu", "Queues")),
            Entry("mailboxes:list", "mail", _("Mailboxes")),
            Entry("chat-sites:list", "message", pgettext_lazy("menu", "Chat sites")),
            Entry("form-sites:list", "forms", pgettext_lazy("menu", "Forms")),
            Entry("calls:extensions", "phone", _("Telephones")),
            Entry("sources:list", "link", _("Sources")),
            Entry("webhooks:list", "external-link", _("Webhooks")),
            Entry("staff:list", "users", _("Staff")),
        ),
    ),
)
ENTRIES = tuple(entry for _heading, entries in SECTIONS for entry in entries)


def sections(request: HttpRequest) -> Iterator[Section]:
    """Yield the parts of the menu in which the reader may open something."""
    for label, entries in SECTIONS:
        if shown := tuple(_open(request, entries)):
            yield Section(label, shown)


def _open(request: HttpRequest, entries: tuple[Entry, ...]) -> Iterator[Item]:
    """Yield what the reader may open, in the menu's order."""
    for entry in entries:
        try:
            url = reverse(entry.route)
        except NoReverseMatch:
            continue
        policy = access.policy_of(resolve(url).func)
        if policy and policy.admits(access.roles(request)):
            yield Item(url, entry.icon, entry.label, _is_current(request.path, url))


def _is_current(path: str, url: str) -> bool:
    """Tell whether a page is the entry's or below it."""
    if path == url:
        return True
    if url == "/" or not path.startswith(url):
        return False
    return not any(path.startswith(one) and len(one) > len(url) for one in _addresses())


def _addresses() -> Iterator[str]:
    """Yield where every entry leads, so that the most exact one is marked."""
    for entry in ENTRIES:
        try:
            yield reverse(entry.route)
        except NoReverseMatch:
            continue
