"""``seloste mailbox``: where mail comes in and is answered from."""

from dataclasses import fields
from typing import Any

import click

from seloste import wiring
from seloste.cli.actor import operator
from seloste.domain.outgoing import AfterTaking, MailMode
from seloste.services import mail_polls, mailboxes
from seloste.services.mailboxes import MailboxSettings


@click.group("mailbox")
def mailbox() -> None:
    """Say where mail comes in, and how each mailbox is read."""


@mailbox.command("add")
@click.argument("slug")
@click.option("--register", required=True, help="The register its mail belongs to.")
@click.option("--address", required=True, help="Its address; the notice names it.")
@click.option(
    "--mode",
    type=click.Choice([one.value for one in MailMode]),
    default=MailMode.SMTP.value,
    show_default=True,
    help="Whether other servers hand mail over (smtp) or it is fetched (imap).",
)
@click.option("--display-name", default="", help="Name that answers carry.")
@click.option(
    "--plus/--no-plus",
    default=None,
    help="Whether name+anything@ reaches it; as a rule with smtp, not with imap.",
)
@click.option(
    "--acknowledge/--no-acknowledge",
    default=False,
    show_default=True,
    help="Tell people that their first mail arrived.",
)
@click.option("--host", default="", help="IMAP server.")
@click.option("--port", default=993, show_default=True, help="Port of the server.")
@click.option(
    "--tls",
    type=click.Choice(mailboxes.TLS),
    default="tls",
    show_default=True,
    help="How the connection is sealed; none is for this machine only.",
)
@click.option(
    "--auth",
    type=click.Choice(mailboxes.AUTH),
    default="password",
    show_default=True,
    help="What the file in SELOSTE_MAIL_SECRETS holds.",
)
@click.option("--username", default="", help="Whom to sign in as.")
@click.option("--folder", default="INBOX", show_default=True, help="Folder to read.")
@click.option(
    "--after",
    type=click.Choice([one.value for one in AfterTaking]),
    default=AfterTaking.SEEN.value,
    show_default=True,
    help="What becomes of a message on the server once it was kept.",
)
@click.option("--move-to", default="", help="Folder for --after move.")
def add(mode: str, after: str, plus: bool | None, **words: Any) -> None:
    """Set up the mailbox SLUG, or change what is said of it."""
    chosen = MailMode(mode)
    known = {one.name for one in fields(MailboxSettings)}
    row = mailboxes.add(
        MailboxSettings(
            mode=chosen,
            after=AfterTaking(after),
            plus=chosen is MailMode.SMTP if plus is None else plus,
            **{name: word for name, word in words.items() if name in known},
        ),
        actor=operator(),
        now=wiring.clock().now(),
    )
    click.echo(f"{row.slug}: {row.address} hands over to {row.register_id}")


@mailbox.command("list")
def list_() -> None:
    """List every mailbox with its register, mode and what is wrong with it."""
    for one in mailboxes.mailboxes():
        state = "paused" if one.paused else one.error or "well"
        click.echo(f"{one.slug}\t{one.address}\t{one.register_id}\t{one.mode}\t{state}")


@mailbox.command("pause")
@click.argument("slug")
def pause(slug: str) -> None:
    """Stop reading SLUG and sending from it; what is handed over still comes in."""
    mailboxes.pause(slug, paused=True, actor=operator(), now=wiring.clock().now())
    click.echo("paused")


@mailbox.command("resume")
@click.argument("slug")
def resume(slug: str) -> None:
    """Read SLUG and send from it again."""
    mailboxes.pause(slug, paused=False, actor=operator(), now=wiring.clock().now())
    click.echo("resumed")


@mailbox.command("poll")
@click.argument("slug")
def poll(slug: str) -> None:
    """Look into SLUG now and take what is new."""
    row = mailboxes.mailbox(slug)
    servers, desk = wiring.mail_servers(), wiring.open_desk()
    polled = mail_polls.poll(row.id, servers=servers, desk=desk, now=desk.clock.now())
    if polled.busy:
        raise click.ClickException("it is paused, not read over IMAP, or being read")
    if polled.error:
        raise click.ClickException(f"{polled.error}, after {polled.taken} messages")
    click.echo(f"{polled.taken} messages taken")


@mailbox.command("test")
@click.argument("slug")
def test(slug: str) -> None:
    """Sign in to the server of SLUG and count its messages; change nothing."""
    row = mailboxes.mailbox(slug)
    if row.mode != MailMode.IMAP:
        raise mailboxes.MailboxRefused("not-imap")
    facts = mail_polls.facts_of(row)
    with wiring.mail_servers().open(facts, row.folder) as folder:
        click.echo(f"signed in; {len(folder.uids(after=0))} messages in the folder")
