"""Addresses beside the registrar's card: packs of scans, calls, boxes, events."""

from django.urls import URLPattern, path

from otklik.web.staff.offline import boxes, calls, events, packs, scan_text, sheets

OFFLINE: list[URLPattern] = [
    path("card/open/<str:source>/", packs.open_source, name="card_open"),
    path("card/boxes/", boxes.boxes, name="boxes"),
    path("card/boxes/new/", boxes.edit, name="box_new"),
    path("card/boxes/<int:box_id>/", boxes.edit, name="box"),
    path("card/boxes/<int:box_id>/open/", boxes.open_one, name="box_open"),
    path("card/boxes/acts/<int:opening_id>/", boxes.opening, name="opening"),
    path("card/boxes/acts/<int:opening_id>/signed/", boxes.signed, name="opening_signed"),
    path("card/boxes/acts/<int:opening_id>/<slug:file_format>/", boxes.act_file, name="opening_act"),
    path("card/events/", events.events, name="events"),
    path("card/events/new/", events.edit, name="event_new"),
    path("card/events/<int:event_id>/", events.event, name="event"),
    path("card/events/<int:event_id>/edit/", events.edit, name="event_edit"),
    path("card/events/<int:event_id>/files/<int:file_id>/", events.file, name="event_file"),
    path("card/events/<int:event_id>/files/<int:file_id>/remove/", events.remove_file, name="event_file_remove"),
    path("card/calls/", calls.calls, name="calls"),
    path("card/calls/earlier/", calls.earlier, name="calls_earlier"),
    path("card/calls/export/", calls.export, name="calls_export"),
    path("card/scan-text/", scan_text.scan_text_part, name="card_scan_text"),
    path("card/packs/", packs.packs, name="packs"),
    path("card/packs/sheets/", sheets.sheets, name="separator_sheets"),
    path("card/packs/<int:pack_id>/", packs.pack, name="pack"),
    path("card/packs/<int:pack_id>/file/", packs.file, name="pack_file"),
    path("card/packs/<int:pack_id>/pages/<int:number>/", packs.picture, name="pack_page"),
    path("card/packs/<int:pack_id>/pages/<int:number>/<slug:move>/", packs.change_page, name="pack_page_change"),
    path("card/packs/<int:pack_id>/letters/<int:letter_id>/<slug:move>/", packs.change_letter, name="pack_letter"),
]
