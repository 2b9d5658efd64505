"""The route of fetching an answer."""

from django.urls import path

from seloste.web.packages import fetch

app_name = "fetch"
urlpatterns = [path("<str:token>/", fetch.fetch, name="answer")]
