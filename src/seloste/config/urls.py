"""The routes of the web process: one include for each noun that has pages."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("seloste.web.front.urls")),
    path("", include("seloste.web.sign_in.urls")),
    path("account/", include("seloste.web.account.urls")),
    path("invitation/", include("seloste.web.invitations.urls")),
    path("notice/", include("seloste.web.notices.urls")),
    path("staff/", include("seloste.web.staff.urls")),
]
handler400 = "seloste.web.errors.bad_request"
handler403 = "seloste.web.errors.forbidden"
handler404 = "seloste.web.errors.not_found"
handler500 = "seloste.web.errors.broken"
