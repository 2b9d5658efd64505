"""Routes of the public notices."""

from django.urls import path

from seloste.web.notices import views

app_name = "notice"
urlpatterns = [
    path("", views.list_notices, name="list"),
    path("<slug:register>/", views.show, name="page"),
    path("<slug:register>/versions/<int:number>/", views.show, name="version"),
    path("<slug:register>/versions/<int:number>/notice.pdf", views.pdf, name="pdf"),
]
