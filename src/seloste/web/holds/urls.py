"""Routes of the pages of holds."""

from django.urls import path

from seloste.web.holds import views

app_name = "holds"
urlpatterns = [
    path("", views.list_holds, name="list"),
    path("on/<uuid:contact>/", views.place, name="place"),
    path("<uuid:hold>/", views.show, name="show"),
    path("<uuid:hold>/review/", views.review, name="review"),
    path("<uuid:hold>/reason/", views.reason, name="reason"),
    path("<uuid:hold>/release/", views.release, name="release"),
]
