"""Routes of the inbox and its conversations."""

from django.urls import path

from seloste.web.inbox import conversation, replies, views

app_name = "inbox"
urlpatterns = [
    path("", views.list_inbox, name="list"),
    path("purpose/", views.choose_purpose, name="purpose"),
    path("shortcuts/", views.switch_shortcuts, name="shortcuts"),
    path("views/", views.save_view, name="save-view"),
    path("views/<uuid:view>/remove/", views.remove_view, name="remove-view"),
    path("bulk/", views.preview, name="bulk"),
    path("bulk/do/", views.carry_out, name="bulk-do"),
    path("<uuid:thread>/", conversation.show, name="show"),
    path("<uuid:thread>/messages/", conversation.open_messages, name="messages"),
    path("<uuid:thread>/customer/", conversation.show_customer, name="customer"),
    path("<uuid:thread>/others/", conversation.other_talks, name="others"),
    path("<uuid:thread>/move/", conversation.move, name="move"),
    path("<uuid:thread>/assign/", conversation.assign, name="assign"),
    path("<uuid:thread>/note/", conversation.write_note, name="note"),
    path("<uuid:thread>/presence/", conversation.beat, name="presence"),
    path("<uuid:thread>/editor/", replies.edit, name="editor"),
    path("<uuid:thread>/draft/", replies.save, name="draft"),
    path("<uuid:thread>/draft/discard/", replies.discard, name="discard"),
    path("<uuid:thread>/files/", replies.add_file, name="files"),
    path(
        "<uuid:thread>/files/<uuid:file>/remove/",
        replies.remove_file,
        name="remove-file",
    ),
    path("<uuid:thread>/reply/", replies.send, name="reply"),
]
