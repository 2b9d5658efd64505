"""Routes of an agent's own figures."""

from django.urls import path

from seloste.web.figures import views

app_name = "my-day"
urlpatterns = [path("", views.mine, name="list")]
