"""Routes of the search; no address ever says what is searched for."""

from django.urls import path

from seloste.web.search import views

app_name = "search"
urlpatterns = [
    path("", views.find, name="find"),
    path("made/", views.made, name="made"),
    path("made/<uuid:search>/", views.open_words, name="words"),
]
