"""Addresses of the pages about personal data."""

from django.urls import URLPattern, path

from otklik.web.staff.views import originals, person_requests, personal_data

PERSONAL_DATA: list[URLPattern] = [
    path("items/<int:item_id>/original/", originals.reveal, name="reveal_original"),
    path("personal-data/", personal_data.overview, name="personal_data"),
    path("personal-data/terms/", personal_data.rules, name="retention"),
    path("looks/", originals.look_list, name="looks"),
    path("personal-data/acts/new/", personal_data.begin, name="destruction_begin"),
    path("personal-data/acts/<int:act_id>/", personal_data.destruction, name="destruction"),
    path("personal-data/acts/<int:act_id>/cancel/", personal_data.cancel, name="destruction_cancel"),
    path("personal-data/acts/<int:act_id>/rows/<int:row_id>/", personal_data.keep_row, name="destruction_row"),
    path("personal-data/acts/<int:act_id>/<slug:file_format>/", personal_data.paper, name="destruction_paper"),
    path("personal-data/requests/new/", person_requests.new, name="person_request_new"),
    path("personal-data/requests/<int:request_id>/", person_requests.page, name="person_request"),
    path("personal-data/requests/<int:request_id>/items/", person_requests.choose, name="person_request_items"),
    path("personal-data/requests/<int:request_id>/extract/", person_requests.extract, name="person_extract"),
    path("personal-data/requests/<int:request_id>/destroy/", person_requests.destroy, name="person_destroy"),
]
