"""The routes of the web process: one include for each noun that has pages."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("seloste.web.front.urls")),
    path("", include("seloste.web.sign_in.urls")),
    path("api/", include("seloste.web.api.urls")),
    path("account/", include("seloste.web.account.urls")),
    path("invitation/", include("seloste.web.invitations.urls")),
    path("notice/", include("seloste.web.notices.urls")),
    path("staff/", include("seloste.web.staff.urls")),
    path("contacts/", include("seloste.web.contacts.urls")),
    path("player/", include("seloste.web.player.urls")),
    path("messages/", include("seloste.web.messages.urls")),
    path("holds/", include("seloste.web.holds.urls")),
    path("disposal/", include("seloste.web.disposal.urls")),
    path("quarantine/", include("seloste.web.quarantine.urls")),
    path("sources/", include("seloste.web.sources.urls")),
    path("verify/", include("seloste.web.verification.urls")),
    path("audit/", include("seloste.web.audit.urls")),
    path("drill/", include("seloste.web.drill.urls")),
]
handler400 = "seloste.web.errors.bad_request"
handler403 = "seloste.web.errors.forbidden"
handler404 = "seloste.web.errors.not_found"
handler500 = "seloste.web.errors.broken"
