"""Routes of the pages that set up forms."""

from django.urls import path

from seloste.web.form_sites import views

app_name = "form-sites"
urlpatterns = [
    path("", views.list_sites, name="list"),
    path("add/", views.add, name="add"),
    path("find/", views.find, name="find"),
    path("<slug:site>/", views.change, name="change"),
]
