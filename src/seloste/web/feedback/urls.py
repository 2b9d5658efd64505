"""Routes of the public forms."""

from django.urls import path

from seloste.web.feedback import views

app_name = "feedback"
urlpatterns = [path("<slug:site>/", views.write, name="form")]
