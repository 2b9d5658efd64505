"""Routes of the public portal of rights requests."""

from django.urls import path

from seloste.web.identity import portal as identity
from seloste.web.portal import letters, views

app_name = "portal"
urlpatterns = [
    path("", views.registers, name="registers"),
    path("status/<str:token>/", views.status, name="status"),
    path("status/<str:token>/withdraw/", views.withdraw, name="withdraw"),
    path("status/<str:token>/code/", identity.ask_code, name="ask-code"),
    path("status/<str:token>/code/enter/", identity.take_code, name="take-code"),
    path(
        "status/<str:token>/letters/<uuid:letter>/",
        letters.save,
        name="letter",
    ),
    path("status/<str:token>/strong/", identity.strong, name="strong"),
    path("identified/", identity.identified, name="identified"),
    path("confirm/<uuid:wanted>/<str:proof>/", views.confirm, name="confirm"),
    path("<slug:register>/", views.ask, name="ask"),
]
