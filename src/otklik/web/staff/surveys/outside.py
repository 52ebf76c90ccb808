"""«Внешние сервисы»: results of outside survey services, from the file to a survey's answers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.slugs import slug_of
from otklik.core.questionnaire.schema import Questionnaire
from otklik.importers.answer_file import FileLook, guess_answers
from otklik.importers.answer_mapping import AnswerMapping, spelling_key
from otklik.importers.answer_questionnaire import wordings_of
from otklik.importers.answer_rows import named_targets, targets_of
from otklik.surveys.access import Survey, survey_to_run
from otklik.surveys.actions.import_answers import ImportedAnswers, NewSurvey, import_answers
from otklik.surveys.actions.keep_outside_file import (
    LARGEST_BYTES,
    drop_outside_file,
    keep_outside_file,
    save_answer_mapping,
)
from otklik.surveys.outside import (
    OutsideFile,
    find_answer_mapping,
    known_answer_mappings,
    look_at,
    outside_file,
    outside_files,
    proposed_content,
    questionnaire_for,
    questionnaire_of_survey,
    reader_for,
    rows_shown,
    surveys_to_fill,
    waiting_path,
)
from otklik.surveys.policies import can_run_surveys
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.surveys.outside_forms import OutsideForm, UploadForm
from otklik.web.staff.surveys.tabs import surveys_page

GUESS = "guess"


@staff_page(can_run_surveys)
def files(request: PageRequest) -> HttpResponse:
    """The upload, and what was taken in. Порядок: murashi 2.2, 5.7, biysk 3."""
    form = UploadForm(request.POST or None, request.FILES or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        kept = act(form, keep_outside_file, actor=request.actor, chunks=upload.chunks(), name=upload.name or "")
        if kept is not None:
            return redirect("staff:outside_file", request.administration.slug, kept.pk)
    listed = outside_files(request.actor)[:50]
    return surveys_page(request, "staff/surveys/outside.html", "outside_files", form=form, files=listed)


files.upload_limit_bytes = LARGEST_BYTES  # type: ignore[attr-defined]  # read by `base.upload_limits`


@require_POST
@staff_page(can_run_surveys)
def drop(request: PageRequest, file_id: int) -> HttpResponse:
    """Throw a waiting file away."""
    drop_outside_file(actor=request.actor, file_id=file_id)
    messages.success(request, "Файл убран, ничего не загружено.")
    return redirect("staff:outside_files", request.administration.slug)


@staff_page(can_run_surveys)
def wizard(request: PageRequest, file_id: int) -> HttpResponse:
    """How the file is to be understood, its first rows as read; then its answers are taken in."""
    kept = outside_file(request.actor, file_id)
    try:
        look = look_at(waiting_path(kept))
        base = _base(request, look)
    except RuleBroken as wrong:
        messages.error(request, str(wrong))
        return redirect("staff:outside_files", request.administration.slug)
    form = _form(request, look, base)
    questionnaire, problem = _questionnaire(request, look, form)
    if questionnaire is not None:
        _ask_questions(form, look, questionnaire)
    if request.method == "POST" and form.is_valid() and not problem:
        answer = _carry_out(request, kept, look, form)
        if answer is not None:
            return answer
    return _shown(request, kept, look, form, (questionnaire, problem))


def _base(request: PageRequest, look: FileLook) -> AnswerMapping:
    guessed, name = guess_answers(look), request.GET.get("mapping", GUESS)
    if name == GUESS:
        return guessed
    if name not in dict(known_answer_mappings(request.actor)):
        raise NotFound
    chosen = find_answer_mapping(request.actor, name)
    roles = {column: role for column, role in chosen.roles.items() if column in look.columns}
    return chosen.model_copy(update={"roles": roles})


def _form(request: PageRequest, look: FileLook, base: AnswerMapping) -> OutsideForm:
    surveys = [(one.pk, f"{one.title} ({one.opens_on:%d.%m.%Y})") for one in surveys_to_fill(request.actor)]
    return OutsideForm(
        request.POST or None, actor=request.actor, base=base, columns=list(look.columns), surveys=surveys
    )


def _questionnaire(request: PageRequest, look: FileLook, form: OutsideForm) -> tuple[Questionnaire | None, str]:
    try:
        survey_id = form.survey_id()
        if survey_id is not None:
            return questionnaire_of_survey(survey_to_run(request.actor, survey_id)), ""
        content = proposed_content(
            request.actor, look, form.mapping(), title="Новый опрос", audience=form.chosen_audience()
        )
        return questionnaire_for(content), ""
    except RuleBroken as wrong:
        return None, str(wrong)


def _ask_questions(form: OutsideForm, look: FileLook, questionnaire: Questionnaire) -> None:
    """Only where a survey's own questions stand against the file's."""
    if form.survey_id() is None:
        return
    mapping = form.mapping()
    wordings, known = wordings_of(look, mapping), named_targets(questionnaire, mapping)
    chosen = {wording: known[key].name for wording in wordings if (key := spelling_key(wording)) in known}
    targets = [(name, target.title[:120]) for name, target in targets_of(questionnaire).items()]
    form.add_questions(wordings, targets, chosen)


def _carry_out(request: PageRequest, kept: OutsideFile, look: FileLook, form: OutsideForm) -> HttpResponse | None:
    mapping = form.mapping()
    if "save" in request.POST:
        title = form.cleaned_data["mapping_title"]
        name = slug_of(title, ()) if title.strip() else ""
        saved = act(form, save_answer_mapping, actor=request.actor, mapping=mapping, title=title, name=name)
        if saved is not None:
            messages.success(request, f"Сопоставление «{saved.title}» сохранено: в следующий раз выберите его сверху.")
        return None
    if "run" not in request.POST:
        return None
    facts = {"path": waiting_path(kept), "mapping": mapping, "into": _into(request, look, form, mapping)}
    result = act(form, import_answers, actor=request.actor, day=form.cleaned_data["day"], kept=kept, **facts)
    if result is None:
        return None
    messages.success(request, _told(result))
    return redirect("staff:survey_results", request.administration.slug, result.survey.pk)


def _into(request: PageRequest, look: FileLook, form: OutsideForm, mapping: AnswerMapping) -> Survey | NewSurvey:
    survey_id = form.survey_id()
    if survey_id is not None:
        return survey_to_run(request.actor, survey_id)
    audience, title = form.chosen_audience(), form.cleaned_data["title"]
    content = proposed_content(request.actor, look, mapping, title=title or "Опрос", audience=audience)
    return NewSurvey(content, title, audience.value, form.cleaned_data["kind"])


def _told(result: ImportedAnswers) -> str:
    said = f"Загружено ответов: {result.response_count} (строк файла: {result.row_count})."
    for reason, count in result.left_out.most_common(4):
        said += f" Не взято, {reason}: {count}."
    for problem, count in result.problems.most_common(3):
        said += f" {problem}: {count}."
    if result.moved_days:
        said += " Ответы за уже закрытые сутки отнесены к следующему дню."
    return said


def _shown(
    request: PageRequest,
    kept: OutsideFile,
    look: FileLook,
    form: OutsideForm,
    understood: tuple[Questionnaire | None, str],
) -> HttpResponse:
    questionnaire, problem = understood
    rows = []
    if questionnaire is not None:
        try:
            rows = rows_shown(reader_for(request.actor, questionnaire, form.mapping()), look)
        except RuleBroken as wrong:
            problem = str(wrong)
    return surveys_page(
        request,
        "staff/surveys/outside_wizard.html",
        "outside_files",
        file=kept,
        form=form,
        look=look,
        rows=rows,
        problem=problem,
        questions=questionnaire.questions if questionnaire and form.survey_id() is None else (),
        mappings=[(GUESS, "предложенное по столбцам"), *known_answer_mappings(request.actor)],
        chosen=request.GET.get("mapping", GUESS),
    )
