"""Routes of the page of the promises."""

from django.urls import path

from seloste.web.verification import views

app_name = "verify"
urlpatterns = [
    path("", views.list_registers, name="list"),
    path("<slug:register>/", views.show, name="show"),
]
