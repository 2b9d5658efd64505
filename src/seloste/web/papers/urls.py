"""Routes of the pages of paper."""

from django.urls import path

from seloste.web.papers import places, views

app_name = "papers"
urlpatterns = [
    path("", views.list_papers, name="list"),
    path("register/", views.register, name="register"),
    path("places/", places.list_places, name="places"),
    path("places/<uuid:place>/close/", places.close, name="close"),
    path("places/<uuid:place>/check/", places.check, name="check"),
    path("places/<uuid:place>/list.pdf", places.printed, name="printed"),
    path("<uuid:paper>/", views.show, name="show"),
    path("<uuid:paper>/move/", views.move, name="move"),
    path("<uuid:paper>/destroyed/", views.destroyed, name="destroyed"),
    path("<uuid:paper>/second/", views.second, name="second"),
    path("<uuid:paper>/certificate.pdf", views.certificate, name="certificate"),
]
