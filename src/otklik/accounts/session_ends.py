"""When a signed-in session ends by itself: without a request for a while, and some hours after the sign-in."""

import time
from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from otklik.base.planned_once import planned_once

BEGAN, SEEN = "signed_in_at", "seen_at"
#: A request writes that the person is there at most once in so many seconds.
NOTED_EVERY = 60


class SessionEndMiddleware:
    """Ends what has lasted too long before any page sees it; the person signs in and comes back to the page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Visitors have no session cookie: nobody is asked for from the database here.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and _is_signed_in(request):
            _look(request, int(time.time()))
        return self.get_response(request)


def begin_clock(request: HttpRequest, **_told: object) -> None:
    """The clock of a session starts with the sign-in; called by Django's signal."""
    request.session[BEGAN] = request.session[SEEN] = int(time.time())


@planned_once()
def _is_signed_in(request: HttpRequest) -> bool:
    return bool(request.user.is_authenticated)


def _look(request: HttpRequest, now: int) -> None:
    began, seen = request.session.get(BEGAN, now), request.session.get(SEEN, now)
    if now - seen > settings.SESSION_IDLE_SECONDS or now - began > settings.SESSION_COOKIE_AGE:
        UserSession.objects.filter(session_key=request.session.session_key).delete()
        logout(request)
        return
    if now - seen >= NOTED_EVERY or BEGAN not in request.session:
        request.session[BEGAN], request.session[SEEN] = began, now
        UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=timezone.now())


def end_sessions_of(person: AbstractBaseUser) -> int:
    """End every session of the person, wherever it is open; returns how many there were."""
    sessions = list(UserSession.objects.filter(user_id=person.pk))
    for one in sessions:
        one.end()
    return len(sessions)
