"""A file is what its bytes say, whatever it is called."""

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.protocols import filetype
from seloste.protocols.filetype import Family, Warn


def archive(*names: str, stored: bytes = b"") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as writer:
        for name in names:
            writer.writestr(name, stored or b"x")
    return file.getvalue()


def open_document(kind: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as writer:
        writer.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        writer.writestr("content.xml", "<x/>")
    return file.getvalue()


def ole(*names: str) -> bytes:
    body = b"".join(name.encode("utf-16-le") + bytes(64) for name in names)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + body


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SAMPLES = {
    "pdf": (b"%PDF-1.4\n%\xe2\xe3", "application/pdf", "document"),
    "pdf after rubbish": (b"\n\n%PDF-1.7", "application/pdf", "document"),
    "png": (b"\x89PNG\r\n\x1a\n\0\0", "image/png", "picture"),
    "jpeg": (b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg", "picture"),
    "gif": (b"GIF89a\1\0", "image/gif", "picture"),
    "bmp": (b"BM\x46\0\0\0\0\0\0\0\x36", "image/bmp", "picture"),
    "tiff": (b"II*\0\x08\0\0\0", "image/tiff", "picture"),
    "webp": (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp", "picture"),
    "heic": (b"\0\0\0\x18ftypheic", "image/heic", "picture"),
    "wav": (b"RIFF\0\0\0\0WAVEfmt ", "audio/wav", "sound"),
    "mp3": (b"ID3\x03\0", "audio/mpeg", "sound"),
    "mp3 without a tag": (b"\xff\xfb\x90\x44\0", "audio/mpeg", "sound"),
    "ogg": (b"OggS\0", "audio/ogg", "sound"),
    "mp4": (b"\0\0\0\x18ftypisom", "video/mp4", "film"),
    "docx": (archive("[Content_Types].xml", "word/document.xml"), WORD, "document"),
    "xlsx": (archive("[Content_Types].xml", "xl/workbook.xml"), SHEET, "document"),
    "odt": (
        open_document("text"),
        "application/vnd.oasis.opendocument.text",
        "document",
    ),
    "zip": (archive("word/kuva.png"), "application/zip", "archive"),
    "empty zip": (archive(), "application/zip", "archive"),
    "jar": (archive("META-INF/MANIFEST.MF"), "application/java-archive", "program"),
    "doc": (ole("WordDocument"), "application/msword", "document"),
    "xls": (ole("Workbook"), "application/vnd.ms-excel", "document"),
    "msg": (ole("__substg1.0_0037"), "application/vnd.ms-outlook", "mail"),
    "ole": (ole("Other"), "application/x-ole-storage", "document"),
    "rtf": (b"{\\rtf1 hei}", "application/rtf", "document"),
    "tnef": (b"\x78\x9f\x3e\x22\0\0", "application/ms-tnef", "archive"),
    "pdf inside": (b"\x78\x9f\x3e\x22%PDF-1.4", "application/ms-tnef", "archive"),
    "program that is a pdf": (b"MZ\0%PDF-1.4", "application/x-program", "program"),
    "page that is a pdf": (b"<html>%PDF-1.4", "text/html", "page"),
    "gzip": (b"\x1f\x8b\x08\0", "application/gzip", "archive"),
    "7z": (b"7z\xbc\xaf\x27\x1c\0", "application/x-7z-compressed", "archive"),
    "rar": (b"Rar!\x1a\x07\0", "application/vnd.rar", "archive"),
    "tar": (bytes(257) + b"ustar\0", "application/x-tar", "archive"),
    "iso": (bytes(32769) + b"CD001", "application/x-iso9660-image", "archive"),
    "pe": (b"MZ\x90\0\3", "application/x-program", "program"),
    "elf": (b"\x7fELF\2\1\1", "application/x-program", "program"),
    "mach-o": (b"\xcf\xfa\xed\xfe\7", "application/x-program", "program"),
    "class": (b"\xca\xfe\xba\xbe\0\0", "application/x-program", "program"),
    "shortcut": (b"L\0\0\0\x01\x14\x02\0", "application/x-program", "program"),
    "shell": (b"#!/bin/sh\nrm", "text/x-script", "program"),
    "batch": (b"@echo off\r\ndel", "text/x-script", "program"),
    "html": (b"<!DOCTYPE html><p>", "text/html", "page"),
    "html after a comment": (b"<!-- x --><html>", "text/html", "page"),
    "html in utf-16": ("<script>".encode("utf-16"), "text/html", "page"),
    "html after a mark": (b"\xef\xbb\xbf  <body >", "text/html", "page"),
    "svg": (b'<?xml version="1.0"?><svg xmlns="x">', "image/svg+xml", "page"),
    "mail": (b"Received: from x\r\n", "message/rfc822", "mail"),
    "calendar": (b"BEGIN:VCALENDAR\r\n", "text/calendar", "text"),
    "card": (b"BEGIN:VCARD\r\n", "text/vcard", "text"),
    "text": ("Hyvää päivää\n".encode(), "text/plain", "text"),
    "old text": ("Hyvää päivää\n".encode("latin-1"), "text/plain", "text"),
    "xml": (b"<?xml version='1.0'?><order/>", "text/plain", "text"),
    "nothing": (b"", "application/octet-stream", "unknown"),
    "noise": (b"\0\1\2\3\x99", "application/octet-stream", "unknown"),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_content_says_what_a_file_is(name: str) -> None:
    content, media_type, family = SAMPLES[name]

    found = filetype.detect_bytes(content)

    assert (found.media_type, found.family.value) == (media_type, family)


def test_a_file_is_looked_at_without_reading_all_of_it() -> None:
    names = archive("[Content_Types].xml", "word/document.xml", stored=bytes(10**6))

    assert filetype.detect_file(io.BytesIO(names)).media_type == WORD


@pytest.mark.parametrize(
    ("claimed", "name", "content", "expected"),
    [
        ("application/pdf", "lasku.pdf", b"MZ\x90", [Warn.PROGRAM, Warn.MISMATCH]),
        ("image/png", "kuva.png", b"<svg onload=x>", [Warn.PAGE, Warn.MISMATCH]),
        ("image/jpeg", "kuva.jpg", b"\x89PNG\r\n\x1a\n", [Warn.MISMATCH]),
        ("text/plain", "ohje.txt", b"<script>", [Warn.PAGE, Warn.MISMATCH]),
        ("application/pdf", "x", b"\0\1", [Warn.MISMATCH]),
        ("text/html", "sivu.html", b"<html>", [Warn.PAGE]),
        ("x/y", "invoice.pdf.exe", b"hei", [Warn.PROGRAM]),
        ("x/y", "aja.js ", b"hei", [Warn.PROGRAM]),
        ("application/pdf", "lasku.pdf", b"%PDF-1.4", []),
        ("text/csv", "luettelo.csv", b"a;b\n", []),
        ("message/rfc822", "viesti.eml", b"Hei vaan\n", []),
        ("application/octet-stream", "viesti", b"\0\1", []),
    ],
)
def test_what_deserves_care_is_said(
    claimed: str, name: str, content: bytes, expected: list[Warn]
) -> None:
    found = filetype.detect_bytes(content)

    assert list(filetype.warnings(found, claimed=claimed, filename=name)) == expected


@pytest.mark.parametrize(
    "content",
    [
        archive("[Content_Types].xml", "word/vbaProject.bin"),
        ole("WordDocument", "_VBA_PROJECT"),
    ],
)
def test_macros_are_noticed(content: bytes) -> None:
    found = filetype.detect_bytes(content)

    assert Warn.MACROS in filetype.warnings(found, claimed="", filename="x.docm")


def test_old_office_files_may_be_called_as_they_are() -> None:
    found = filetype.detect_bytes(b"{\\rtf1 hei}")

    assert not filetype.warnings(found, claimed="", filename="kirje.doc")


@given(st.binary(max_size=600), st.text(max_size=30))
def test_any_bytes_and_any_name_get_an_answer(content: bytes, name: str) -> None:
    found = filetype.detect_bytes(content)

    assert isinstance(found.family, Family)
    filetype.warnings(found, claimed=name, filename=name)


def test_a_head_of_one_repeated_mark_is_decided_at_once() -> None:
    head = (b"<" * filetype.HEAD)[: filetype.HEAD]

    assert filetype.detect(head, struct.pack(">Q", 0)).media_type == "text/plain"
