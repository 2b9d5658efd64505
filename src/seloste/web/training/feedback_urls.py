"""Routes of the feedback that somebody gets on own work."""

from django.urls import path

from seloste.web.training import feedback

app_name = "my-feedback"
urlpatterns = [
    path("", feedback.mine, name="list"),
    path("<uuid:evaluation>/", feedback.read, name="read"),
]
