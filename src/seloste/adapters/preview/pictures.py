"""Pictures drawn anew: from pixels to PNG, without anything the file carried along.

Only formats that people send are read, each by the one decoder named here.
"""

import io
import warnings

from PIL import (
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageOps,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from seloste.ports.preview import LONGEST_SIDE, SMALL_SIDE, PreviewRefused

MOST_PIXELS = 40_000_000
FORMATS = {
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/gif": "GIF",
    "image/bmp": "BMP",
    "image/tiff": "TIFF",
    "image/webp": "WEBP",
}
DECODERS = (
    PngImagePlugin,
    JpegImagePlugin,
    GifImagePlugin,
    BmpImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

Image.MAX_IMAGE_PIXELS = MOST_PIXELS
warnings.simplefilter("error", Image.DecompressionBombWarning)


def drawn(content: bytes, media_type: str, *, side: int = LONGEST_SIDE) -> bytes:
    """Return the first frame of a picture as PNG. Raises PreviewRefused."""
    try:
        with Image.open(io.BytesIO(content), formats=[FORMATS[media_type]]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise PreviewRefused("too-large")
            picture.draft("RGB", (side, side))
            return encoded(ImageOps.exif_transpose(picture), side=side)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise PreviewRefused("too-large") from None


def encoded(picture: Image.Image, *, side: int = LONGEST_SIDE) -> bytes:
    """Return pixels, and nothing but pixels, as PNG of at most ``side``."""
    transparent = "A" in picture.getbands() or "transparency" in picture.info
    pixels = picture.convert("RGBA" if transparent else "RGB")
    pixels.thumbnail((side, side))
    pixels.info.clear()
    out = io.BytesIO()
    pixels.save(out, "PNG", compress_level=3)
    return out.getvalue()


def small(content: bytes, media_type: str) -> bytes:
    """Return a picture as a small PNG, or nothing where it cannot be drawn."""
    if media_type not in FORMATS:
        return b""
    try:
        return drawn(content, media_type, side=SMALL_SIDE)
    except (PreviewRefused, OSError, ValueError, SyntaxError, EOFError):
        return b""


def rehearse() -> None:
    """Draw a dot in every format, so that nothing is left to import."""
    for media_type, name in FORMATS.items():
        dot = io.BytesIO()
        Image.new("RGB", (2, 2)).save(dot, name)
        drawn(dot.getvalue(), media_type)
