"""Signing checkpoints: what the log is now, said so that it cannot be unsaid.

A checkpoint is told to the witness before the records know it. So the witness
is never behind, and a database that was restored or rewritten is found out by
asking it.
"""

from datetime import datetime

from django.db import transaction

from seloste.domain.checkpoint import (
    Checkpoint,
    NoteRefused,
    Signature,
    SignedNote,
    VerifierKey,
    parse_checkpoint,
    parse_note,
    proof_text,
)
from seloste.domain.errors import SelosteError
from seloste.ports.signer import Signer, Verifier
from seloste.ports.witness import Witness
from seloste.records.models.audit import AuditCheckpoint
from seloste.services.audit import tree
from seloste.services.audit.writing import lock_appends


class RolledBack(SelosteError):
    """The log is shorter than, or differs from, what the witness has seen."""

    code = "rolled-back"


class ProofPending(SelosteError):
    """No checkpoint covers the leaf yet."""

    code = "proof-pending"


def checkpoint(*, signer: Signer, witness: Witness, now: datetime) -> str:
    """Sign the log as it is, tell the witness, and return the signed note.

    Where nothing was added since the last checkpoint, that one is returned.
    Raises RolledBack instead of signing what contradicts the witness.
    """
    with transaction.atomic(durable=True):
        lock_appends()
        seen = refuse_rolled_back(witness=witness, verifier=signer)
        size, root = tree.size(), tree.root()
        stored = AuditCheckpoint.objects.filter(size=size).first()
        if stored and seen and (seen.size, seen.root) == (size, root):
            return stored.note
        note = sign(Checkpoint(signer.name, size, root), signer=signer)
        witness.remember(note)
        AuditCheckpoint.objects.update_or_create(
            size=size, defaults={"root": root, "note": note, "at": now}
        )
    return note


def sign(statement: Checkpoint, *, signer: Signer) -> str:
    """Return the signed note of a checkpoint."""
    text = statement.text()
    key = VerifierKey(signer.name, signer.public_key)
    signature = Signature(signer.name, key.id, signer.sign(text.encode()))
    return SignedNote(text, (signature,)).encoded()


def read_note(note: str, *, verifier: Verifier) -> Checkpoint:
    """Return the checkpoint in a note signed by the log, or raise NoteRefused."""
    signed = parse_note(note)
    key = VerifierKey(verifier.name, verifier.public_key)
    signature = signed.signature_by(key)
    if not verifier.verify(message=signed.text.encode(), signature=signature):
        raise NoteRefused("the signature of the checkpoint is wrong")
    found = parse_checkpoint(signed.text)
    if found.origin != verifier.name:
        raise NoteRefused("the checkpoint is of another log")
    return found


def refuse_rolled_back(*, witness: Witness, verifier: Verifier) -> Checkpoint | None:
    """Return what the witness saw last; raise RolledBack where the log lacks it.

    Cheap enough to ask at every start: it reads a handful of rows.
    """
    note = witness.last()
    if note is None:
        return None
    seen = read_note(note, verifier=verifier)
    if tree.size() < seen.size:
        raise RolledBack(f"the log has lost leaves: a witness has seen {seen.size}")
    if tree.root_at(seen.size) != seen.root:
        raise RolledBack(f"the first {seen.size} leaves are not those witnessed")
    return seen


def verifier_key(verifier: Verifier) -> str:
    """Return the line by which others know the log's key, to be given out apart."""
    return VerifierKey(verifier.name, verifier.public_key).text()


def tlog_proof(seq: int) -> str:
    """Return the c2sp.org/tlog-proof of a leaf under the first checkpoint with it.

    Raises ProofPending until there is one.
    """
    covering = AuditCheckpoint.objects.filter(size__gt=seq).order_by("size").first()
    if covering is None:
        raise ProofPending(f"no checkpoint covers leaf {seq}: seloste audit checkpoint")
    return proof_text(
        index=seq, proof=tree.proof(seq, covering.size), note=covering.note
    )
