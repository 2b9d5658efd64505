#!/usr/bin/env python3
"""Check a certificate or an audit log of Seloste, without Seloste.

One file, Python 3.9 or newer, the standard library, no network::

    python3 verifier.py certificate CERTIFICATE.json --key KEY
    python3 verifier.py leaf LEAF.json PROOF.tlog-proof --key KEY
    python3 verifier.py log LOG.jsonl --key KEY --checkpoint NOTE --witness FILE

KEY is the line that ``seloste audit key`` prints, got from somebody you trust
and not together with what you check. ``--checkpoint`` (a signed note) and
``--witness`` (the witness file) may be given several times. Everything is
derived again from the leaves' bytes: RFC 6962 for the tree, RFC 8032 for the
signature, C2SP signed-note, tlog-checkpoint and tlog-proof for the texts.

Exit status: 0 it holds, 1 it does not, 2 wrong usage or an unreadable file.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

FORMAT = "seloste-certificate/1"
ISSUED = ("disposal.done", "certificate.issued")
MALFORMED = (KeyError, TypeError, AttributeError, ValueError, RecursionError)
PROOF_HEADER = "c2sp.org/tlog-proof@v1"
DASH = "\u2014"
FIELDS = {"action", "actor", "at", "details", "object", "outcome"}
FIELDS |= {"purpose", "role", "seq", "v"}
HASH_BYTES = KEY_BYTES = 32
SIGNATURE_BYTES = 64
KEY_PARTS = 3


class Wrong(Exception):
    """What was given does not hold."""


class Key(NamedTuple):
    """The log's name and its Ed25519 public key."""

    name: str
    public: bytes


class Head(NamedTuple):
    """What a checkpoint says: the tree's size and root."""

    size: int
    root: bytes


# Ed25519, RFC 8032 section 5.1: verification only, so nothing here is secret.

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
NEUTRAL = (0, 1, 1, 0)


def add(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...]:
    """Return the sum of two points in extended coordinates (section 5.1.4)."""
    e = (a[1] - a[0]) * (b[1] - b[0]) % P
    f = (a[1] + a[0]) * (b[1] + b[0]) % P
    g = 2 * a[3] * b[3] * D % P
    h = 2 * a[2] * b[2] % P
    i, j, k, m = f - e, h - g, h + g, f + e
    return i * j % P, k * m % P, j * k % P, i * m % P


def multiply(scalar: int, point: tuple[int, ...]) -> tuple[int, ...]:
    """Return ``scalar`` times a point."""
    total: tuple[int, ...] = NEUTRAL
    while scalar:
        if scalar & 1:
            total = add(total, point)
        point = add(point, point)
        scalar >>= 1
    return total


def decompress(data: bytes) -> tuple[int, ...]:
    """Return the point of 32 bytes (section 5.1.3)."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        raise Wrong("the key or the signature is not a point of the curve")
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and sign):
        raise Wrong("the key or the signature is not a point of the curve")
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


def compress(point: tuple[int, ...]) -> bytes:
    """Return the 32 bytes of a point (section 5.1.2)."""
    inverse = pow(point[2], -1, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE = decompress((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


def signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Return whether ``signature`` is of ``message`` (section 5.1.7)."""
    if len(public) != KEY_BYTES or len(signature) != SIGNATURE_BYTES:
        return False
    scalar = int.from_bytes(signature[32:], "little")
    if scalar >= ORDER:
        return False
    hashed = hashlib.sha512(signature[:32] + public + message).digest()
    challenge = int.from_bytes(hashed, "little") % ORDER
    minus = multiply(ORDER - challenge, decompress(public))
    return compress(add(multiply(scalar, BASE), minus)) == signature[:32]


# Texts: C2SP signed-note, tlog-checkpoint and tlog-proof; canonical JSON.


def unbase64(text: str) -> bytes:
    """Return the bytes of standard base64 in its one form."""
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        data = b""
    if not data or base64.b64encode(data).decode() != text:
        raise Wrong("there is broken base64")
    return data


def decimal(text: str) -> int:
    """Return a number without leading zeroes."""
    if not (text.isascii() and text.isdigit()) or (text[0] == "0" and text != "0"):
        raise Wrong("there is a broken number")
    return int(text)


def key_id(key: Key) -> bytes:
    """Return the four bytes by which a signature names its key."""
    return hashlib.sha256(key.name.encode() + b"\n\x01" + key.public).digest()[:4]


def read_key(text: str) -> Key:
    """Return the key of one line ``name+id+base64``."""
    parts = text.strip().split("+", 2)
    data = unbase64(parts[-1])
    key = Key(parts[0], data[1:])
    if len(parts) != KEY_PARTS or key_id(key).hex() != parts[1] or data[0] != 1:
        raise Wrong("the key is not a verifier key")
    return key


def read_checkpoint(note: str, key: Key) -> Head:
    """Return what a checkpoint says, once its signature by ``key`` is right."""
    text, _, lines = note.rpartition("\n\n")
    text += "\n"
    for line in lines.split("\n"):
        dash, _, rest = line.partition(" ")
        name, _, encoded = rest.partition(" ")
        if dash != DASH or name != key.name:
            continue
        data = unbase64(encoded)
        if data[:4] == key_id(key) and signed(key.public, text.encode(), data[4:]):
            break
    else:
        raise Wrong("a checkpoint is not signed by the key")
    origin, size, root, *end = text.split("\n")
    if origin != key.name or end != [""] or len(unbase64(root)) != HASH_BYTES:
        raise Wrong("a checkpoint is of another log or form")
    return Head(decimal(size), unbase64(root))


def canonical(value: Any) -> bytes:
    """Return the one JSON form of a value (RFC 8785, whole numbers only)."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def read_leaf(data: bytes) -> dict[str, Any]:
    """Return the values of a leaf that is in its one form."""
    leaf = json.loads(data)
    if not isinstance(leaf, dict) or set(leaf) != FIELDS or leaf["v"] != 1:
        raise Wrong("a leaf does not have the fields of a leaf")
    if canonical(leaf) != data:
        raise Wrong("a leaf is not in its canonical form")
    return leaf


# The tree: RFC 6962 section 2.1.


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_by(leaf: bytes, index: int, size: int, siblings: list[bytes]) -> bytes:
    """Return the root that an inclusion proof leads to (RFC 9162, 2.1.3.2)."""
    at, last, found = index, size - 1, leaf_hash(leaf)
    for sibling in siblings:
        if last == 0:
            raise Wrong("the proof is too long")
        if at & 1 or at == last:
            found = node_hash(sibling, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        at, last = at >> 1, last >> 1
    if last:
        raise Wrong("the proof is too short")
    return found


def peaks_root(peaks: list[bytes]) -> bytes:
    """Return the root over complete subtrees, largest first."""
    if not peaks:
        return hashlib.sha256(b"").digest()
    root = peaks[-1]
    for left in reversed(peaks[:-1]):
        root = node_hash(left, root)
    return root


# The three things that can be checked.


def check_leaf(data: bytes, proof: str, key: Key) -> dict[str, Any]:
    """Return the leaf, once its proof leads to a signed checkpoint."""
    head, _, note = proof.partition("\n\n")
    lines = head.split("\n")
    if lines.pop(0) != PROOF_HEADER:
        raise Wrong("the proof is not a tlog-proof")
    if lines and lines[0].startswith("extra "):
        lines.pop(0)
    word, _, number = lines.pop(0).partition(" ") if lines else ("", "", "")
    if word != "index":
        raise Wrong("the proof names no leaf")
    index, checkpoint = decimal(number), read_checkpoint(note, key)
    leaf = read_leaf(data)
    if leaf["seq"] != index or index >= checkpoint.size:
        raise Wrong("the proof is of another leaf")
    siblings = [unbase64(line) for line in lines]
    if root_by(data, index, checkpoint.size, siblings) != checkpoint.root:
        raise Wrong("the leaf is not in the log that was signed")
    return leaf


def check_certificate(text: str, key: Key) -> str:
    """Return what a certificate says, once the log proves that it was issued."""
    exported = json.loads(text)
    if not isinstance(exported, dict) or exported.get("format") != FORMAT:
        raise Wrong("the file is not an exported certificate")
    certificate = exported["certificate"]
    leaf = check_leaf(canonical(exported["leaf"]), exported["proof"], key)
    if leaf["action"] not in ISSUED:
        raise Wrong("the leaf does not say that a certificate was issued")
    digest = hashlib.sha256(canonical(certificate)).hexdigest()
    if leaf["details"].get("sha256") != digest:
        raise Wrong("the certificate is not the one that was issued")
    shown = json.dumps(certificate, indent=2, ensure_ascii=False)
    return f"issued {leaf['at']} as leaf {leaf['seq']} of {key.name}\n{shown}"


def check_log(lines: Iterable[bytes], heads: list[Head]) -> str:
    """Return what a log is, once it agrees with every checkpoint."""
    size, roots = derive(lines, {head.size for head in heads})
    for head in heads:
        if head.size > size:
            raise Wrong(f"the log has {size} leaves, but {head.size} were signed")
        if roots[head.size] != head.root:
            raise Wrong(f"the first {head.size} leaves are not those that were signed")
    newest = max(head.size for head in heads)
    return f"{size} leaves, {newest} of them signed, {len(heads)} checkpoints"


def derive(lines: Iterable[bytes], sizes: set[int]) -> tuple[int, dict[int, bytes]]:
    """Return how many leaves there are, and the roots at the ``sizes``."""
    peaks: list[bytes] = []
    roots, size = {0: peaks_root([])}, 0
    for line in lines:
        data = line.rstrip(b"\n")
        if line != data + b"\n" or read_leaf(data)["seq"] != size:
            raise Wrong(f"line {size + 1} is not leaf {size}")
        peaks.append(leaf_hash(data))
        left = size
        while left & 1:
            right = peaks.pop()
            peaks[-1] = node_hash(peaks[-1], right)
            left >>= 1
        size += 1
        if size in sizes:
            roots[size] = peaks_root(peaks)
    return size, roots


def read_heads(options: argparse.Namespace, key: Key) -> list[Head]:
    """Return every checkpoint given, from notes and from witness files."""
    notes = [Path(path).read_text(encoding="utf-8") for path in options.checkpoint]
    for path in options.witness:
        lines = Path(path).read_text(encoding="utf-8").split("\n")[:-1]
        notes += [json.loads(line) for line in lines]
    if not notes:
        raise Wrong("without a checkpoint nothing says what the log should be")
    return [read_checkpoint(note, key) for note in notes]


def run(options: argparse.Namespace) -> str:
    """Return what holds, or raise Wrong."""
    key = read_key(options.key)
    path = Path(options.file)
    if options.what == "certificate":
        return check_certificate(path.read_text(encoding="utf-8"), key)
    if options.what == "leaf":
        proof = Path(options.proof).read_text(encoding="utf-8")
        data = path.read_bytes()
        leaf = check_leaf(data[:-1] if data.endswith(b"\n") else data, proof, key)
        return f"leaf {leaf['seq']}: {leaf['at']} {leaf['action']} {leaf['object']}"
    with path.open("rb") as log:
        return check_log(log, read_heads(options, key))


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    root = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    what = root.add_subparsers(dest="what", required=True)
    for name in ("certificate", "leaf", "log"):
        command = what.add_parser(name)
        command.add_argument("file")
        if name == "leaf":
            command.add_argument("proof")
        command.add_argument("--key", required=True, help="line of `audit key`")
        if name == "log":
            command.add_argument("--checkpoint", action="append", default=[])
            command.add_argument("--witness", action="append", default=[])
    return root


def main() -> int:
    """Check what the command line names and print the answer."""
    options = parser().parse_args()
    try:
        answer = run(options)
    except (Wrong, *MALFORMED) as error:
        reason = error if isinstance(error, Wrong) else "it is not well formed"
        sys.stdout.write(f"NOT OK: {reason}\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"{error.filename}: {error.strerror}\n")
        return 2
    sys.stdout.write(f"OK: {answer}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
