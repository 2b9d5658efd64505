"""Routes of the pages of work."""

from django.urls import path

from seloste.web.work import acts, bulk, lists, views

app_name = "work"
urlpatterns = [
    path("", lists.list_work, name="list"),
    path("views/", lists.save_view, name="save-view"),
    path("views/<uuid:view>/remove/", lists.remove_view, name="remove-view"),
    path("bulk/", bulk.preview, name="bulk"),
    path("bulk/do/", bulk.do, name="bulk-do"),
    path("new/", lists.new, name="new"),
    path("on/<uuid:contact>/", lists.new, name="new-on"),
    path("on/<uuid:contact>/link/", lists.link, name="link"),
    path("<uuid:work>/", views.show, name="show"),
    path("<uuid:work>/move/<slug:wanted>/", acts.move, name="move"),
    path("<uuid:work>/end/<slug:wanted>/", views.end, name="end"),
    path("<uuid:work>/assign/", views.assign, name="assign"),
    path("<uuid:work>/plan/", views.plan, name="plan"),
    path("<uuid:work>/describe/", views.describe, name="describe"),
    path("<uuid:work>/notes/", views.note, name="note"),
    path("<uuid:work>/steps/", acts.add_step, name="step"),
    path("<uuid:work>/steps/<int:place>/", acts.tick, name="tick"),
    path("<uuid:work>/unlink/<uuid:contact>/", acts.unlink, name="unlink"),
    path("<uuid:work>/review/", views.review, name="review"),
    path("<uuid:work>/claim/", views.claim, name="claim"),
    path("<uuid:work>/claim/review/", views.review_claim, name="claim-review"),
    path("<uuid:work>/claim/end/", acts.end_claim, name="claim-end"),
    path("<uuid:work>/merge/", views.merge, name="merge"),
    path("<uuid:work>/split/", views.split, name="split"),
    path("<uuid:work>/letter/", views.letter, name="letter"),
    path("<uuid:work>/letter/mail/", views.mail_letter, name="letter-mail"),
    path("<uuid:work>/letter.pdf", acts.letter_pdf, name="letter-pdf"),
]
