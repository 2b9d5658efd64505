"""The one route to which telephone services send."""

from django.urls import path

from seloste.web.hooks import views

app_name = "hooks"
urlpatterns = [path("<slug:source>/", views.receive, name="receive")]
