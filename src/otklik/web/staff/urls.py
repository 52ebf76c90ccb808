"""Addresses of the staff's desk: one list a subject, joined here."""

from django.urls import path

from otklik.web.shared.route_groups import by_first_word
from otklik.web.staff.alert_urls import ALERTS
from otklik.web.staff.card_urls import CARD
from otklik.web.staff.channels.urls import CHANNELS
from otklik.web.staff.deadline_urls import DEADLINES
from otklik.web.staff.explanations.urls import EXPLANATIONS
from otklik.web.staff.given.urls import GIVEN
from otklik.web.staff.improvement.urls import IMPROVEMENT
from otklik.web.staff.letters.urls import LETTERS
from otklik.web.staff.matter_urls import MATTER
from otklik.web.staff.mentions.urls import MENTIONS
from otklik.web.staff.office_urls import OFFICE
from otklik.web.staff.offline.urls import OFFLINE
from otklik.web.staff.personal_data_urls import PERSONAL_DATA
from otklik.web.staff.proposals.urls import PROPOSALS
from otklik.web.staff.publishing.urls import PUBLISHING
from otklik.web.staff.questionnaires.urls import QUESTIONNAIRES
from otklik.web.staff.reading_urls import READINGS
from otklik.web.staff.reception.urls import RECEPTION
from otklik.web.staff.reports.urls import REPORTS
from otklik.web.staff.responsible.urls import RESPONSIBLE
from otklik.web.staff.routing_urls import ROUTING
from otklik.web.staff.sampling.urls import SAMPLING
from otklik.web.staff.sign_in_urls import SIGN_IN
from otklik.web.staff.sources.urls import SOURCES
from otklik.web.staff.surveys.urls import SURVEYS
from otklik.web.staff.views import (
    answer,
    answer_draft,
    answer_templates,
    desk,
    files,
    item,
    letter,
    registry,
    saved_views,
)
from otklik.web.staff.work.urls import WORK

app_name = "staff"

ANSWER = [
    path("items/<int:item_id>/answer/", answer.answer, name="answer"),
    path("items/<int:item_id>/answer/draft/", answer_draft.draft, name="answer_draft"),
    path("items/<int:item_id>/answer/draft/drop/", answer_draft.drop, name="answer_draft_drop"),
    path("items/<int:item_id>/letter/<int:answer_id>/", letter.letter, name="letter"),
    path("items/<int:item_id>/letter/<int:answer_id>/<slug:file_format>/", letter.letter_file, name="letter_file"),
    path("templates/", answer_templates.templates, name="answer_templates"),
    path("templates/new/", answer_templates.edit, name="answer_template_new"),
    path("templates/<int:template_id>/", answer_templates.edit, name="answer_template"),
    path("templates/<int:template_id>/delete/", answer_templates.delete, name="answer_template_delete"),
]
DESK = [path("", desk.desk, name="desk")]
ITEM = [
    path("items/<int:item_id>/", item.item, name="item"),
    path("items/<int:item_id>/files/<int:attachment_id>/", files.download, name="file"),
    path("items/<int:item_id>/moves/<slug:move>/", item.make_move, name="move"),
]
REGISTRY = [
    path("registry/", registry.registry, name="registry"),
    path("registry/assign/", registry.assign, name="assign"),
    path("registry/views/", saved_views.save, name="save_view"),
    path("registry/views/<int:view_id>/delete/", saved_views.delete, name="delete_view"),
]

urlpatterns = by_first_word(
    [
        *ALERTS,
        *ANSWER,
        *CARD,
        *CHANNELS,
        *MENTIONS,
        *DEADLINES,
        *DESK,
        *EXPLANATIONS,
        *GIVEN,
        *IMPROVEMENT,
        *ITEM,
        *LETTERS,
        *MATTER,
        *QUESTIONNAIRES,
        *PROPOSALS,
        *PUBLISHING,
        *READINGS,
        *RECEPTION,
        *REPORTS,
        *RESPONSIBLE,
        *REGISTRY,
        *SAMPLING,
        *SIGN_IN,
        *SOURCES,
        *SURVEYS,
        *WORK,
        *ROUTING,
        *OFFICE,
        *OFFLINE,
        *PERSONAL_DATA,
    ]
)
