"""Fetch the browser libraries of the web pages and note what was fetched.

``python tools/vendor.py`` asks the npm registry for exactly the packages below,
refuses a package whose integrity differs from the one written here, and writes
``src/seloste/web/static/vendor/``: the files, their licences, a compressed copy
of every text, the sprite of the icons in ``tools/icons.txt``, and ``VENDOR.json``
with a checksum of each. Nothing here runs when Seloste is installed or started.
"""

import base64
import gzip
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "src/seloste/web/static/vendor"
SVG = "http://www.w3.org/2000/svg"
WORTH_COMPRESSING = 4096
TEXTS = {".css", ".js", ".svg"}


@dataclass(frozen=True)
class Package:
    """A package of the registry, and which of its files are wanted under what name."""

    name: str
    version: str
    licence: str
    integrity: str
    files: Mapping[str, str] = field(default_factory=dict)
    folder: str = ""

    @property
    def destination(self) -> str:
        """Return the folder in ``vendor/``; the version in it makes it immutable."""
        return self.folder or f"{self.name.rsplit('/', 1)[-1]}-{self.version}"


TABLER = "tabler-1.6.1"
PACKAGES = (
    Package(
        name="@tabler/core",
        version="1.6.1",
        licence="MIT",
        integrity=(
            "sha512-lgmR9gcxRp5JlLxcmRi9Rz85JrEvH6Bz71KnlcPVSa9"
            "7wtwQNjgSs3g3fxwbAlulHyRMghhIV04QUuW3pqDsIg=="
        ),
        files={
            "dist/css/tabler.min.css": "tabler.min.css",
            "dist/js/tabler.min.js": "tabler.min.js",
        },
        folder=TABLER,
    ),
    Package(  # bundled in tabler.min.js and tabler.min.css
        name="bootstrap",
        version="5.3.8",
        licence="MIT",
        integrity=(
            "sha512-HP1SZDqaLDPwsNiqRqi5NcP0SSXciX2s9E+RyqJIIqG"
            "o+vJeN5AJVM98CXmW/Wux0nQ5L7jeWUdplCEf0Ee+tg=="
        ),
        files={"LICENSE": "LICENSE-bootstrap.txt"},
        folder=TABLER,
    ),
    Package(  # bundled in tabler.min.js
        name="@popperjs/core",
        version="2.11.8",
        licence="MIT",
        integrity=(
            "sha512-P1st0aksCrn9sGZhp8GMYwBnQsbvAWsZAX44oXNNvLH"
            "GqAOcoVxmjZiohstwQ7SqKnbR47akdNi+uleWD8+g6A=="
        ),
        files={"LICENSE.md": "LICENSE-popper.txt"},
        folder=TABLER,
    ),
    Package(
        name="htmx.org",
        version="4.0.1",
        licence="0BSD",
        integrity=(
            "sha512-oF7JgXhDW9UXCy/k1ZYFUQgzu/rm19ORWPSPNL91vPl"
            "uB2PB9+MV55tyQdH/w7o2EAbTYUG5SDW1R60mdkdqGg=="
        ),
        files={"dist/htmx.min.js": "htmx.min.js", "LICENSE": "LICENSE.txt"},
    ),
    Package(
        name="wavesurfer.js",
        version="8.0.1",
        licence="BSD-3-Clause",
        integrity=(
            "sha512-h0OnRWSVTqIYLSw3/IVrBtsun/xw9L5u4FA3bjfSDTF"
            "MX/xswVWS1JwK4fFu3ulmxRUSHg8zQORl6zENG983eg=="
        ),
        files={
            "dist/wavesurfer.min.js": "wavesurfer.min.js",
            "dist/plugins/hover.min.js": "hover.min.js",
            "dist/plugins/regions.min.js": "regions.min.js",
            "dist/plugins/timeline.min.js": "timeline.min.js",
            "LICENSE": "LICENSE.txt",
        },
    ),
    Package(
        name="uplot",
        version="1.6.32",
        licence="MIT",
        integrity=(
            "sha512-KIMVnG68zvu5XXUbC4LQEPnhwOxBuLyW1AHtpm6IKTX"
            "ImkbLgkMy+jabjLgSLMasNuGGzQm/ep3tOkyTxpiQIw=="
        ),
        files={
            "dist/uPlot.iife.min.js": "uPlot.iife.min.js",
            "dist/uPlot.min.css": "uPlot.min.css",
            "LICENSE": "LICENSE.txt",
        },
    ),
    Package(
        name="@fontsource-variable/inter",
        version="5.3.0",
        licence="OFL-1.1",
        integrity=(
            "sha512-OupL48va4JNofb97w6NYeF9S7W/kHNKM0Er8Dem5nqi"
            "4jeOLrVJDoE8tZEpnMJmtkvNbB1EIPPwHcdkF6b1oUA=="
        ),
        files={
            "files/inter-latin-wght-normal.woff2": "inter-latin.woff2",
            "files/inter-latin-ext-wght-normal.woff2": "inter-latin-ext.woff2",
            "LICENSE": "LICENSE.txt",
        },
    ),
    Package(
        name="@tabler/icons",
        version="3.51.0",
        licence="MIT",
        integrity=(
            "sha512-0pinvPZz7YeX+OSfxuEAbnEPWbocVXW5iU8h5lh41pY"
            "G8sZuQfpWECC980lxOT0clGIcNGn8xsBr+zKaRGdA/g=="
        ),
        files={"LICENSE": "LICENSE.txt"},
    ),
)
ICONS = (ROOT / "tools/icons.txt").read_text().split()


def fetched(package: Package, folder: Path) -> Path:
    """Return the unpacked package, once its integrity is as written here."""
    packed = subprocess.run(
        ["npm", "pack", "--silent", f"{package.name}@{package.version}"],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    archive = folder / packed.stdout.split()[-1]
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if package.integrity != f"sha512-{digest}":
        sys.exit(f"{package.name}: the registry gave sha512-{digest}")
    unpacked = folder / package.name.replace("/", "_")
    with tarfile.open(archive) as tar:
        tar.extractall(unpacked, filter="data")
    return unpacked / "package"


def write(target: Path, content: bytes) -> None:
    """Write one file, and its compressed copy where that saves something."""
    if target.suffix in TEXTS:
        content = re.sub(rb"\n?(//|/\*)# sourceMappingURL=[^\n]*", b"", content)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    if target.suffix in TEXTS and len(content) > WORTH_COMPRESSING:
        packed = gzip.compress(content, compresslevel=9, mtime=0)
        target.with_name(target.name + ".gz").write_bytes(packed)


def sprite(icons: Path) -> bytes:
    """Return one SVG with a symbol for each icon, drawn in the colour of the text."""
    ElementTree.register_namespace("", SVG)
    root = ElementTree.Element(f"{{{SVG}}}svg")
    for name in ICONS:
        source = icons / f"{name}.svg"  # its package's integrity has been checked
        drawing = ElementTree.parse(source).getroot()  # noqa: S314
        symbol = ElementTree.SubElement(
            root, f"{{{SVG}}}symbol", {"id": name, "viewBox": "0 0 24 24"}
        )
        for shape in drawing:
            shape.tail = None
            symbol.append(shape)
    return ElementTree.tostring(root, encoding="utf-8")


def inventory() -> bytes:
    """Return VENDOR.json: every package and the checksum of every file."""
    files = sorted(p for p in VENDOR.rglob("*") if p.is_file())
    sums = {
        str(path.relative_to(VENDOR)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if path.name != "VENDOR.json"
    }
    packages = [
        {
            "name": package.name,
            "version": package.version,
            "licence": package.licence,
            "integrity": package.integrity,
            "folder": package.destination,
        }
        for package in PACKAGES
    ]
    return json.dumps({"packages": packages, "sha256": sums}, indent=1).encode() + b"\n"


def main() -> None:
    """Fetch everything and write the folder anew."""
    with tempfile.TemporaryDirectory() as scratch:
        for package in PACKAGES:
            unpacked = fetched(package, Path(scratch))
            destination = VENDOR / package.destination
            for source, name in package.files.items():
                write(destination / name, (unpacked / source).read_bytes())
            if package.name == "@tabler/icons":
                write(destination / "icons.svg", sprite(unpacked / "icons/outline"))
    licence = ROOT / "tools/licences/tabler-core.txt"
    write(VENDOR / TABLER / "LICENSE.txt", licence.read_bytes())
    (VENDOR / "VENDOR.json").write_bytes(inventory())


if __name__ == "__main__":
    main()
