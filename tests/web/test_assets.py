"""Static files are linked by what is in them."""

import hashlib
from pathlib import Path

import pytest
from django.templatetags.static import static

import seloste.web
from seloste.web import assets


def test_own_file_is_linked_with_its_fingerprint() -> None:
    path = Path(seloste.web.__file__).parent / "static/web/seloste.css"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()

    assert static("web/seloste.css") == f"/static/web/seloste.css?v={digest[:16]}"


def test_vendored_file_has_its_version_in_its_folder() -> None:
    linked = static("vendor/tabler-1.6.1/tabler.min.css")

    assert linked == "/static/vendor/tabler-1.6.1/tabler.min.css"


def test_file_that_is_not_there_is_noticed() -> None:
    with pytest.raises(FileNotFoundError):
        assets.fingerprint("web/nothing.css")
