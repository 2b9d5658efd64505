"""The calls of the demo are what their index says."""

import json
from pathlib import Path
from typing import Any

import pytest

from seloste.adapters.audio.pyav import PyAvReader

FOLDER = Path(__file__).parent.parent.parent / "examples" / "audio"
INDEX: dict[str, list[dict[str, Any]]] = json.loads(
    (FOLDER / "index.json").read_text(encoding="utf-8")
)
CALLS = {call["file"]: call for call in INDEX["calls"]}


def seconds(file: str) -> float:
    with (FOLDER / file).open("rb") as source:
        return PyAvReader().probe(source, claimed="", filename="").seconds


@pytest.mark.parametrize("file", sorted(CALLS))
def test_a_call_is_as_long_as_the_index_says(file: str) -> None:
    assert seconds(file) == pytest.approx(CALLS[file]["seconds"], abs=0.02)


@pytest.mark.parametrize("key", ["freepbx_file", "g711_file"])
def test_copies_of_recorders_are_as_long_as_the_call(key: str) -> None:
    copies = [call for call in CALLS.values() if key in call]
    assert copies

    for call in copies:
        assert seconds(call[key]) == pytest.approx(call["seconds"], abs=0.05)


@pytest.mark.parametrize("announcement", INDEX["announcements"], ids=str)
def test_announcements_are_as_long_as_the_index_says(
    announcement: dict[str, Any],
) -> None:
    length = seconds(announcement["file"])

    assert length == pytest.approx(announcement["seconds"], abs=0.02)


@pytest.mark.parametrize("file", sorted(CALLS))
def test_turns_follow_one_another(file: str) -> None:
    times = [(turn["start"], turn["end"]) for turn in CALLS[file]["turns"]]
    flat = [0.0, *(time for pair in times for time in pair), CALLS[file]["seconds"]]

    assert flat == sorted(flat)


def test_a_register_that_announces_has_the_end_of_the_announcement() -> None:
    announced = {c["file"] for c in CALLS.values() if c["register"] == "sok-mara"}

    assert announced == {
        file for file, call in CALLS.items() if call["announcement_end"] is not None
    }


def test_the_files_fit_into_a_repository() -> None:
    sizes = [path.stat().st_size for path in FOLDER.iterdir()]

    assert sum(sizes) < 3_000_000
