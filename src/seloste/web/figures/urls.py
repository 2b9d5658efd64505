"""Routes of figures."""

from django.urls import path

from seloste.web.figures import views

app_name = "figures"
urlpatterns = [
    path("", views.dashboard, name="list"),
    path("team/", views.team, name="team"),
    path("export/", views.export, name="export"),
]
