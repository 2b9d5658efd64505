"""The model the tests hear with: joined once from its packages, for all of them."""

from pathlib import Path

from seloste.adapters.transcription import model

ROOT = Path(__file__).parents[2]


def folder() -> Path:
    """Return the folder of the base model."""
    return model.join(ROOT / ".local" / "speech" / "whisper-base")
