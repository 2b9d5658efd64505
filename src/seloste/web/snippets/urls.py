"""Routes of the templates of replies."""

from django.urls import path

from seloste.web.snippets import views

app_name = "snippets"
urlpatterns = [
    path("", views.list_templates, name="list"),
    path("new/", views.new, name="new"),
    path("<uuid:template>/", views.edit, name="edit"),
    path("<uuid:template>/offer/", views.offer, name="offer"),
]
