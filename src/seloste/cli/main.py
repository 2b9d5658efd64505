"""The ``seloste`` command: parse, one service call, print the answer.

Sub-commands live in one module per noun and are imported when they are called,
so that ``seloste --help`` starts fast. Exit status: 0 done, 1 refused or
something found, 2 wrong usage.
"""

import importlib
import os
import sys

import click

from seloste.domain.errors import SelosteError

COMMANDS: dict[str, tuple[str, str]] = {
    "notice": (
        "seloste.cli.notice:notice",
        "Check, lint, render, convert and compare notices.",
    ),
    "vault": (
        "seloste.cli.vault:vault",
        "Look after the sealed objects.",
    ),
    "audit": (
        "seloste.cli.audit:audit",
        "Check and export the tamper-evident log of everything done.",
    ),
    "capture": (
        "seloste.cli.capture:capture",
        "Capture contacts from files and folders.",
    ),
    "dispose": (
        "seloste.cli.dispose:dispose",
        "Destroy what is due, or say what will be.",
    ),
    "figures": (
        "seloste.cli.figures:figures",
        "Write the figures of a period; small groups are hidden.",
    ),
    "finding": (
        "seloste.cli.finding:finding",
        "Say how well personal data is found in text.",
    ),
    "queue": (
        "seloste.cli.queue:queue",
        "Say where work waits, who takes it and by when.",
    ),
    "hold": (
        "seloste.cli.hold:hold",
        "Keep contacts beyond their day, where the notice allows it.",
    ),
    "quarantine": (
        "seloste.cli.quarantine:quarantine",
        "Look at what waits, deliver it again, or discard it.",
    ),
    "work": (
        "seloste.cli.work:work",
        "Sweep, derive, sign and transcribe, as long as this runs.",
    ),
    "up": (
        "seloste.cli.up:up",
        "Run the web, live chats, workers and receivers.",
    ),
    "receive": (
        "seloste.receivers.command:receive",
        "Take in what other systems send.",
    ),
    "verify": (
        "seloste.cli.verify:verify",
        "Say of every promise of the notice whether it is kept.",
    ),
    "attest": (
        "seloste.cli.attest:attest",
        "Record that somebody states a promise to be kept.",
    ),
    "init": (
        "seloste.cli.init:init",
        "Make folders, keys, stores and tables; what is there stays.",
    ),
    "create-admin": (
        "seloste.cli.staff:create_admin",
        "Add an administrator and print their link.",
    ),
    "source": (
        "seloste.cli.source:source",
        "Say which systems may hand over contacts.",
    ),
    "api-key": (
        "seloste.cli.api_key:api_key",
        "Let programs act as a person, within scopes and never beyond.",
    ),
    "chat-site": (
        "seloste.cli.chat_site:chat_site",
        "Say which websites may embed a chat, and for which register.",
    ),
    "mailbox": (
        "seloste.cli.mailbox:mailbox",
        "Say where mail comes in, and how each mailbox is read.",
    ),
    "form": (
        "seloste.cli.form:form",
        "Set up public forms and ask how the service was.",
    ),
    "webhook": (
        "seloste.cli.webhook:webhook",
        "Tell listed systems of events, without personal data.",
    ),
    "vcon": (
        "seloste.cli.vcon:vcon",
        "Write contacts as vCons.",
    ),
    "call-list": (
        "seloste.cli.call_list:call_list",
        "Call people from a register that the notice names.",
    ),
    "calls": (
        "seloste.cli.calls:calls",
        "Compare the exchange's list of calls with what was kept.",
    ),
    "egress": (
        "seloste.cli.egress:egress",
        "Say which hosts may be reached, and for what.",
    ),
    "processor": (
        "seloste.cli.processor:processor",
        "Say who handles data for a register, on which contract.",
    ),
    "identity": (
        "seloste.cli.identity:identity",
        "Prepare strong identification at a provider.",
    ),
    "speech": (
        "seloste.cli.speech:speech",
        "Say what turns recordings into text.",
    ),
    "letters": (
        "seloste.cli.letters:letters",
        "Check that no letter lacks what the law wants.",
    ),
    "rights": (
        "seloste.cli.rights:rights",
        "See and take down the requests of data subjects.",
    ),
    "search": (
        "seloste.cli.search:search",
        "Look after the search index, which is in no backup.",
    ),
    "backup": (
        "seloste.cli.backup:backup",
        "Write a backup of records and sealed bytes, or of the keys.",
    ),
    "restore": (
        "seloste.cli.backup:restore",
        "Put a backup back, and destroy again what was destroyed.",
    ),
    "demo": (
        "seloste.cli.demo:demo",
        "Start the whole system with example data; Ctrl-C stops it.",
    ),
}


PROGRAM = object()
"""Who calls: the program itself, which may hold keys and so leaves no image of it."""


class LazyGroup(click.Group):
    """A group that imports a command when it is asked for."""

    def list_commands(self, _: click.Context) -> list[str]:
        """Return the name of every command."""
        return sorted(COMMANDS)

    def format_commands(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        """Say in a line each what the commands do; none is imported for it."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in sorted(COMMANDS)])

    def get_command(self, _: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, or None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        _set_up()
        module, attribute = COMMANDS[cmd_name][0].split(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command


@click.group(cls=LazyGroup)
@click.version_option(package_name="seloste")
@click.pass_context
def seloste(context: click.Context) -> None:
    """Keep contact-centre records the way the privacy notice promises."""
    _set_up()
    if context.obj is PROGRAM:
        _leave_no_image()


def _set_up() -> None:
    """Read the settings, once; a command's module needs them to be imported."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seloste.config.settings")
    import django  # noqa: PLC0415 - settings are chosen first
    from django.apps import apps  # noqa: PLC0415 - settings are chosen first

    if not apps.ready:
        django.setup()


def _leave_no_image() -> None:
    from seloste.services import startup  # noqa: PLC0415 - settings are chosen first

    startup.leave_no_image()


def main() -> None:
    """Run the command; a refusal is one line on standard error and status 1."""
    try:
        seloste(obj=PROGRAM)
    except SelosteError as refusal:
        click.echo(f"{refusal.code}: {refusal}", err=True)
        sys.exit(1)
