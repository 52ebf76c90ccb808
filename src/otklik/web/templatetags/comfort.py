"""The «версия для слабовидящих» on every page, errors included."""

from django import template
from django.template import Context

from otklik.web.shared.comfort import COOKIE, Comfort
from otklik.web.shared.cookies import cookie_name

register = template.Library()


@register.simple_tag(takes_context=True)
def comfort_classes(context: Context) -> str:
    """Classes for <html> from the visitor's own cookie; nothing without a request (the 500 page)."""
    request = context.get("request")
    return Comfort.parse(request.COOKIES.get(cookie_name(COOKIE), "")).classes if request else ""
