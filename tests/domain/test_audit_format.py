"""The example of docs/audit-format.md is true of the program."""

from pathlib import Path

import pytest

from seloste.adapters.kms.signing import FileSigner
from seloste.domain import merkle
from seloste.domain.audit import decoded
from seloste.domain.checkpoint import (
    Checkpoint,
    Signature,
    SignedNote,
    VerifierKey,
    proof_text,
)

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs/audit-format.md").read_text(encoding="utf-8")
EXAMPLE = ROOT / "tests/vectors/audit/example"
LEAVES = (EXAMPLE / "log.jsonl").read_bytes().splitlines()
HASHES = [merkle.leaf_hash(leaf) for leaf in LEAVES]
SIGNER = FileSigner(name="seloste.test/log", private_key=bytes(range(32)))
KEY = VerifierKey(SIGNER.name, SIGNER.public_key)


def signed(size: int) -> str:
    tree, _ = merkle.Frontier().extended(HASHES[:size])
    text = Checkpoint(SIGNER.name, size, tree.root).text()
    line = Signature(SIGNER.name, KEY.id, SIGNER.sign(text.encode()))
    return SignedNote(text, (line,)).encoded()


@pytest.mark.parametrize("seq", range(5))
def test_the_example_leaves_are_leaves_and_have_the_documented_hash(seq: int) -> None:
    assert decoded(LEAVES[seq]).seq == seq
    assert f"| hash of leaf {seq} | `{HASHES[seq].hex()}` |" in PAGE


def test_the_example_leaf_is_on_the_page() -> None:
    assert LEAVES[0].decode() in PAGE


def test_the_example_key_is_that_of_its_seed() -> None:
    assert KEY.text() in PAGE
    assert (EXAMPLE / "key").read_text() == KEY.text() + "\n"


@pytest.mark.parametrize("size", [3, 5])
def test_the_example_is_signed_the_same_again(size: int) -> None:
    note = (EXAMPLE / f"{size}.checkpoint").read_text(encoding="utf-8")

    assert signed(size) == note


def test_the_example_checkpoint_is_on_the_page() -> None:
    assert signed(5) in PAGE


def test_the_example_proof_is_made_the_same_again() -> None:
    proof = [HASHES[0], HASHES[2]]

    made = proof_text(index=1, proof=proof, note=signed(3))

    assert made == (EXAMPLE / "1.tlog-proof").read_text(encoding="utf-8")
