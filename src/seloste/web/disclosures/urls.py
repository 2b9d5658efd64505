"""Routes of the register of disclosures."""

from django.urls import path

from seloste.web.disclosures import views

app_name = "disclosures"
urlpatterns = [
    path("", views.list_disclosures, name="list"),
    path("new/", views.new, name="new"),
    path("new/<uuid:contact>/", views.new, name="new-of"),
    path("<uuid:disclosure>/", views.show, name="show"),
    path("<uuid:disclosure>/approve/", views.approve, name="approve"),
    path("<uuid:disclosure>/refuse/", views.refuse, name="refuse"),
    path("<uuid:disclosure>/hand-over/", views.hand_over, name="hand-over"),
]
