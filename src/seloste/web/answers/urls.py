"""Routes of the anonymous question."""

from django.urls import path

from seloste.web.answers import views

app_name = "answers"
urlpatterns = [path("<str:token>/", views.answer, name="form")]
