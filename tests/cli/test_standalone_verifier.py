"""The one-file verifier accepts what is true and nothing else, without Seloste.

The example log in ``tests/vectors/audit/example`` is the one of
docs/audit-format.md: five leaves, checkpoints over three and five of them, the
certificate of the last. Its signing key is the seed 00 01 ... 1f.
"""

import ast
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from seloste.adapters.kms.signing import FileSigner
from seloste.cli import standalone_verifier as verifier
from seloste.domain.checkpoint import Checkpoint, Signature, SignedNote, VerifierKey

HERE = Path(__file__).parent
EXAMPLE = HERE.parent / "vectors/audit/example"
ED25519: list[dict[str, str]] = json.loads(
    (HERE.parent / "vectors/audit/ed25519.json").read_text()
)["signatures"]
SOURCE = Path(verifier.__file__)
KEY = (EXAMPLE / "key").read_text()
CERTIFICATE = ("certificate", "certificate.json")
LEAF = ("leaf", "1.leaf", "1.tlog-proof")
LOG = ("log", "log.jsonl", "--checkpoint", "3.checkpoint", "--witness", "witness")

type Check = Callable[[Sequence[str]], str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the example that may be changed."""
    return shutil.copytree(EXAMPLE, tmp_path / "example")


@pytest.fixture
def check(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Check:
    """Return the verifier's command line in the copied folder."""
    monkeypatch.chdir(folder)

    def check(arguments: Sequence[str]) -> str:
        monkeypatch.setattr("sys.argv", ["verifier.py", *arguments, "--key", KEY])
        status = verifier.main()
        said = capsys.readouterr().out
        assert (status, said[:3]) in {(0, "OK:"), (1, "NOT")}
        return said

    return check


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("what", [CERTIFICATE, LEAF, LOG], ids=lambda w: str(w[0]))
def test_a_bare_python_without_seloste_accepts_the_example(
    what: Sequence[str],
) -> None:
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(SOURCE), *what, "--key", KEY],
        cwd=EXAMPLE,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout[:3], done.stderr) == (0, "OK:", "")


def test_it_is_the_standard_library_and_python_3_9() -> None:
    tree = ast.parse(SOURCE.read_text(), feature_version=(3, 9))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else []
        )
    }

    assert imported <= sys.stdlib_module_names


@pytest.mark.parametrize("vector", ED25519)
def test_signatures_of_rfc_8032_are_right(vector: dict[str, str]) -> None:
    public, message, signature = (bytes.fromhex(value) for value in vector.values())

    assert verifier.signed(public, message, signature)
    assert not verifier.signed(public, message + b"\x00", signature)


@pytest.mark.parametrize("byte", range(0, 64, 7))
def test_a_flipped_signature_is_wrong(byte: int) -> None:
    public, message, signature = (bytes.fromhex(v) for v in ED25519[1].values())
    flipped = bytearray(signature)
    flipped[byte] ^= 0x01

    assert not verifier.signed(public, message, bytes(flipped))


def test_a_signature_has_one_form_only() -> None:
    """RFC 8032 section 5.1.7: S + L verifies too unless it is refused."""
    public, message, signature = (bytes.fromhex(v) for v in ED25519[1].values())
    scalar = int.from_bytes(signature[32:], "little") + verifier.ORDER

    assert not verifier.signed(
        public, message, signature[:32] + scalar.to_bytes(32, "little")
    )
    assert not verifier.signed(public, message, signature + b"\x00")


@pytest.mark.parametrize(
    "point", [verifier.P.to_bytes(32, "little"), b"\x02" + b"\x00" * 31]
)
def test_bytes_that_are_no_point_are_refused(point: bytes) -> None:
    with pytest.raises(verifier.Wrong):
        verifier.decompress(point)


def test_a_certificate_shows_what_it_says(check: Check) -> None:
    said = check(CERTIFICATE)

    assert said.startswith("OK: issued 2024-12-28T01:00:01.000000Z as leaf 4")
    assert '"irrecoverable_on": "2025-01-04"' in said


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"cause": "due"', '"cause": "released"'),
        ("2025-01-04", "2025-01-05"),
        ('"seq": 4', '"seq": 3'),
        ('"action": "disposal.done"', '"action": "disposal.intended"'),
        ("e4c16574", "e4c16575"),
        ("zRjtEe1X", "zRjtEe1Y"),
        ("index 4", "index 3"),
        ("\\n5\\n5N3a", "\\n6\\n5N3a"),
        ("5N3a7C", "5N3a7D"),
        ("xc1AL2If", "xc1AL2Ig"),
        ("seloste.test/log\\n5", "other.test/log\\n5"),
        ("seloste-certificate/1", "seloste-certificate/2"),
        ("c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2"),
        ('"v": 1', '"v": 1, "note": "x"'),
        ('"version": 1', '"version": 1.0'),
    ],
)
def test_a_changed_certificate_is_refused(
    folder: Path, check: Check, old: str, new: str
) -> None:
    assert check(CERTIFICATE).startswith("OK")
    change(folder / "certificate.json", old, new)

    assert check(CERTIFICATE).startswith("NOT OK")


@pytest.mark.parametrize("leaf", range(4))
def test_another_leaf_does_not_prove_the_certificate(
    folder: Path, check: Check, leaf: int
) -> None:
    exported: dict[str, Any] = json.loads((folder / "certificate.json").read_text())
    lines = (folder / "log.jsonl").read_text().splitlines()
    exported["leaf"] = json.loads(lines[leaf])
    (folder / "certificate.json").write_text(json.dumps(exported))

    assert check(CERTIFICATE).startswith("NOT OK")


def test_a_proved_leaf_of_another_act_issues_no_certificate(
    folder: Path, check: Check
) -> None:
    exported: dict[str, Any] = json.loads((folder / "certificate.json").read_text())
    exported["leaf"] = json.loads((folder / "1.leaf").read_text())
    exported["proof"] = (folder / "1.tlog-proof").read_text(encoding="utf-8")
    (folder / "certificate.json").write_text(json.dumps(exported))

    assert check(CERTIFICATE).startswith("NOT OK: the leaf does not say")


def test_a_leaf_shows_what_it_says(check: Check) -> None:
    assert check(LEAF).startswith("OK: leaf 1: 2024-07-02T11:00:00.250000Z content")


def test_extra_data_in_a_proof_is_passed_over(folder: Path, check: Check) -> None:
    change(folder / "1.tlog-proof", "index", "extra AAAA\nindex")

    assert check(LEAF).startswith("OK")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("mG4yL1oQxn0x8nE2T8o4pFddQRBfoeQtSyo01Zb1YYo=\n", ""),
        ("\n\nseloste", "\nmG4yL1oQxn0x8nE2T8o4pFddQRBfoeQtSyo01Zb1YYo=\n\nseloste"),
        ("index 1\n", ""),
        ("index 1", "index 01"),
        ("index 1", "index -1"),
        ("index 1", "index 7"),
    ],
)
def test_a_changed_proof_is_refused(
    folder: Path, check: Check, old: str, new: str
) -> None:
    change(folder / "1.tlog-proof", old, new)

    assert check(LEAF).startswith("NOT OK")


def test_a_log_is_counted(check: Check) -> None:
    assert check(LOG) == "OK: 5 leaves, 5 of them signed, 3 checkpoints\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"purpose":"complaints"', '"purpose":"training"'),
        ('"outcome":"done"', '"outcome":"denied"'),
        ("0000a110", "0000e110"),
        ('"items":1', '"items":2'),
        ("2024-07-01", "2024-07-02"),
        ('"seq":2', '"seq":3'),
        ('"v":1', '"v": 1'),
        ('"v":1', '"v":2'),
        ('"v":1', '"v":1,"w":1'),
        ("{", "["),
    ],
)
def test_a_changed_log_is_refused(
    folder: Path, check: Check, old: str, new: str
) -> None:
    change(folder / "log.jsonl", old, new)

    assert check(LOG).startswith("NOT OK")


@pytest.mark.parametrize(
    "order",
    [[0, 1, 3, 4], [1, 2, 3, 4], [0, 1, 2, 3], [0, 2, 1, 3, 4], [0, 0, 1, 2, 3, 4], []],
    ids=["cut-out", "start-cut", "end-cut", "swapped", "twice", "empty"],
)
def test_a_cut_or_reordered_log_is_refused(
    folder: Path, check: Check, order: list[int]
) -> None:
    lines = (folder / "log.jsonl").read_text().splitlines()
    (folder / "log.jsonl").write_text("".join(f"{lines[at]}\n" for at in order))

    assert check(LOG).startswith("NOT OK")


def test_a_log_cut_within_a_line_is_refused(folder: Path, check: Check) -> None:
    data = (folder / "log.jsonl").read_bytes()
    (folder / "log.jsonl").write_bytes(data[:-1])

    assert check(LOG).startswith("NOT OK")


def test_leaves_after_the_last_checkpoint_are_counted_as_unsigned(
    check: Check,
) -> None:
    said = check(("log", "log.jsonl", "--checkpoint", "3.checkpoint"))

    assert said == "OK: 5 leaves, 3 of them signed, 1 checkpoints\n"


def test_two_signed_heads_of_one_size_are_refused(folder: Path, check: Check) -> None:
    (folder / "fork").write_text(signed(Checkpoint("seloste.test/log", 3, b"1" * 32)))

    assert check((*LOG, "--checkpoint", "fork")).startswith("NOT OK: the first 3")


def test_a_checkpoint_of_another_log_by_the_same_key_is_refused(
    folder: Path, check: Check
) -> None:
    other = Checkpoint("other.test/log", 3, b"1" * 32)
    (folder / "other").write_text(signed(other))

    assert check((*LOG, "--checkpoint", "other")).startswith("NOT OK: a checkpoint is")


@pytest.mark.parametrize(
    ("old", "new"), [("xc1AL+rp", "xc1AL+r"), ("—", "-"), ("xc1AL+rp", "xc1AM+rp")]
)
def test_a_checkpoint_that_is_not_signed_is_refused(
    folder: Path, check: Check, old: str, new: str
) -> None:
    change(folder / "3.checkpoint", old, new)

    assert check(LOG).startswith("NOT OK")


def signed(said: Checkpoint) -> str:
    """Return a checkpoint signed by the key of the example."""
    signer = FileSigner(name="seloste.test/log", private_key=bytes(range(32)))
    key = VerifierKey(signer.name, signer.public_key)
    line = Signature(signer.name, key.id, signer.sign(said.text().encode()))
    return SignedNote(said.text(), (line,)).encoded()


def test_a_log_without_checkpoints_proves_nothing(check: Check) -> None:
    assert check(("log", "log.jsonl")).startswith("NOT OK: without a checkpoint")


@pytest.mark.parametrize(
    "key",
    [
        "other.test/log+c5cd402f+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
        "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop",
        "nonsense",
    ],
)
def test_another_key_is_refused(
    check: Check, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setattr(sys.modules[__name__], "KEY", key)

    assert check(CERTIFICATE).startswith("NOT OK")


def test_a_deeply_nested_file_is_refused(folder: Path, check: Check) -> None:
    (folder / "certificate.json").write_text("[" * 200_000)

    assert check(CERTIFICATE).startswith("NOT OK")


def test_an_unreadable_file_is_wrong_usage(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    missing = str(tmp_path / "missing")
    monkeypatch.setattr("sys.argv", ["verifier.py", "log", missing, "--key", KEY])

    assert verifier.main() == 2
