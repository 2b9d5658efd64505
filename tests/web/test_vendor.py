"""What the browser loads is what was fetched, licensed, and nobody else's to change."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import seloste.web

WEB = Path(seloste.web.__file__).parent
VENDOR = WEB / "static/vendor"
INVENTORY = json.loads((VENDOR / "VENDOR.json").read_text())
FREE = {"MIT", "0BSD", "BSD-3-Clause", "OFL-1.1"}


def vendored() -> list[Path]:
    files = (path for path in VENDOR.rglob("*") if path.is_file())
    return sorted(path for path in files if path.name != "VENDOR.json")


def test_every_vendored_file_has_the_checksum_noted_when_it_was_fetched() -> None:
    sums = {
        str(path.relative_to(VENDOR)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in vendored()
    }

    assert sums == INVENTORY["sha256"]


def test_every_vendored_package_carries_its_free_licence() -> None:
    folders = {package["folder"] for package in INVENTORY["packages"]}

    assert {package["licence"] for package in INVENTORY["packages"]} <= FREE
    assert {path.parent.name for path in vendored()} == folders
    assert all((VENDOR / folder / "LICENSE.txt").is_file() for folder in folders)


def test_compressed_copies_hold_the_same_bytes() -> None:
    packed = [path for path in vendored() if path.suffix == ".gz"]

    assert packed
    for path in packed:
        assert gzip.decompress(path.read_bytes()) == path.with_suffix("").read_bytes()


def test_every_icon_used_in_a_template_is_in_the_sprite() -> None:
    sprite = next(VENDOR.glob("icons-*/icons.svg")).read_text()
    drawn = set(re.findall(r'<symbol id="([a-z0-9-]+)"', sprite))
    templates = (WEB / "templates").rglob("*.html")
    used = {
        name
        for template in templates
        for name in re.findall(r'{% icon "([a-z0-9-]+)"', template.read_text())
    }

    assert used <= drawn


def test_no_page_loads_anything_from_elsewhere() -> None:
    own = [*(WEB / "templates").rglob("*.html"), *(WEB / "static/web").rglob("*.*")]
    loads = re.compile(r"""(?:src|href|url|import)\s*[=(]?\s*["']?(?:https?:)?//""")

    assert [path.name for path in own if loads.search(path.read_text("utf-8"))] == []
