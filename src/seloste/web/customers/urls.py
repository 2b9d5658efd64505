"""Routes of the pages of customers; no address ever says who is looked for."""

from django.urls import path

from seloste.web.customers import views

app_name = "customers"
urlpatterns = [
    path("", views.find, name="find"),
    path("of/<uuid:contact>/", views.of_contact, name="of_contact"),
    path("again/", views.again, name="again"),
    path("merge/", views.merge, name="merge"),
    path("split/", views.split, name="split"),
    path("exclude/", views.exclude, name="exclude"),
    path("undo/", views.undo, name="undo"),
]
