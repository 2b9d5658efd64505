"""Checkpoints and notes have the form that other people's tools read."""

import json
from pathlib import Path
from typing import Any

import pytest

from seloste.domain.checkpoint import (
    LONGEST_NOTE,
    Checkpoint,
    NoteRefused,
    check_name,
    parse_checkpoint,
    parse_note,
    parse_verifier_key,
    proof_text,
)

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parent.parent / "vectors/audit/notes.json").read_text()
)
# The example of c2sp.org/tlog-checkpoint.
SOFA = (
    "example.com/behind-the-sofa\n20852163\n"
    "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
)
SOFA_NOTE = (
    SOFA + "\n— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp"
    "+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
)


def test_the_example_of_tlog_checkpoint_is_read_and_written() -> None:
    note = parse_note(SOFA_NOTE)
    checkpoint = parse_checkpoint(note.text)

    assert (checkpoint.origin, checkpoint.size) == (
        "example.com/behind-the-sofa",
        20852163,
    )
    assert checkpoint.text() == SOFA
    assert note.encoded() == SOFA_NOTE


def test_a_verifier_key_of_golang_is_read_and_written() -> None:
    key = parse_verifier_key(VECTORS["verifier_key"] + "\n")

    assert key.name == "PeterNeumann"
    assert key.id.hex() == "c74f20a3"
    assert key.text() == VECTORS["verifier_key"]


def test_a_note_keeps_the_signatures_of_others() -> None:
    note = parse_note(VECTORS["signed_by_both"])

    assert [line.name for line in note.signatures] == ["PeterNeumann", "EnochRoot"]
    assert note.encoded() == VECTORS["signed_by_both"]


@pytest.mark.parametrize("key", ["verifier_key", "other_verifier_key"])
def test_the_signature_of_a_key_is_found_among_others(key: str) -> None:
    note = parse_note(VECTORS["signed_by_both"])

    assert len(note.signature_by(parse_verifier_key(VECTORS[key]))) == 64


def test_a_note_that_a_key_has_not_signed_has_no_signature_by_it() -> None:
    note = parse_note(VECTORS["note"])

    with pytest.raises(NoteRefused):
        note.signature_by(parse_verifier_key(VECTORS["other_verifier_key"]))


@pytest.mark.parametrize(
    "note",
    [
        "",
        SOFA,
        SOFA + "\n",
        SOFA_NOTE.removesuffix("\n"),
        SOFA_NOTE.replace("—", "-"),
        SOFA_NOTE.replace("Az3g", "Az3"),
        SOFA_NOTE.replace(" Az3g", "  Az3g"),
        SOFA_NOTE.replace("sofa Az", "so+fa Az"),
        SOFA_NOTE.replace("behind", "be\thind"),
        SOFA_NOTE + "trailing\n",
        SOFA + "\n— example.com AAAA\n",
        "x" * LONGEST_NOTE + SOFA_NOTE,
    ],
)
def test_a_text_that_is_not_a_note_is_refused(note: str) -> None:
    with pytest.raises(NoteRefused):
        parse_note(note)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("20852163", "020852163"),
        ("20852163", "-1"),
        ("20852163", "20852163 "),
        ("20852163", "٢"),
        ("20852163", "9" * 30),
        ("example.com/behind-the-sofa", ""),
        ("2I=\n", "2I=\nextension\n"),
        ("2I=\n", "2I="),
        ("2I=\n", "2J=\n"),
        ("CsUY", "Cs"),
    ],
)
def test_a_text_that_is_not_a_checkpoint_is_refused(old: str, new: str) -> None:
    assert old in SOFA

    with pytest.raises(NoteRefused):
        parse_checkpoint(SOFA.replace(old, new))


@pytest.mark.parametrize(
    "key",
    [
        "",
        "PeterNeumann",
        "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+AhpcAA==",
        "PeterNeumann+c74f20a3+nonsense!",
    ],
)
def test_a_line_that_is_not_a_verifier_key_is_refused(key: str) -> None:
    with pytest.raises(NoteRefused):
        parse_verifier_key(key)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u00a0b", "a\nb", "a\x7fb"])
def test_a_key_name_is_one_word(name: str) -> None:
    with pytest.raises(NoteRefused):
        check_name(name)


def test_a_proof_is_the_index_the_hashes_and_the_checkpoint() -> None:
    proof = proof_text(index=3, proof=[b"\x00" * 32, b"\xff" * 32], note=SOFA_NOTE)

    assert proof == (
        "c2sp.org/tlog-proof@v1\nindex 3\n"
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
        "//////////////////////////////////////////8=\n"
        "\n" + SOFA_NOTE
    )


def test_the_proof_of_a_lone_leaf_has_no_hashes() -> None:
    assert proof_text(index=0, proof=[], note="note\n") == (
        "c2sp.org/tlog-proof@v1\nindex 0\n\nnote\n"
    )


def test_an_empty_log_has_size_zero_without_leading_zeroes() -> None:
    assert parse_checkpoint(Checkpoint("log", 0, b"\0" * 32).text()).size == 0
