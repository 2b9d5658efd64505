"""Routes of opened messages and their files."""

from django.urls import path

from seloste.web.messages import scan_views, views

app_name = "messages"
urlpatterns = [
    path("<uuid:opening>/body/", views.body, name="body"),
    path("<uuid:opening>/body/<str:number>/", views.inner_body, name="inner-body"),
    path("<uuid:opening>/original/", views.original, name="original"),
    path("<uuid:opening>/file/", views.contact_file, name="file"),
    path("<uuid:opening>/files/<str:number>/", views.attachment, name="attachment"),
    path("<uuid:opening>/links/<str:number>/", views.link, name="link"),
    path("<uuid:opening>/look/<str:number>/", views.look, name="look"),
    path(
        "<uuid:opening>/look/<str:number>/<int:page>.png",
        views.look_page,
        name="look-page",
    ),
    path("scans/", scan_views.list_found, name="scans"),
    path("scans/<uuid:item>/release/", scan_views.release, name="release"),
    path("scans/<uuid:item>/discard/", scan_views.discard, name="discard"),
]
