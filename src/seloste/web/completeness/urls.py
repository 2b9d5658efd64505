"""Routes of the completeness report."""

from django.urls import path

from seloste.web.completeness import views

app_name = "completeness"
urlpatterns = [path("", views.list_days, name="list")]
