"""Addresses of thanks: accepted suggestions, notices, letters, words."""

from django.urls import URLPattern, path

from otklik.web.staff.improvement import accept, thanks, thanks_notice

THANKS: list[URLPattern] = [
    path("items/<int:item_id>/accept/", accept.accept, name="accept_suggestion"),
    path("items/<int:item_id>/accept/<int:measure_id>/drop/", accept.drop, name="drop_suggestion"),
    path("pains/measures/<int:measure_id>/surveys/", accept.survey_add, name="measure_survey_add"),
    path(
        "pains/measures/<int:measure_id>/surveys/<int:survey_id>/drop/", accept.survey_drop, name="measure_survey_drop"
    ),
    path("pains/measures/<int:measure_id>/thanks/", thanks.of_measure, name="measure_thanks"),
    path("pains/thanks/", thanks.thanks, name="thanks"),
    path("pains/thanks/done/", thanks.done, name="thanks_done"),
    path("pains/thanks/words/", thanks.words, name="thanks_words"),
    path("pains/thanks/send/", thanks.send, name="thanks_send"),
    path("pains/thanks/letters/", thanks.letters, name="thanks_letters"),
    path("pains/thanks/<int:notice_id>/", thanks_notice.notice, name="thanks_notice"),
    path("pains/thanks/<int:notice_id>/<slug:move>/", thanks_notice.move, name="thanks_move"),
]
