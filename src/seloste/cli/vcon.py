"""``seloste vcon``: write contacts as vCons for other systems."""

from pathlib import Path
from uuid import UUID

import click

from seloste import wiring
from seloste.ports.jose import DocumentSealer
from seloste.services import staff, vcon_export
from seloste.services.vcon_export import Export, Exported

MADE = 0o600


@click.group("vcon")
def vcon() -> None:
    """Write contacts as vCons; reading them is `seloste capture`."""


@vcon.command("export")
@click.argument("contact_ids", nargs=-1, required=True, type=click.UUID)
@click.option("--staff", "username", required=True, help="Whose roles count.")
@click.option("--purpose", required=True, help="Id of a purpose of the notice.")
@click.option(
    "--to",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write to; what lies there already is not written again.",
)
@click.option(
    "--external-host",
    default="",
    help="Host where the recipient finds recordings; they are written beside.",
)
@click.option("--sign", is_flag=True, help="Sign with SELOSTE_VCON_KEY.")
@click.option(
    "--encrypt-for",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Certificate (PEM) of the recipient; signs as well.",
)
def export(
    *,
    contact_ids: tuple[UUID, ...],
    username: str,
    purpose: str,
    folder: Path,
    external_host: str,
    sign: bool,
    encrypt_for: Path | None,
) -> None:
    """Write CONTACT_IDS as vCons, one file each.

    Every item is opened for the purpose and noted. Run again, it goes on where
    it was cut off.
    """
    desk, sealer = wiring.desk(), None
    if sign or encrypt_for:
        sealer = wiring.document_sealer()
    person = staff.by_username(username)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for number, contact_id in enumerate(contact_ids, start=1):
        target = folder / f"{contact_id}.vcon"
        if target.exists():
            click.echo(f"{number}/{len(contact_ids)} {contact_id} is there already")
            continue
        exported = vcon_export.export(
            contact_id,
            Export(purpose, external_host),
            staff_id=person,
            desk=desk,
            now=desk.clock.now(),
        )
        _write(exported, target, sealer, encrypt_for)
        left = f", left out: {len(exported.left_out)}" if exported.left_out else ""
        click.echo(f"{number}/{len(contact_ids)} {contact_id}{left}")


def _write(
    exported: Exported,
    target: Path,
    sealer: DocumentSealer | None,
    encrypt_for: Path | None,
) -> None:
    """Write the recordings first and the vCon last, so that a vCon is complete."""
    document = exported.document
    if sealer is not None:
        uuid = str(exported.contact_id)
        document = sealer.sign(document, uuid=uuid)
        if encrypt_for is not None:
            document = sealer.encrypt(
                document, uuid=uuid, certificate=encrypt_for.read_bytes()
            )
    for one in exported.beside:
        _put(target.parent / str(one.object_id), one.data)
    _put(target, document)


def _put(path: Path, data: bytes) -> None:
    draft = path.with_suffix(".part")
    draft.touch(mode=MADE)
    draft.write_bytes(data)
    draft.replace(path)
