"""The route of the metrics."""

from django.urls import path

from seloste.web.metrics import views

urlpatterns = [path("metrics", views.metrics, name="metrics")]
