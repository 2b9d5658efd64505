"""``seloste create-admin``: the first person, by a one-time link."""

import click
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from seloste.domain.notice import Language
from seloste.domain.staff import system
from seloste.services import invitations

ACTOR = system("create-admin")


@click.command("create-admin")
@click.option("--username", required=True, help="What they sign in with.")
@click.option("--name", default="", help="Name shown on the pages; the user name.")
@click.option(
    "--language",
    type=click.Choice([language.value for language in Language]),
    default="fi",
    show_default=True,
    help="Language of their pages.",
)
@click.option("--again", is_flag=True, help="A new link for somebody who is here.")
def create_admin(username: str, name: str, language: str, *, again: bool) -> None:
    """Add an administrator and print the link where they choose a password.

    The link works once, for 24 hours; a new one ends the old one.
    """
    now = timezone.now()
    if again:
        invited = invitations.invite_again(
            staff_id=invitations.staff_id_of(username), actor=ACTOR, now=now
        )
    else:
        invited = invitations.create_admin(
            username=username,
            display_name=name or username,
            language=language,
            actor=ACTOR,
            now=now,
        )
    path = reverse("invitation-link", args=[invited.token])
    click.echo(settings.PUBLIC_URL.rstrip("/") + path)
