"""Routes of identity and matches in the pages of rights requests."""

from django.urls import path

from seloste.web.identity import views

app_name = "identity"
urlpatterns = [
    path("<uuid:wanted>/identity/codes/", views.codes, name="codes"),
    path("<uuid:wanted>/identity/code/", views.take_code, name="take-code"),
    path("<uuid:wanted>/identity/letter/", views.letter, name="letter"),
    path("<uuid:wanted>/identity/call-back/", views.call_back, name="call-back"),
    path("<uuid:wanted>/identity/authority/", views.authority, name="authority"),
    path("<uuid:wanted>/identity/met/", views.met, name="met"),
    path("<uuid:wanted>/identity/told/", views.told, name="told"),
    path("<uuid:wanted>/identity/alerts/<slug:kind>/", views.clear, name="clear"),
    path("<uuid:wanted>/matches/", views.propose, name="propose"),
    path("<uuid:wanted>/matches/decide/", views.decide, name="decide"),
    path("<uuid:wanted>/matches/period/", views.period, name="period"),
]
