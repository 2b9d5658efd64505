"""Writes two seconds of valid raw G.729 and of AMR-WB without an encoder.

A G.729 frame is 80 bits of parameters (ITU-T G.729, table 8): any values decode,
but the pitch delay carries a parity bit, which a decoder, and Seloste, checks.
An AMR-WB frame of 6.60 kbit/s is a byte of contents and 132 bits (RFC 4867,
sections 5.3 and 3.6). The parameters are pseudo-random: it sounds like noise.
"""

import random
import sys
from pathlib import Path

G729_FRAMES = 200
AMR_WB_FRAMES = 100
# name and width of each parameter of G.729, in the order of transmission
BITS = (
    ("L0", 1), ("L1", 7), ("L2", 5), ("L3", 5),
    ("P1", 8), ("P0", 1), ("C1", 13), ("S1", 4), ("GA1", 3), ("GB1", 4),
    ("P2", 5), ("C2", 13), ("S2", 4), ("GA2", 3), ("GB2", 4),
)  # fmt: skip


def g729_frame(chance: random.Random) -> bytes:
    """Return one frame of 10 ms with small gains, whose parity is right."""
    values = {name: chance.getrandbits(width) for name, width in BITS}
    values |= {"GA1": 1, "GB1": 1, "GA2": 1, "GB2": 1}
    values["P0"] = 1 - (values["P1"] >> 2).bit_count() % 2
    packed = 0
    for name, width in BITS:
        packed = packed << width | values[name]
    return packed.to_bytes(10, "big")


def amr_wb_frame(chance: random.Random) -> bytes:
    """Return one frame of 20 ms: mode 0, good quality, 132 bits and 4 of padding."""
    return b"\x04" + (chance.getrandbits(132) << 4).to_bytes(17, "big")


def main(g729: Path, amr_wb: Path) -> None:
    """Write both files, the same bytes every time."""
    chance = random.Random(729)  # noqa: S311 - a fixed file, not a secret
    g729.write_bytes(b"".join(g729_frame(chance) for _ in range(G729_FRAMES)))
    frames = (amr_wb_frame(chance) for _ in range(AMR_WB_FRAMES))
    amr_wb.write_bytes(b"#!AMR-WB\n" + b"".join(frames))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
