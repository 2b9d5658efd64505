"""What the audit log signs, and how it looks as text.

The formats are those of C2SP, so that other people's tools read them: the
checkpoint (c2sp.org/tlog-checkpoint), the signed note around it
(c2sp.org/signed-note, Ed25519) and the inclusion proof for one leaf
(c2sp.org/tlog-proof). Nothing here signs or verifies: that needs a key.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from seloste.domain.errors import SelosteError

ED25519 = b"\x01"
DASH = "\u2014"
KEY_BYTES = 32
LONGEST_NOTE = 100_000
CHECKPOINT = re.compile(r"([^\n]+)\n(0|[1-9][0-9]{0,17})\n([A-Za-z0-9+/]{43}=)\n")
SIGNATURE = re.compile(DASH + r" (?P<name>[^ ]+) (?P<data>[A-Za-z0-9+/]{8,}={0,2})")
PROOF_HEADER = "c2sp.org/tlog-proof@v1"


class NoteRefused(SelosteError):
    """A text is not a signed checkpoint, or is not signed by the known key."""

    code = "note-refused"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The log ``origin`` has ``size`` leaves, and their tree has this root."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """Return the note text that is signed."""
        return f"{self.origin}\n{self.size}\n{_b64(self.root)}\n"


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line of a note."""

    name: str
    key_id: bytes
    value: bytes

    def line(self) -> str:
        """Return the line, with its newline."""
        return f"{DASH} {self.name} {_b64(self.key_id + self.value)}\n"


@dataclass(frozen=True, slots=True)
class SignedNote:
    """A text and its signatures; worth nothing until one is verified."""

    text: str
    signatures: tuple[Signature, ...]

    def encoded(self) -> str:
        """Return the note."""
        return self.text + "\n" + "".join(line.line() for line in self.signatures)

    def signature_by(self, key: "VerifierKey") -> bytes:
        """Return the signature that claims to be by ``key``, or raise NoteRefused."""
        for found in self.signatures:
            if (found.name, found.key_id) == (key.name, key.id):
                return found.value
        raise NoteRefused("the note is not signed by the key of the log")


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """The public key of a log: its name and the 32 bytes of RFC 8032."""

    name: str
    public_key: bytes

    @property
    def id(self) -> bytes:
        """Return the key ID of c2sp.org/signed-note."""
        named = self.name.encode() + b"\n" + ED25519 + self.public_key
        return hashlib.sha256(named).digest()[:4]

    def text(self) -> str:
        """Return the key in one line, as ``name+id+key`` (golang.org/x/mod note)."""
        return f"{self.name}+{self.id.hex()}+{_b64(ED25519 + self.public_key)}"


def parse_verifier_key(text: str) -> VerifierKey:
    """Return the key of one line, or raise NoteRefused."""
    name, _, rest = text.strip().partition("+")
    data = _unb64(rest.partition("+")[2])
    key = VerifierKey(check_name(name), data[1:])
    if len(key.public_key) != KEY_BYTES or key.text() != text.strip():
        raise NoteRefused("the text is not an Ed25519 verifier key")
    return key


def check_name(name: str) -> str:
    """Return a name a key may have (no spaces, no plus), or raise NoteRefused."""
    if not name or "+" in name or any(c.isspace() or not c.isprintable() for c in name):
        raise NoteRefused("a key name is one word without a plus sign")
    return name


def parse_note(note: str) -> SignedNote:
    """Return the text and signatures of a note, or raise NoteRefused."""
    text, blank, rest = note.rpartition("\n\n")
    if not blank or not rest.endswith("\n") or len(note) > LONGEST_NOTE:
        raise NoteRefused("the text is not a signed note")
    if any(character < " " and character != "\n" for character in note):
        raise NoteRefused("the note has control characters")
    lines = rest.removesuffix("\n").split("\n")
    return SignedNote(text + "\n", tuple(_signature(line) for line in lines))


def parse_checkpoint(text: str) -> Checkpoint:
    """Return the checkpoint in the text of a note, or raise NoteRefused.

    Extension lines are not accepted: this log writes none.
    """
    found = CHECKPOINT.fullmatch(text)
    if not found:
        raise NoteRefused("the note is not a checkpoint of three lines")
    origin, size, root = found.groups()
    return Checkpoint(origin, int(size), _unb64(root))


def proof_text(*, index: int, proof: Sequence[bytes], note: str) -> str:
    """Return the c2sp.org/tlog-proof of one leaf under a signed checkpoint."""
    hashes = "".join(f"{_b64(hash_)}\n" for hash_ in proof)
    return f"{PROOF_HEADER}\nindex {index}\n{hashes}\n{note}"


def _signature(line: str) -> Signature:
    found = SIGNATURE.fullmatch(line)
    if not found:
        raise NoteRefused("a line of the note is not a signature")
    data = _unb64(found["data"])
    return Signature(check_name(found["name"]), data[:4], data[4:])


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _unb64(text: str) -> bytes:
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoteRefused("the note has broken base64") from error
    if _b64(data) != text:
        raise NoteRefused("the note has base64 in another form than its own")
    return data
