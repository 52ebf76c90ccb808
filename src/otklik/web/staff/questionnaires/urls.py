"""Addresses of questionnaires: inside the section «Опросы»."""

from django.urls import URLPattern, path

from otklik.web.staff.questionnaires import bank, editor, languages, lists, preview, question, versions

_ONE = "surveys/questionnaires/<int:questionnaire_id>/"
QUESTIONNAIRES: list[URLPattern] = [
    path("surveys/questionnaires/", lists.questionnaires, name="questionnaires"),
    path("surveys/questionnaires/new/", lists.new, name="questionnaire_new"),
    path("surveys/questionnaires/bank/", bank.bank, name="question_bank"),
    path("surveys/questionnaires/bank/<int:bank_id>/drop/", bank.drop, name="question_bank_drop"),
    path(_ONE, editor.questionnaire, name="questionnaire"),
    path(f"{_ONE}head/", editor.head, name="questionnaire_head"),
    path(f"{_ONE}undo/", editor.undo, name="questionnaire_undo"),
    path(f"{_ONE}switch/<slug:what>/", lists.switch, name="questionnaire_switch"),
    path(f"{_ONE}versions/", versions.versions, name="questionnaire_versions"),
    path(f"{_ONE}languages/", languages.languages, name="questionnaire_languages"),
    path(f"{_ONE}languages/<slug:code>/", languages.language, name="questionnaire_language"),
    path(f"{_ONE}preview/", preview.preview, name="questionnaire_preview"),
    path(f"{_ONE}paper/<slug:file_format>/", preview.paper, name="questionnaire_paper"),
    path(f"{_ONE}add/", question.kinds, name="question_kinds"),
    path(f"{_ONE}add/<slug:kind>/", question.add, name="question_add"),
    path(f"{_ONE}take/<int:bank_id>/", bank.take, name="question_take"),
    path(f"{_ONE}questions/<slug:question>/", question.question, name="question"),
    path(f"{_ONE}questions/<slug:question>/bank/", bank.put, name="question_put"),
    path(f"{_ONE}questions/<slug:question>/<slug:what>/", editor.change, name="question_change"),
]
