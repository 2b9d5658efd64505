"""The ``seloste`` command: parse, one service call, print the answer.

Sub-commands live in one module per noun and are imported when they are called,
so that ``seloste --help`` starts fast. Exit status: 0 done, 1 refused or
something found, 2 wrong usage.
"""

import importlib
import os
import sys
from importlib.util import find_spec

import click

from seloste.domain.errors import SelosteError

COMMANDS = {
    "notice": "seloste.cli.notice:notice",
    "vault": "seloste.cli.vault:vault",
    "audit": "seloste.cli.audit:audit",
    "capture": "seloste.cli.capture:capture",
    "dispose": "seloste.cli.dispose:dispose",
    "figures": "seloste.cli.figures:figures",
    "finding": "seloste.cli.finding:finding",
    "queue": "seloste.cli.queue:queue",
    "hold": "seloste.cli.hold:hold",
    "quarantine": "seloste.cli.quarantine:quarantine",
    "work": "seloste.cli.work:work",
    "up": "seloste.cli.up:up",
    "receive": "seloste.receivers.command:receive",
    "verify": "seloste.cli.verify:verify",
    "attest": "seloste.cli.attest:attest",
    "init": "seloste.cli.init:init",
    "create-admin": "seloste.cli.staff:create_admin",
    "source": "seloste.cli.source:source",
    "api-key": "seloste.cli.api_key:api_key",
    "chat-site": "seloste.cli.chat_site:chat_site",
    "mailbox": "seloste.cli.mailbox:mailbox",
    "form": "seloste.cli.form:form",
    "webhook": "seloste.cli.webhook:webhook",
    "vcon": "seloste.cli.vcon:vcon",
    "call-list": "seloste.cli.call_list:call_list",
    "calls": "seloste.cli.calls:calls",
    "egress": "seloste.cli.egress:egress",
    "processor": "seloste.cli.processor:processor",
    "identity": "seloste.cli.identity:identity",
    "speech": "seloste.cli.speech:speech",
    "letters": "seloste.cli.letters:letters",
    "rights": "seloste.cli.rights:rights",
    "search": "seloste.cli.search:search",
    "backup": "seloste.cli.backup:backup",
    "restore": "seloste.cli.backup:restore",
    "demo": "seloste.cli.demo:demo",
}


class LazyGroup(click.Group):
    """A group that imports a command when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return every command that is built."""
        return sorted(name for name in COMMANDS if self.get_command(ctx, name))

    def get_command(self, _: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, or None where there is none of that name."""
        if cmd_name not in COMMANDS or not find_spec(COMMANDS[cmd_name].split(":")[0]):
            return None
        _set_up()
        module, attribute = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command


@click.group(cls=LazyGroup)
@click.version_option(package_name="seloste")
def seloste() -> None:
    """Keep contact-centre records the way the privacy notice promises."""
    _set_up()


def _set_up() -> None:
    """Read the settings, once; a command's module needs them to be imported."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seloste.config.settings")
    import django  # noqa: PLC0415 - settings are chosen first
    from django.apps import apps  # noqa: PLC0415 - settings are chosen first

    if not apps.ready:
        django.setup()


def _leave_no_image() -> None:
    _set_up()
    from seloste.services import startup  # noqa: PLC0415 - settings are chosen first

    startup.leave_no_image()


def main() -> None:
    """Run the command; a refusal is one line on standard error and status 1."""
    try:
        _leave_no_image()
        seloste()
    except SelosteError as refusal:
        click.echo(f"{refusal.code}: {refusal}", err=True)
        sys.exit(1)
