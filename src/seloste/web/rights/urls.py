"""Routes of the pages of rights requests."""

from django.urls import path

from seloste.web.rights import lists, views

app_name = "rights"
urlpatterns = [
    path("", lists.board, name="list"),
    path("find/", lists.find, name="find"),
    path("new/", lists.new, name="new"),
    path("new/<slug:register>/", lists.new, name="new-in"),
    path("on/<uuid:contact>/", lists.new, name="new-on"),
    path("on/<uuid:contact>/dismiss/", lists.dismiss, name="dismiss"),
    path("<uuid:wanted>/", views.show, name="show"),
    path("<uuid:wanted>/move/<slug:name>/", views.move, name="move"),
    path("<uuid:wanted>/resume/", views.resume, name="resume"),
    path("<uuid:wanted>/take/", views.take, name="take"),
    path("<uuid:wanted>/extend/", views.extend, name="extend"),
    path("<uuid:wanted>/refuse/", views.refuse, name="refuse"),
]
