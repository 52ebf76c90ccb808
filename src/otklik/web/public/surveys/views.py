"""Who comes to a survey's door, and what happens there: no sign-in, no cookie, no row that tells of a look."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import parse_qs

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from otklik.base.errors import RuleBroken
from otklik.base.visitor_limits import may_go_on
from otklik.surveys.actions.record_response import AnswersRefusedError, record_response
from otklik.surveys.codes import INVITATION_LETTERS, invitation_digest
from otklik.surveys.compiled import CompiledSurvey, Standing, compiled_survey, is_invitation_unused
from otklik.web.public.same_site import is_foreign
from otklik.web.public.surveys import pages
from otklik.web.public.surveys.rooms import Place, Room
from otklik.web.public.surveys.tokens import response_id

View = Callable[..., HttpResponse]
TOKEN_FIELD, LANGUAGE_FIELD, SECRET_FIELD = "token", "lang", "secret"
#: Sixty questions of twenty rows or sixty options each, and what stands beside them.
MOST_FIELDS = 4000
_STALE = "Страница была открыта давно. Ничего не потеряно: нажмите «Отправить ответы» ещё раз."
_TOO_OFTEN = "С вашей сети пришло слишком много ответов подряд. Ничего не потеряно: отправьте через несколько минут."


def door(view: View) -> View:
    """Find the survey by its code, 404 for a stranger's guess; the form carries its own token against forgery."""

    @wraps(view)
    @csrf_exempt
    def wrapped(request: HttpRequest, slug: str, code: str, **arguments: Any) -> HttpResponse:
        survey = compiled_survey(slug, code)
        if survey is None or survey.standing(survey.today()) is Standing.ABSENT:
            raise Http404
        return view(request, survey, **arguments)

    wrapped.is_public = True  # type: ignore[attr-defined]
    return wrapped


@door
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, survey: CompiledSurvey, room: str = "", secret: str = "") -> HttpResponse:
    """The questionnaire; sent, it is recorded and thanks follow."""
    at = Place(survey, Room(room), secret)
    if "kiosk" in request.GET and at.room is Room.SITE and not secret:
        return _moved(Place(survey, Room.KIOSK).address)
    standing = survey.standing(survey.today())
    if standing is not Standing.OPEN:
        return pages.said_page(request, at, pages.standing_words(standing))
    if survey.is_by_invitation and not secret:
        return _asks_invitation(request, at)
    if request.method == "POST":
        return _take(request, at)
    language = _language(survey, request.GET.get(LANGUAGE_FIELD, ""))
    if secret and not (survey.is_by_invitation and is_invitation_unused(survey, invitation_digest(secret))):
        return pages.said_page(request, at, "used", status=410)
    return pages.questionnaire_page(request, at, language)


@door
@require_GET
def typed(request: HttpRequest, survey: CompiledSurvey, secret: str = "") -> HttpResponse:  # noqa: ARG001 - a view's shape
    """An address typed from a poster or a slip without its last stroke."""
    return _moved(Place(survey).address + (f"{secret}/" if secret else ""))


@door
@require_GET
def thanks(request: HttpRequest, survey: CompiledSurvey, room: str = "") -> HttpResponse:
    """The answers are recorded."""
    language = _language(survey, request.GET.get(LANGUAGE_FIELD, ""))
    return pages.thanks_page(request, Place(survey, Room(room)), language)


@door
@require_GET
def paths(request: HttpRequest, survey: CompiledSurvey) -> HttpResponse:  # noqa: ARG001 - a view's shape
    """The style of the questionnaire's jumps."""
    return pages.paths_style(survey)


def _take(request: HttpRequest, at: Place) -> HttpResponse:
    """Record what was sent, or show it again with what is wrong."""
    sent = _sent(request)
    language = _language(at.survey, "".join(sent.get(LANGUAGE_FIELD, ())[-1:]))
    made_id = response_id(at.survey.code, "".join(sent.get(TOKEN_FIELD, ())[-1:]))
    problem = _STALE if made_id is None or is_foreign(request) else ""
    if not problem and not may_go_on(request, "survey"):
        problem = _TOO_OFTEN
    if made_id is None or problem:
        return pages.returned_page(request, at, language, pages.Returned(sent, {}, problem))
    try:
        record_response(
            actor=at.survey.visitor,
            survey=at.survey,
            sent=sent,
            response_id=made_id,
            language=language,
            secret=at.secret,
        )
    except AnswersRefusedError as refused:
        return pages.returned_page(request, at, language, pages.Returned(sent, refused.problems))
    except RuleBroken as broken:
        return _refused(request, at, language, sent, broken)
    return _moved(at.thanks_address + (f"?{LANGUAGE_FIELD}={language}" if language else ""))


def _refused(request: HttpRequest, at: Place, language: str, sent: dict[str, Any], broken: RuleBroken) -> HttpResponse:
    if broken.code == "invitation_used":
        return pages.said_page(request, at, "used", status=410)
    return pages.returned_page(request, at, language, pages.Returned(sent, {}, broken.message))


def _asks_invitation(request: HttpRequest, at: Place) -> HttpResponse:
    """Without a personal link: the code of a paper invitation may be typed."""
    if request.method != "POST":
        return pages.said_page(request, at, "invited")
    typed = "".join(request.POST.get(SECRET_FIELD, "").lower().split()).replace("-", "")[:INVITATION_LETTERS]
    if not may_go_on(request, "invitation"):
        return pages.said_page(request, at, "invited_often", status=429)
    if not is_invitation_unused(at.survey, invitation_digest(typed)):
        return pages.said_page(request, at, "invited_unknown")
    return _moved(f"{at.address}{typed}/")


def _language(survey: CompiledSurvey, asked: str) -> str:
    """A language that the questionnaire has; empty for Russian."""
    return asked if asked in survey.questionnaire.languages else ""


def _sent(request: HttpRequest) -> dict[str, list[str]]:
    """The fields of the form as our page sends it; Django's own reading costs several times as much."""
    if request.content_type != "application/x-www-form-urlencoded":
        return {name: [str(one) for one in values] for name, values in request.POST.lists()}
    try:
        return parse_qs(request.body.decode("utf-8", "replace"), errors="replace", max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise SuspiciousOperation("More fields than any questionnaire has.") from error


def _moved(address: str) -> HttpResponse:
    headers = {"Location": address, "Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}
    response = HttpResponse(status=303, headers=headers)
    response.xframe_options_exempt = True
    return response
