"""Routes of the webhooks."""

from django.urls import path

from seloste.web.webhooks import views

app_name = "webhooks"
urlpatterns = [
    path("", views.list_webhooks, name="list"),
    path("<uuid:webhook>/", views.show, name="show"),
    path("<uuid:webhook>/secret/", views.secret, name="secret"),
    path("<uuid:webhook>/pause/", views.pause, name="pause"),
    path("<uuid:webhook>/remove/", views.remove, name="remove"),
    path("<uuid:webhook>/messages/<uuid:message>/", views.retry, name="retry"),
]
