"""Routes of the transcript of a recording, most of them on an opening of it."""

from django.urls import path

from seloste.web.transcripts import editing, prints, views

app_name = "transcripts"
urlpatterns = [
    path("<uuid:item>/", views.unopened, name="of"),
    path("<uuid:item>/open/", views.open_item, name="open"),
    path("<uuid:item>/original/", views.open_original, name="original"),
    path("<uuid:item>/make/", views.make, name="make"),
    path("<uuid:item>/again/", editing.again, name="again"),
    path("<uuid:item>/<uuid:opening>/", views.show, name="show"),
    path("<uuid:item>/<uuid:opening>/begin/", editing.begin, name="begin"),
    path("<uuid:item>/<uuid:opening>/rest/", editing.rest, name="rest"),
    path("<uuid:item>/<uuid:opening>/correct/", editing.correct, name="correct"),
    path("<uuid:item>/<uuid:opening>/add/", editing.add, name="add"),
    path("<uuid:item>/<uuid:opening>/speakers/", editing.speakers, name="speakers"),
    path("<uuid:item>/<uuid:opening>/check/", editing.check, name="check"),
    path("<uuid:item>/<uuid:opening>/certify/", editing.certify, name="certify"),
    path("<uuid:item>/<uuid:opening>/captions.vtt", prints.captions, name="captions"),
    path("<uuid:item>/<uuid:opening>/print/", prints.page, name="print"),
    path("<uuid:item>/<uuid:opening>/print.pdf", prints.pdf, name="pdf"),
]
