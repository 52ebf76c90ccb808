"""The own open sessions; a password that is kept elsewhere."""

from typing import Any, cast

from allauth.account.internal.decorators import login_not_required
from allauth.account.views import LoginView
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from otklik.accounts.open_sessions import end_own_sessions, open_sessions
from otklik.accounts.provider_entry import SignedAnswers
from otklik.base.errors import NotFound
from otklik.core.russian import count_with_word
from otklik.operation.first_run import is_nobody_here


class _SignIn(LoginView):  # type: ignore[misc]
    """The package's page; where nobody could sign in it leads to the first run instead of a riddle."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With whether there is anybody."""
        return {**super().get_context_data(**kwargs), "is_nobody_here": is_nobody_here()}


sign_in = _SignIn.as_view()


@login_not_required  # type: ignore[untyped-decorator]
def provider_callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from single sign-on; 404 where none is set."""
    try:
        view = OAuth2CallbackView.adapter_view(SignedAnswers(request, provider_id))
        return cast("HttpResponse", view(request))
    except SocialApp.DoesNotExist as unknown:
        raise Http404 from unknown


@login_required
def sessions(request: HttpRequest) -> HttpResponse:
    """Where the person is signed in; each can be ended."""
    own = open_sessions(cast("Any", request.user), request.session.session_key)
    return render(request, "usersessions/own.html", {"sessions": own, "has_others": any(not s.is_current for s in own)})


@login_required
@require_POST
def end_session(request: HttpRequest, session_id: int) -> HttpResponse:
    """End one of them; ending this one is signing out."""
    try:
        end_own_sessions(user=cast("Any", request.user), current_key=request.session.session_key, session_id=session_id)
    except NotFound as absent:
        raise Http404 from absent
    messages.success(request, "Сеанс окончен.")
    return redirect("own_sessions")


@login_required
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """End all but this one."""
    count = end_own_sessions(user=cast("Any", request.user), current_key=request.session.session_key)
    messages.success(request, f"Окончено: {count_with_word(count, 'сеанс', 'сеанса', 'сеансов')}.")
    return redirect("own_sessions")


@login_required
def password_elsewhere(request: HttpRequest) -> HttpResponse:
    """Whose password the directory keeps, changes it there."""
    return render(request, "account/password_elsewhere.html")


def shut(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django gives it
    """The package's page that has no place here: addresses and links with providers are kept by the administrator."""
    raise Http404
