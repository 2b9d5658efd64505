"""Routes of training and quality."""

from django.urls import path

from seloste.web.training import listening, views

app_name = "training"
urlpatterns = [
    path("", views.list_playlists, name="list"),
    path("draw/", views.draw, name="draw"),
    path("form/<slug:register>/", views.change_form, name="form"),
    path("<uuid:playlist>/", views.show, name="show"),
    path("<uuid:playlist>/<int:position>/open/", listening.open_entry, name="open"),
    path(
        "<uuid:playlist>/<int:position>/<uuid:opening>/",
        listening.listen,
        name="listen",
    ),
    path(
        "<uuid:playlist>/<int:position>/<uuid:opening>/evaluate/",
        listening.evaluate,
        name="evaluate",
    ),
    path(
        "<uuid:playlist>/<int:position>/<uuid:opening>/comment/",
        listening.comment,
        name="comment",
    ),
]
