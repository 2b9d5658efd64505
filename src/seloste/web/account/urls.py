"""Routes of one's own account."""

from django.urls import path

from seloste.web.account import views

urlpatterns = [path("", views.account, name="account")]
