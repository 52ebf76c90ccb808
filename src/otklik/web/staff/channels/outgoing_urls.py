"""Addresses of what leaves: «Исходящие» and «К печати»."""

from django.urls import URLPattern, path

from otklik.web.staff.channels import letters, outgoing, quiet

OUTGOING: list[URLPattern] = [
    path("channels/outbox/", outgoing.outbox, name="outbox"),
    path("channels/outbox/repeat/<slug:way>/", outgoing.repeat, name="outgoing_repeat"),
    path("channels/outbox/<int:message_id>/", outgoing.message, name="outgoing_message"),
    path("channels/outbox/<int:message_id>/again/", outgoing.again, name="outgoing_again"),
    path("channels/outbox/<int:message_id>/cancel/", outgoing.cancel, name="outgoing_cancel"),
    path("channels/outbox/<int:message_id>/arrived/", outgoing.arrived, name="outgoing_arrived"),
    path("channels/quiet-hours/", quiet.quiet_hours, name="quiet_hours"),
    path("channels/letters/", letters.letters, name="letters_to_print"),
    path("channels/letters/print/", letters.print_all, name="letters_print"),
    path("channels/letters/post/", letters.post, name="letters_post"),
    path("channels/letters/<int:message_id>/anew/", letters.anew, name="letter_anew"),
    path("channels/letters/lists/<int:list_id>/", letters.postal_list, name="postal_list"),
    path("channels/letters/lists/<int:list_id>/<slug:file_format>/", letters.postal_file, name="postal_file"),
]
