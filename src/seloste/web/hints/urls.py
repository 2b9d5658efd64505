"""Routes of the hints that wait for a decision."""

from django.urls import path

from seloste.web.hints import views

app_name = "hints"
urlpatterns = [path("", views.list_undecided, name="list")]
