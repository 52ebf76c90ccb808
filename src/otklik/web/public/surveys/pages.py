"""The pages of a survey: the questionnaire and thanks as prepared bytes, the rest rendered when it is asked for."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from otklik.core.questionnaire.answers import Sent
from otklik.surveys.compiled import CompiledSurvey, Standing
from otklik.web.public.surveys.prepared import TOKEN, VIEW, PreparedPage, place, prepare
from otklik.web.public.surveys.rooms import Place
from otklik.web.public.surveys.sheet import lay_out, paths_css, told_length
from otklik.web.public.surveys.tokens import new_token
from otklik.web.shared.comfort import COOKIE, Comfort
from otklik.web.shared.cookies import cookie_name

#: So many orders of options are kept where they are to be random; each showing gets one of them by chance.
VARIANTS = 8
#: Seconds after which a tablet goes back to the start: from the thanks; from a questionnaire that nobody touches.
KIOSK_THANKS_SECONDS, KIOSK_SILENCE_SECONDS = 20, 90


@dataclass(frozen=True)
class Returned:
    """A form that comes back: what was typed, what is wrong by question, what is said above."""

    sent: Sent
    problems: Mapping[str, str]
    notice: str = ""


def questionnaire_page(request: HttpRequest, at: Place, language: str) -> HttpResponse:
    """The form, out of prepared bytes: no query, no session, no cookie."""
    survey = at.survey
    variant = secrets.randbelow(VARIANTS) if _is_shuffled(survey) else 0
    key = ("form", at.room, bool(at.secret), language, variant)
    page = survey.made.get(key)
    if page is None:
        page = survey.made[key] = prepare(_form(at, language, variant, None))
    return _filled(request, at, page)


def returned_page(request: HttpRequest, at: Place, language: str, returned: Returned) -> HttpResponse:
    """The form with everything typed kept and what is wrong said: rendered for this one person, kept nowhere."""
    page = prepare(_form(at, language, 0, returned))
    return _filled(request, at, page)


def thanks_page(request: HttpRequest, at: Place, language: str) -> HttpResponse:
    """What is said when the answers are recorded."""
    key = ("thanks", at.room, language)
    page = at.survey.made.get(key)
    if page is None:
        words = at.survey.questionnaire.translations.get(language, {})
        thanks = words.get("thanks") or at.survey.questionnaire.thanks
        page = at.survey.made[key] = prepare(_rendered("thanks", at, thanks=thanks, seconds=KIOSK_THANKS_SECONDS))
    return _filled(request, at, page)


def said_page(request: HttpRequest, at: Place, what: str, *, status: int = 200) -> HttpResponse:
    """The survey is over, has not begun, or asks for an invitation: `what` names the words."""
    page = prepare(_rendered("closed", at, what=what))
    return _filled(request, at, page, status=status)


def paths_style(survey: CompiledSurvey) -> HttpResponse:
    """The style that hides skipped questions where no script runs."""
    text = survey.made.get("paths")
    if text is None:
        text = survey.made["paths"] = paths_css(survey.questionnaire)
    return HttpResponse(text, content_type="text/css; charset=utf-8", headers={"Cache-Control": "private, max-age=60"})


def standing_words(standing: Standing) -> str:
    """Which words the page of a survey that takes no answers says."""
    return {Standing.EARLY: "early", Standing.CLOSED: "over"}[standing]


def _form(at: Place, language: str, variant: int, returned: Returned | None) -> str:
    survey = at.survey
    sheet = survey.questionnaire
    words = sheet.translations.get(language, {})
    typed = returned or Returned({}, {})
    return _rendered(
        "form",
        at,
        title=words.get("title") or survey.title,
        lead=words.get("lead") or survey.lead,
        language=language,
        languages=[("", "Русский"), *sheet.languages.items()] if sheet.languages else [],
        length=told_length(sheet),
        questions=lay_out(sheet, language, typed.sent, typed.problems, variant=variant),
        has_jumps=any(question.jumps for question in sheet.questions),
        has_required=any(question.required for question in sheet.questions),
        has_text=any(question.kind == "text" for question in sheet.questions),
        returned=returned,
        token=place(TOKEN),
        silence=KIOSK_SILENCE_SECONDS,
    )


def _rendered(template: str, at: Place, **context: Any) -> str:
    return render_to_string(
        f"public/surveys/{template}.html", {"at": at, "survey": at.survey, "view": place(VIEW), **context}
    )


def _is_shuffled(survey: CompiledSurvey) -> bool:
    return any(question.shuffled for question in survey.questionnaire.questions)


def _filled(request: HttpRequest, at: Place, page: PreparedPage, *, status: int = 200) -> HttpResponse:
    headers = at.headers()
    filling = {TOKEN: new_token(at.survey.code).encode(), VIEW: _view(request)}
    if "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""):
        headers["Content-Encoding"] = "gzip"
        body = page.gzipped(filling)
    else:
        body = page.plain(filling)
    headers["Vary"] = "Accept-Encoding, Cookie"
    response = HttpResponse(body, status=status, headers=headers)
    response.xframe_options_exempt = True  # the place says itself who may frame it
    return response


def _view(request: HttpRequest) -> bytes:
    """Classes for weak sight out of our own cookie, which holds nothing else."""
    cookies = request.META.get("HTTP_COOKIE", "")
    if cookie_name(COOKIE) not in cookies:
        return b""
    found = SimpleCookie(cookies).get(cookie_name(COOKIE))
    return Comfort.parse(found.value).classes.encode() if found else b""
