"""Routes of calls in progress and of telephones."""

from django.urls import path

from seloste.web.calls import views

app_name = "calls"
urlpatterns = [
    path("", views.board, name="list"),
    path("live/", views.live, name="live"),
    path("extensions/", views.extensions, name="extensions"),
    path("extensions/<int:extension>/take/", views.take, name="take"),
    path("<uuid:call>/pop/", views.pop, name="pop"),
    path("<uuid:call>/work/", views.work, name="work"),
    path("<uuid:call>/note/", views.note, name="note"),
]
