"""Routes of the pages of quarantine."""

from django.urls import path

from seloste.web.quarantine import views

app_name = "quarantine"
urlpatterns = [
    path("", views.list_waiting, name="list"),
    path("<uuid:entry>/retry/", views.retry, name="retry"),
    path("<uuid:entry>/discard/", views.discard, name="discard"),
]
