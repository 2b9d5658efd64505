"""Routes of the pages of answers."""

from django.urls import path

from seloste.web.packages import copies, delivery, views

app_name = "packages"
urlpatterns = [
    path("<uuid:wanted>/", views.review, name="review"),
    path("<uuid:wanted>/begin/", views.begin, name="begin"),
    path("<uuid:wanted>/give/<uuid:contact>/", views.give, name="give"),
    path("<uuid:wanted>/build/", delivery.build, name="build"),
    path("<uuid:wanted>/letters/", delivery.write, name="write"),
    path("<uuid:wanted>/letters/<uuid:letter>/", delivery.letter, name="letter"),
    path("items/<uuid:item>/", views.item, name="item"),
    path("items/<uuid:item>/mark/", views.mark, name="mark"),
    path("items/<uuid:item>/confirm/", views.confirm, name="confirm"),
    path("items/<uuid:item>/hide/", copies.hide, name="hide"),
    path("copies/<uuid:copy>/open/", copies.open_copy, name="open-copy"),
    path("copies/<uuid:copy>/remove/", copies.remove, name="remove-copy"),
    path("heard/<uuid:opening>/", copies.show, name="copy"),
    path("heard/<uuid:opening>/audio/", copies.audio, name="copy-audio"),
    path("files/<uuid:package>/offer/", delivery.offer, name="offer"),
    path("files/<uuid:package>/passphrase/", delivery.passphrase, name="passphrase"),
    path("files/<uuid:package>/age/", delivery.age, name="age"),
    path("files/<uuid:package>/print/", delivery.printed, name="print"),
    path("files/<uuid:package>/receipt/", delivery.receipt, name="receipt"),
]
