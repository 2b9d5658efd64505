"""Routes of the pages of disposal."""

from django.urls import path

from seloste.web.disposal import views

app_name = "disposal"
urlpatterns = [
    path("", views.calendar_page, name="list"),
    path("brakes/<uuid:brake>/approve/", views.approve, name="approve"),
    path("certificates/", views.certificates, name="certificates"),
    path("certificates/<uuid:certificate>/", views.certificate, name="certificate"),
    path("certificates/<uuid:certificate>/file/", views.proof, name="proof"),
]
