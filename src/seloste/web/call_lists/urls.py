"""Routes of the lists of calls."""

from django.urls import path

from seloste.web.call_lists import views

app_name = "call_lists"
urlpatterns = [
    path("", views.list_lists, name="list"),
    path("new/", views.new, name="new"),
    path("objection/", views.objection, name="objection"),
    path("<uuid:call_list>/", views.show, name="show"),
    path("<uuid:call_list>/call/", views.call, name="call"),
    path("<uuid:call_list>/calls/<uuid:entry>/", views.result, name="result"),
    path("<uuid:call_list>/end/", views.end, name="end"),
]
