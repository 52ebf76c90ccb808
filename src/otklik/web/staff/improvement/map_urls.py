"""Addresses of pain maps."""

from django.urls import URLPattern, path

from otklik.web.staff.improvement import map_line, map_list, map_sorting, map_story, map_view

MAPS: list[URLPattern] = [
    path("pains/all/", map_story.pain_list, name="pain_list"),
    path("pains/<int:pain_id>/", map_story.pain, name="pain"),
    path("pains/maps/", map_list.pain_maps, name="pain_maps"),
    path("pains/maps/draft/", map_list.draft, name="pain_map_draft"),
    path("pains/maps/<int:map_id>/", map_view.pain_map, name="pain_map"),
    path("pains/maps/<int:map_id>/add/", map_view.add, name="pain_add"),
    path("pains/maps/<int:map_id>/approve/", map_view.approve, name="pain_map_approve"),
    path("pains/maps/<int:map_id>/changes/", map_story.changes, name="pain_map_changes"),
    path("pains/maps/<int:map_id>/edition/", map_view.edition, name="pain_map_edition"),
    path("pains/maps/<int:map_id>/merge/", map_view.merge, name="pain_merge"),
    path("pains/maps/<int:map_id>/quarters/", map_story.quarters, name="pain_map_quarters"),
    path("pains/maps/<int:map_id>/remainder/", map_sorting.remainder, name="pain_remainder"),
    path("pains/maps/<int:map_id>/remainder/sort/", map_sorting.sort_remainder, name="pain_remainder_sort"),
    path("pains/maps/<int:map_id>/undo/", map_view.undo, name="pain_map_undo"),
    path("pains/maps/<int:map_id>/lines/<int:line_id>/", map_line.pain_line, name="pain_line"),
    path("pains/maps/<int:map_id>/lines/<int:line_id>/sort/", map_sorting.sort_line, name="pain_line_sort"),
    path("pains/maps/<int:map_id>/lines/<int:line_id>/<slug:change>/", map_line.change_line, name="pain_line_change"),
]
