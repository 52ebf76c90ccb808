"""The second step of the sign-in, set up before anything else can be done, and its codes for a rainy day."""

from typing import Any

from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from otklik.operation.first_run import progress
from otklik.web.first_run.pages import BEFORE_SECOND_STEP, person_page, settled_page

STEP = "second_step"


class _Steps:
    """The list of steps beside what the package's page tells."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the place of this step."""
        state = progress()
        told: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return {**told, "progress": state, "step": STEP, "place": 3, "total": len(state.steps)}


class _Activate(_Steps, ActivateTOTPView):  # type: ignore[misc]
    template_name = "first_run/second_step.html"

    def get_success_url(self) -> str:
        return reverse("first_run:recovery_codes")


class _RecoveryCodes(_Steps, ViewRecoveryCodesView):  # type: ignore[misc]
    template_name = "first_run/recovery_codes.html"


@person_page
def activate(request: HttpRequest) -> HttpResponseBase:
    """The picture for the application and the field for its first code; done already, one goes on."""
    if progress().next_step not in BEFORE_SECOND_STEP:
        return redirect("first_run:start")
    answer: HttpResponseBase = _Activate.as_view()(request)
    return answer


@settled_page
def recovery_codes(request: HttpRequest) -> HttpResponseBase:
    """Codes that open the door when the telephone is lost; shown once."""
    answer: HttpResponseBase = _RecoveryCodes.as_view()(request)
    return answer
