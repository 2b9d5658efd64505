"""Routes of opened recordings."""

from django.urls import path

from seloste.web.player import views

app_name = "player"
urlpatterns = [
    path("<uuid:opening>/audio/", views.audio, name="audio"),
    path("<uuid:opening>/waveform/", views.waveform, name="waveform"),
]
