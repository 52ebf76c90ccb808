"""Calling an action from a form: a broken rule becomes an error beside its field, and nothing typed is lost."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest

from otklik.base.errors import NotFound, RuleBroken

T = TypeVar("T")


def act(form: Form, action: Callable[..., T], **arguments: Any) -> T | None:
    """The action's result, or None with the broken rule put on the form. NotFound passes through as 404."""
    try:
        return action(**arguments)
    except NotFound:
        raise
    except RuleBroken as broken:
        form.add_error(broken.field if broken.field in form.fields else None, broken.message)
        return None


def act_or_say(request: HttpRequest, action: Callable[..., Any], **arguments: Any) -> bool:
    """Call an action that has no form of its own; a broken rule is shown as a message. True when it was done."""
    try:
        action(**arguments)
    except NotFound:
        raise
    except RuleBroken as broken:
        messages.error(request, broken.message)
        return False
    return True
