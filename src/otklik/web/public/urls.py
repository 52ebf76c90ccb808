"""Addresses of the public section."""

from django.urls import path

from otklik.web.public.duty_feed import duty_feed
from otklik.web.public.embeds import views as embeds
from otklik.web.public.open_data.addresses import OPEN_DATA
from otklik.web.public.reception.urls import RECEPTION
from otklik.web.public.section_urls import OPEN_SECTION
from otklik.web.public.surveys.urls import SURVEYS
from otklik.web.public.views import (
    answers,
    author,
    comfort,
    feedback,
    home,
    one_page,
    placement,
    receipt,
    status,
    survey_contact,
    survey_results,
    surveys,
)

app_name = "public"
urlpatterns = [
    path("", home.section, name="home"),
    path("surveys/", surveys.surveys, name="surveys"),
    path("surveys/<int:survey_id>/results/", survey_results.survey_results, name="survey_results"),
    path("placement/", placement.placement, name="placement"),
    path("terms/", home.terms, name="terms"),
    path("consent/", home.consent, name="consent"),
    path("accessibility/", comfort.accessibility, name="accessibility"),
    path("answers/", answers.answers, name="answers"),
    path("answers/alike/", answers.alike, name="answers_alike"),
    path("answers/<int:article_id>/", answers.answer, name="answer"),
    path("feedback/", feedback.question, name="feedback"),
    path("feedback/one-page/", one_page.one_page, name="one_page"),
    path("feedback/check/", feedback.check, name="check"),
    path("feedback/sent/", receipt.sent, name="sent"),
    path("feedback/wipe/", receipt.wipe, name="wipe"),
    path("feedback/again/", feedback.start_again, name="start_again"),
    path("feedback/<slug:step_slug>/", feedback.question, name="question"),
    path("surveys/<slug:code>/contact/", survey_contact.leave, name="survey_contact"),
    path("status/", status.status, name="status"),
    path("status/close/", status.close_status, name="close_status"),
    path("status/files/<int:attachment_id>/", status.answer_file, name="answer_file"),
    path("status/letters/<int:answer_id>/", status.answer_letter, name="answer_letter"),
    path("status/mark/", author.mark, name="mark_answer"),
    path("status/add/", author.add, name="add_to_message"),
    path("status/withdraw/", author.withdraw, name="withdraw_message"),
    path("embed/feedback/", embeds.feedback, name="embed_feedback"),
    path("embed/status/", embeds.status, name="embed_status"),
    *OPEN_SECTION,
    *OPEN_DATA,
    path("calendar/<str:secret>.ics", duty_feed, name="duty_feed"),
    *RECEPTION,
    *SURVEYS,
]
