"""Routes of the sites that embed a chat."""

from django.urls import path

from seloste.web.chats import sites

app_name = "chat-sites"
urlpatterns = [
    path("", sites.list_sites, name="list"),
    path("new/", sites.edit, name="new"),
    path("<uuid:site>/", sites.edit, name="show"),
]
