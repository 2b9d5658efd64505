"""Routes of one's own account."""

from django.urls import path

from seloste.web.account import keys, views

urlpatterns = [
    path("", views.account, name="account"),
    path("keys/", keys.keys, name="account-keys"),
    path("keys/<uuid:key>/revoke/", keys.revoke, name="account-key-revoke"),
]
