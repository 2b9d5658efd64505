"""Routes of the front page."""

from django.urls import path

from seloste.web.front import views

urlpatterns = [path("", views.front, name="front")]
