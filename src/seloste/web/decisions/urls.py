"""Routes of decisions on rights requests."""

from django.urls import path

from seloste.web.decisions import corrections, follow, views, wordings

app_name = "decisions"
urlpatterns = [
    path("<uuid:wanted>/decision/", views.decide, name="decide"),
    path("decisions/<uuid:decision>/approve/", views.approve, name="approve"),
    path("decisions/<uuid:decision>/carry-out/", views.carry_out, name="carry-out"),
    path("<uuid:wanted>/correct/<uuid:contact>/", corrections.correct, name="correct"),
    path("<uuid:wanted>/words/<uuid:contact>/", wordings.choose, name="choose"),
    path("<uuid:wanted>/reword/<uuid:item>/", wordings.reword, name="reword"),
    path("corrections/<uuid:proposal>/", wordings.proposed, name="proposed"),
    path("corrections/<uuid:proposal>/replace/", wordings.replace, name="replace"),
    path("corrections/<uuid:proposal>/drop/", wordings.drop, name="drop"),
    path(
        "<uuid:wanted>/statement/<uuid:item>/", corrections.statement, name="statement"
    ),
    path("<uuid:wanted>/stop/", follow.stop, name="stop"),
    path("recipients/<uuid:notice>/told/", follow.told, name="told"),
    path("recipients/<uuid:notice>/impossible/", follow.impossible, name="impossible"),
    path("restrictions/<uuid:restriction>/announce/", follow.announce, name="announce"),
    path("restrictions/<uuid:restriction>/lift/", follow.lift, name="lift"),
    path("forwardings/<uuid:forwarding>/", follow.forward, name="forward"),
    path("erasures/<uuid:wanted>/", follow.erased, name="erased"),
    path(
        "erasures/<uuid:wanted>/letter/", follow.erasure_letter, name="erasure-letter"
    ),
    path("erasures/<uuid:wanted>/told/", follow.erasure_told, name="erasure-told"),
]
