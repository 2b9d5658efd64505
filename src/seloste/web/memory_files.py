"""Files that strangers send stay in memory: nothing unsealed is ever on a disk.

Django would write large ones to a temporary file.
"""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

TOO_LARGE = "too-large"

type Uploaded = UploadedFile[bytes]


class MemoryFiles(FileUploadHandler):
    """Takes files up to ``largest`` bytes; a larger one arrives empty and marked."""

    def __init__(self, request: HttpRequest, *, largest: int) -> None:
        super().__init__(request)
        self.largest = largest

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self.kept = BytesIO()
        self.excess = False

    def receive_data_chunk(self, raw_data: bytes, _start: int) -> None:
        """Keep a piece, as long as there is room for the whole."""
        self.excess = self.excess or self.kept.tell() + len(raw_data) > self.largest
        if self.excess:
            self.kept = BytesIO()
        else:
            self.kept.write(raw_data)

    def file_complete(self, _file_size: int) -> InMemoryUploadedFile:
        """Return the file; ``content_type_extra`` says where it was too large."""
        size = self.kept.tell()
        self.kept.seek(0)
        return InMemoryUploadedFile(
            file=self.kept,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type or "application/octet-stream",
            size=size,
            charset=self.charset,
            content_type_extra={TOO_LARGE: b""} if self.excess else {},
        )


def is_too_large(file: Uploaded) -> bool:
    """Tell whether a file arrived empty because it was too large."""
    return TOO_LARGE in (file.content_type_extra or {})


def kept_in_memory(request: HttpRequest, *, largest: int) -> None:
    """Say, before the body is read, that its files stay in memory."""
    request.upload_handlers = [MemoryFiles(request, largest=largest)]
