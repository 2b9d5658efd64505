"""Routes of the pages of sources."""

from django.urls import path

from seloste.web.sources import views

app_name = "sources"
urlpatterns = [
    path("", views.list_sources, name="list"),
    path("<slug:source>/attest/", views.attest, name="attest"),
]
