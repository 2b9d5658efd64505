"""Routes of the register of processors."""

from django.urls import path

from seloste.web.processors import views

app_name = "processors"
urlpatterns = [
    path("", views.list_entries, name="list"),
    path("new/", views.new, name="new"),
    path("<uuid:entry>/", views.show, name="show"),
    path("<uuid:entry>/end/", views.end, name="end"),
]
