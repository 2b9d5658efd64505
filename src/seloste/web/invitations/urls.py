"""Routes of one-time links."""

from django.urls import path

from seloste.web.invitations import views

urlpatterns = [
    path("<str:token>/", views.follow, name="invitation-link"),
    path("", views.accept, name="invitation"),
]
