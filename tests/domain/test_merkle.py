"""The tree agrees with Certificate Transparency's vectors and with RFC 6962's text."""

import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.domain import merkle
from seloste.domain.merkle import Frontier, Node, ProofRefused, Range

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parent.parent / "vectors/audit/merkle.json").read_text()
)
LEAVES = [bytes.fromhex(leaf) for leaf in VECTORS["leaves"]]
HASHES = [merkle.leaf_hash(leaf) for leaf in LEAVES]
SIZES = range(33)
MANY = [merkle.leaf_hash(bytes([number])) for number in SIZES]


def unhex(hashes: Sequence[str]) -> list[bytes]:
    return [bytes.fromhex(hash_) for hash_ in hashes]


def mth(hashes: Sequence[bytes]) -> bytes:
    """Return the Merkle Tree Hash as RFC 6962 section 2.1 writes it."""
    if not hashes:
        return merkle.EMPTY_ROOT
    if len(hashes) == 1:
        return hashes[0]
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    return merkle.node_hash(mth(hashes[:k]), mth(hashes[k:]))


def roots(ranges: Sequence[Range], hashes: Sequence[bytes]) -> list[bytes]:
    return [mth(hashes[range_.start : range_.end]) for range_ in ranges]


@pytest.mark.parametrize("size", range(1, 9))
def test_root_is_that_of_certificate_transparency(size: int) -> None:
    tree, _ = Frontier().extended(HASHES[:size])

    assert tree.root.hex() == VECTORS["roots"][size - 1]


def test_root_of_nothing_is_the_hash_of_nothing() -> None:
    assert Frontier().root.hex() == VECTORS["empty_root"]


def test_closed_subtrees_are_those_of_certificate_transparency() -> None:
    _, closed = Frontier().extended(HASHES)

    assert {
        (node.level, node.index): hash_.hex() for node, hash_ in closed.items()
    } == {
        (level, index): hash_
        for level, hashes in enumerate(VECTORS["nodes"])
        for index, hash_ in enumerate(hashes)
        if level
    }


@pytest.mark.parametrize("case", VECTORS["inclusion"])
def test_inclusion_proof_is_that_of_certificate_transparency(
    case: dict[str, Any],
) -> None:
    ranges = merkle.inclusion_ranges(case["index"], case["size"])

    assert roots(ranges, HASHES) == unhex(case["proof"])


@pytest.mark.parametrize("case", VECTORS["consistency"])
def test_consistency_proof_is_that_of_certificate_transparency(
    case: dict[str, Any],
) -> None:
    ranges = merkle.consistency_ranges(case["old"], case["size"])

    assert roots(ranges, HASHES) == unhex(case["proof"])


@pytest.mark.parametrize("size", SIZES)
def test_appending_in_any_two_parts_makes_the_same_tree(size: int) -> None:
    for cut in range(size + 1):
        half, first = Frontier().extended(MANY[:cut])
        whole, second = half.extended(MANY[cut:size])

        assert whole.root == mth(MANY[:size])
        assert len(first | second) == merkle.node_count(size)


@pytest.mark.parametrize("size", range(1, 33))
def test_every_leaf_is_proved_and_no_other_takes_its_proof(size: int) -> None:
    root = mth(MANY[:size])
    for index in range(size):
        proof = roots(merkle.inclusion_ranges(index, size), MANY)
        merkle.check_inclusion(
            leaf=MANY[index], index=index, size=size, proof=proof, root=root
        )
        for other in set(range(size)) - {index}:
            with pytest.raises(ProofRefused):
                merkle.check_inclusion(
                    leaf=MANY[index], index=other, size=size, proof=proof, root=root
                )


@pytest.mark.parametrize("size", SIZES)
def test_every_tree_is_proved_to_extend_every_earlier_one(size: int) -> None:
    for old in range(size + 1):
        proof = roots(merkle.consistency_ranges(old, size), MANY)

        merkle.check_consistency(
            old=old,
            old_root=mth(MANY[:old]),
            size=size,
            root=mth(MANY[:size]),
            proof=proof,
        )


@pytest.mark.parametrize(("old", "size"), [(3, 7), (4, 8), (6, 8), (1, 2), (8, 8)])
def test_a_rewritten_leaf_makes_the_trees_inconsistent(old: int, size: int) -> None:
    rewritten = [merkle.leaf_hash(b"rewritten"), *MANY[1:]]
    proof = roots(merkle.consistency_ranges(old, size), rewritten)

    with pytest.raises(ProofRefused):
        merkle.check_consistency(
            old=old,
            old_root=mth(MANY[:old]),
            size=size,
            root=mth(rewritten[:size]),
            proof=proof,
        )


@pytest.mark.parametrize(
    ("old", "change"),
    [
        (0, "longer"),
        (7, "longer"),
        (4, "shorter"),
        (4, "longer"),
        (4, "flipped"),
        *((3, change) for change in ("shorter", "longer", "flipped", "swapped")),
        *((6, change) for change in ("shorter", "longer", "flipped", "swapped")),
    ],
)
def test_a_changed_consistency_proof_is_refused(old: int, change: str) -> None:
    proof = changed(roots(merkle.consistency_ranges(old, 7), MANY), change)

    with pytest.raises(ProofRefused):
        merkle.check_consistency(
            old=old, old_root=mth(MANY[:old]), size=7, root=mth(MANY[:7]), proof=proof
        )


@pytest.mark.parametrize("change", ["shorter", "longer", "flipped", "swapped"])
@pytest.mark.parametrize("index", [0, 3, 6])
def test_a_changed_inclusion_proof_is_refused(index: int, change: str) -> None:
    proof = changed(roots(merkle.inclusion_ranges(index, 7), MANY), change)

    with pytest.raises(ProofRefused):
        merkle.check_inclusion(
            leaf=MANY[index], index=index, size=7, proof=proof, root=mth(MANY[:7])
        )


def changed(proof: list[bytes], change: str) -> list[bytes]:
    """Return the proof with one thing wrong."""
    match change:
        case "longer":
            return [*proof, MANY[0]]
        case "shorter":
            return proof[:-1]
        case "flipped":
            return [bytes([proof[0][0] ^ 0xFF]) + proof[0][1:], *proof[1:]]
    return [proof[1], proof[0], *proof[2:]]


@pytest.mark.parametrize(("index", "size"), [(-1, 4), (4, 4), (0, 0)])
def test_a_leaf_outside_the_tree_has_no_proof(index: int, size: int) -> None:
    with pytest.raises(ProofRefused):
        merkle.inclusion_ranges(index, size)
    with pytest.raises(ProofRefused):
        merkle.check_inclusion(leaf=b"", index=index, size=size, proof=[], root=b"")


@pytest.mark.parametrize(("old", "size"), [(-1, 4), (5, 4)])
def test_a_tree_does_not_extend_a_larger_one(old: int, size: int) -> None:
    with pytest.raises(ProofRefused):
        merkle.consistency_ranges(old, size)
    with pytest.raises(ProofRefused):
        merkle.check_consistency(old=old, old_root=b"", size=size, root=b"", proof=[])


def test_an_empty_proof_does_not_join_different_trees() -> None:
    with pytest.raises(ProofRefused):
        merkle.check_consistency(
            old=3, old_root=mth(MANY[:3]), size=7, root=mth(MANY[:7]), proof=[]
        )


@pytest.mark.parametrize(
    ("level", "index", "position"),
    [(0, 0, 0), (0, 1, 2), (1, 0, 1), (1, 1, 5), (2, 0, 3), (2, 1, 11), (3, 0, 7)],
)
def test_positions_are_those_of_rfc_9420_appendix_c(
    level: int, index: int, position: int
) -> None:
    assert Node(level, index).position == position


@given(st.integers(0, 10**12), st.integers(0, 10**6))
def test_the_nodes_of_a_proof_cover_all_other_leaves_once(
    index: int, more: int
) -> None:
    ranges = sorted(
        merkle.inclusion_ranges(index, index + more + 1), key=lambda r: r.start
    )
    spans = [(range_.start, range_.end) for range_ in ranges]
    spans = sorted([*spans, (index, index + 1)])

    assert spans[0][0] == 0
    assert spans[-1][1] == index + more + 1
    assert all(left[1] == right[0] for left, right in pairwise(spans))
