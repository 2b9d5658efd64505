"""Routes of the staff pages."""

from django.urls import path

from seloste.web.staff import views

app_name = "staff"
urlpatterns = [
    path("", views.list_members, name="list"),
    path("invite/", views.invite, name="invite"),
    path("<uuid:person>/", views.show, name="show"),
    path("<uuid:person>/link/", views.new_link, name="link"),
    path("<uuid:person>/disable/", views.disable, name="disable"),
    path("<uuid:person>/roles/<uuid:grant>/withdraw/", views.withdraw, name="withdraw"),
]
