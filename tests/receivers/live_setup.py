"""Programs that set a house up and look into it, each in a process of its own."""

import sys

import click
import django

django.setup()

from django.core.management import call_command  # noqa: E402 - settings come first

from seloste import wiring  # noqa: E402
from seloste.domain.staff import Role, system  # noqa: E402
from seloste.records.models import AuditLeaf, Chat, SealedObject  # noqa: E402
from seloste.services import (  # noqa: E402
    chat_lines,
    chat_sites,
    chats,
    invitations,
    queues,
    staff,
)
from seloste.services.chat_sites import SiteSettings  # noqa: E402
from seloste.services.notices import store  # noqa: E402
from seloste.services.queues import QueueSettings  # noqa: E402
from tests.services.desks import EXAMPLES  # noqa: E402
from tests.web.people import PASSWORD  # noqa: E402

SETUP = system("setup")
ALWAYS = {str(day): ["00:00", "23:59:59"] for day in range(7)}


def install(origin: str) -> None:
    """Make the stores, one register with a queue and a site, Eino and Leena."""
    wiring.initialise()
    call_command("migrate", interactive=False, verbosity=0)
    now = wiring.clock().now()
    text = (EXAMPLES / "retta.yaml").read_text(encoding="utf-8")
    store.publish(text=text, actor=SETUP, now=now, key_backup_days=7)
    hours(opened="yes")
    chat_sites.set_site(
        SiteSettings("retta", "isannointi.retta.example", (origin,), queue="chat"),
        actor=SETUP,
        now=now,
    )
    for username, name in (("eino", "Eino"), ("leena", "Leena")):
        link = invitations.invite(
            username=username,
            display_name=name,
            language="fi",
            actor=SETUP,
            now=now,
        )
        user = invitations.activate(token=link.token, password=PASSWORD, now=now)
        staff.grant_role(
            staff_id=user.id,
            role=Role.AGENT,
            register="retta",
            ends_at=None,
            actor=SETUP,
            now=now,
        )


def hours(opened: str) -> None:
    """Open the queue day and night, or for an hour that is not this one."""
    hour = (wiring.clock().now().hour + 8) % 22
    another = {str(day): [f"{hour:02}:00", f"{hour + 1:02}:00"] for day in range(7)}
    queues.set_queue(
        QueueSettings(
            "retta",
            "chat",
            "Chat",
            "Chatt",
            "Chat",
            hours=ALWAYS if opened == "yes" else another,
        ),
        actor=SETUP,
        now=wiring.clock().now(),
    )


def lines() -> None:
    """Print what is kept of every chat: author and text."""
    for chat in Chat.objects.order_by("began_at"):
        for line in chat_lines.lines(chat.pk, after=0, desk=wiring.desk()):
            said = f"[{line.file.name}]" if line.file else line.text
            click.echo(f"{line.seq}\t{line.author}\t{said}")


def acts(action: str) -> None:
    """Print how often the log says something was done."""
    click.echo(AuditLeaf.objects.filter(action=action).count())


def items() -> None:
    """Print how many sealed objects there are."""
    click.echo(SealedObject.objects.count())


def disable(username: str) -> None:
    """Let somebody in no more."""
    now = wiring.clock().now()
    person = next(one for one in staff.members(now) if one.username == username)
    staff.disable(staff_id=person.id, actor=SETUP, now=now)


def finish() -> None:
    """End every chat that is left, so that the next test finds none."""
    now = wiring.clock().now()
    for chat in Chat.objects.exclude(state="ended"):
        chats.end(chat.pk, actor=SETUP, desk=wiring.desk(), now=now)


def close() -> None:
    """Take chats of the site no longer."""
    site = chat_sites.sites()[0]
    wanted = SiteSettings(
        "retta", site.address, tuple(site.origins), queue="chat", active=False
    )
    chat_sites.set_site(wanted, actor=SETUP, now=wiring.clock().now())


if __name__ == "__main__":
    programs = {
        one.__name__: one
        for one in (install, hours, lines, acts, items, disable, close, finish)
    }
    programs[sys.argv[1]](*sys.argv[2:])
