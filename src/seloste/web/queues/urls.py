"""Routes of the pages of queues."""

from django.urls import path

from seloste.web.queues import views

app_name = "queues"
urlpatterns = [
    path("", views.list_queues, name="list"),
    path("new/", views.edit, name="new"),
    path("<uuid:queue>/", views.edit, name="show"),
    path("<uuid:queue>/retire/", views.retire, name="retire"),
    path("<uuid:queue>/reopen/", views.reopen, name="reopen"),
    path("<uuid:queue>/members/", views.add_member, name="member"),
    path(
        "<uuid:queue>/members/<uuid:member>/remove/",
        views.remove_member,
        name="member-remove",
    ),
]
