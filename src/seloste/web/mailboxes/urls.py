"""Routes of the pages of mailboxes."""

from django.urls import path

from seloste.web.mailboxes import views

app_name = "mailboxes"
urlpatterns = [
    path("", views.list_mailboxes, name="list"),
    path("<slug:mailbox>/pause/", views.pause, name="pause"),
    path("<slug:mailbox>/resume/", views.resume, name="resume"),
    path("outgoing/<uuid:outgoing>/retry/", views.retry, name="retry"),
    path("missed/<int:missed>/settle/", views.settle, name="settle"),
]
