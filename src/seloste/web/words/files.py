"""Words of files: what they are, what deserves care, why they are not handed over."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seloste.domain.scan import ReleaseReason
from seloste.protocols.filetype import Warn

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"

TYPES = {
    "application/pdf": _("PDF document"),
    "application/msword": _("Word document"),
    f"{_OFFICE}.wordprocessingml.document": _("Word document"),
    "application/vnd.ms-excel": _("Excel sheet"),
    f"{_OFFICE}.spreadsheetml.sheet": _("Excel sheet"),
    "application/vnd.ms-powerpoint": _("PowerPoint slides"),
    f"{_OFFICE}.presentationml.presentation": _("PowerPoint slides"),
    f"{_OPEN}.text": _("OpenDocument text"),
    f"{_OPEN}.spreadsheet": _("OpenDocument sheet"),
    f"{_OPEN}.presentation": _("OpenDocument slides"),
    "application/rtf": _("formatted text (RTF)"),
    "application/x-ole-storage": _("old Office file"),
    "application/vnd.ms-outlook": _("Outlook message"),
    "application/ms-tnef": _("Outlook package (winmail.dat)"),
    "application/zip": _("packed files (ZIP)"),
    "application/gzip": _("packed file (gzip)"),
    "application/vnd.rar": _("packed files (RAR)"),
    "application/x-7z-compressed": _("packed files (7z)"),
    "application/x-tar": _("packed files (tar)"),
    "application/java-archive": _("Java program"),
    "application/x-program": _("program"),
    "text/x-script": _("script, which is a program"),
    "image/svg+xml": _("drawing that may run scripts (SVG)"),
    "text/html": _("web page, which may run scripts"),
    "image/png": _("picture (PNG)"),
    "image/jpeg": _("picture (JPEG)"),
    "image/gif": _("picture (GIF)"),
    "image/bmp": _("picture (BMP)"),
    "image/tiff": _("picture (TIFF)"),
    "image/webp": _("picture (WebP)"),
    "image/heic": _("picture (HEIC)"),
    "audio/wav": _("sound (WAV)"),
    "audio/mpeg": _("sound (MP3)"),
    "audio/ogg": _("sound (Ogg)"),
    "video/mp4": _("film (MP4)"),
    "message/rfc822": pgettext_lazy("file", "message"),
    "text/calendar": pgettext_lazy("file", "invitation"),
    "text/vcard": _("contact card"),
    "text/plain": pgettext_lazy("file", "text"),
    "application/octet-stream": _("unknown sort of file"),
}
WARNINGS = {
    Warn.PROGRAM: _("This is a program: it can do anything on the machine it runs on."),
    Warn.MACROS: _("Holds macros, which are small programs."),
    Warn.PAGE: _("Can run scripts when it is opened in a browser."),
    Warn.MISMATCH: _("Is not what it says it is."),
}
WITHHELD = {
    "waiting": _("Waits for the scanner. Look again in a moment."),
    "failed": _("The scanner does not answer. It is asked again every minute."),
    "found": _("Malware was found in this. It is not handed over."),
}
WHY = _("Why is it handed over?")
RELEASES = {
    ReleaseReason.FALSE_ALARM: _("A false alarm"),
    ReleaseReason.OWN_TEST: _("Our own test"),
    ReleaseReason.EVIDENCE: _("Needed as evidence, with care"),
}
REFUSED = {
    "unsupported": _("This sort of file is not shown here. Save it to look at it."),
    "damaged": _("The file is damaged or locked with a password; it can be saved."),
    "too-large": _("The file is too large to be shown safely; it can be saved."),
    "too-costly": _("Showing the file took too much; it can be saved, with care."),
}
METHODS = {
    "request": _("Invitation"),
    "publish": _("Event"),
    "cancel": _("Cancelled"),
    "reply": _("Answer to an invitation"),
}
SCAN_REFUSED = {
    "no-such-move": _("Somebody has decided on it already."),
    "held": _("A hold keeps it: it cannot be discarded before the hold is released."),
}
