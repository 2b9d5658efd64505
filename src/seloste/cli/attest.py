"""``seloste attest``: take a person's dated statement on a promise."""

import click

from seloste import wiring
from seloste.cli.actor import operator
from seloste.services import attestations


@click.command("attest")
@click.argument("promise")
@click.option("--register", required=True, help="Whose notice made the promise.")
@click.option("--statement", required=True, help="What is stated; names no customer.")
@click.option(
    "--valid-days",
    type=click.IntRange(min=1, max=attestations.LIMIT_DAYS),
    required=True,
    help="For how many days it counts.",
)
@click.option("--by", "username", required=True, help="User name of who states it.")
def attest(
    promise: str, register: str, statement: str, valid_days: int, username: str
) -> None:
    """Record that somebody states PROMISE to be kept.

    Only for what no program can know; `seloste verify` shows it as ATTESTED
    until it runs out.
    """
    attestation = attestations.attest(
        register=register,
        promise=promise,
        statement=statement,
        valid_days=valid_days,
        username=username,
        actor=operator(),
        now=wiring.clock().now(),
    )
    click.echo(f"recorded statement {attestation} on {promise}")
