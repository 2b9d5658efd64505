"""Routes of the page of the audit log."""

from django.urls import path

from seloste.web.audit import views

app_name = "audit"
urlpatterns = [path("", views.list_leaves, name="list")]
