"""Every witness keeps the same contract, and the file survives a power cut."""

from collections.abc import Callable
from pathlib import Path

import pytest

from seloste.adapters.storage.witness import FileWitness
from seloste.ports.witness import Witness, WitnessUnavailable
from tests.fakes.witness import FakeWitness

FIRST = "log\n1\nroot\n\n— log sig\n"
SECOND = "log\n2\nroot\n\n— log sig\n"
MAKERS: dict[str, Callable[[Path], Witness]] = {
    "fake": lambda _: FakeWitness(),
    "file": lambda folder: FileWitness(folder / "elsewhere" / "witness"),
}


@pytest.fixture(params=MAKERS)
def witness(request: pytest.FixtureRequest, tmp_path: Path) -> Witness:
    return MAKERS[request.param](tmp_path)


def test_a_new_witness_has_seen_nothing(witness: Witness) -> None:
    assert witness.last() is None
    assert list(witness.notes()) == []


def test_a_witness_tells_what_it_was_told_in_order(witness: Witness) -> None:
    witness.remember(FIRST)
    witness.remember(SECOND)

    assert witness.last() == SECOND
    assert list(witness.notes()) == [FIRST, SECOND]


def test_another_look_at_the_file_sees_the_same(tmp_path: Path) -> None:
    FileWitness(tmp_path / "witness").remember(FIRST)

    assert FileWitness(tmp_path / "witness").last() == FIRST


@pytest.mark.parametrize("torn", [b'"log', b'"log\\n2\\nroot"'])
def test_a_line_cut_short_was_never_told(tmp_path: Path, torn: bytes) -> None:
    path = tmp_path / "witness"
    witness = FileWitness(path)
    witness.remember(FIRST)
    path.write_bytes(path.read_bytes() + torn)

    assert witness.last() == FIRST
    assert list(witness.notes()) == [FIRST]
    witness.remember(SECOND)

    assert list(witness.notes()) == [FIRST, SECOND]


def test_only_the_end_of_a_long_file_is_read_for_the_last(tmp_path: Path) -> None:
    path = tmp_path / "witness"
    path.write_bytes(b"not JSON, and older than the tail\n" * 10_000)
    witness = FileWitness(path)

    witness.remember(SECOND)

    assert witness.last() == SECOND


@pytest.mark.parametrize("line", [b"garbage\n", b"{}\n"])
def test_a_damaged_line_is_said_and_not_skipped(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "witness"
    path.write_bytes(line)

    with pytest.raises(WitnessUnavailable):
        FileWitness(path).last()
    with pytest.raises(WitnessUnavailable):
        list(FileWitness(path).notes())


def test_a_file_that_cannot_be_used_is_an_outage(tmp_path: Path) -> None:
    witness = FileWitness(tmp_path)

    with pytest.raises(WitnessUnavailable):
        witness.last()
    with pytest.raises(WitnessUnavailable):
        list(witness.notes())
    with pytest.raises(WitnessUnavailable):
        witness.remember(FIRST)
