"""Routes of the console of chats."""

from django.urls import path

from seloste.web.chats import views

app_name = "chats"
urlpatterns = [
    path("", views.console, name="list"),
]
