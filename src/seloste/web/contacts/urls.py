"""Routes of the pages of contacts."""

from django.urls import path

from seloste.web.contacts import export, views

app_name = "contacts"
urlpatterns = [
    path("", views.list_contacts, name="list"),
    path("lookup/", views.lookup, name="lookup"),
    path("<uuid:contact>/", views.show, name="show"),
    path("<uuid:contact>/people/", views.unmask, name="unmask"),
    path("<uuid:contact>/vcon/", export.vcon, name="vcon"),
    path("<uuid:contact>/items/<uuid:item>/open/", views.open_item, name="open"),
    path(
        "<uuid:contact>/items/<uuid:item>/original/",
        views.open_original,
        name="original",
    ),
    path("<uuid:contact>/open/<uuid:opening>/", views.opened, name="opened"),
]
