"""Routes of opened messages and their files."""

from django.urls import path

from seloste.web.messages import views

app_name = "messages"
urlpatterns = [
    path("<uuid:opening>/body/", views.body, name="body"),
    path("<uuid:opening>/file/", views.contact_file, name="file"),
    path("<uuid:opening>/files/<int:number>/", views.attachment, name="attachment"),
]
