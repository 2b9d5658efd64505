"""Routes of hiding by hand, each on an opening of a recording."""

from django.urls import path

from seloste.web.redactions import views

app_name = "redactions"
urlpatterns = [
    path("<uuid:opening>/", views.show, name="show"),
    path("<uuid:opening>/preview/", views.preview, name="preview"),
    path("<uuid:opening>/hide/", views.hide, name="hide"),
    path("<uuid:opening>/separate/", views.separate, name="separate"),
    path("<uuid:opening>/decide/", views.decide, name="decide"),
    path("<uuid:opening>/again/", views.show_again, name="again"),
]
