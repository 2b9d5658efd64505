"""Routes of the page that moves the clock of a drill."""

from django.urls import path

from seloste.web.drill import views

app_name = "drill"
urlpatterns = [
    path("", views.show, name="show"),
    path("move/", views.move, name="move"),
]
