"""The form of the mail with what is stored, for the first run and for the node's page."""

from django.http import HttpRequest

from otklik.accounts.queries import own_email
from otklik.operation.mail import stored_mail
from otklik.web.first_run.forms import MailForm
from otklik.web.shared.requests import PageRequest

_STORED = ("host", "port", "security", "username", "from_address")


def filled_mail_form(request: HttpRequest | None) -> MailForm:
    """Bound to what was sent; else with what is stored, the password never."""
    kept = stored_mail()
    initial = {name: getattr(kept, name) for name in _STORED} if kept else None
    sent = request.POST if request is not None and request.method == "POST" else None
    return MailForm(sent, initial=initial, has_password=bool(kept and kept.sealed_password))


def own_address(page: PageRequest) -> str:
    """The person's own address: the likeliest one to try the mail with."""
    return own_email(page.actor)
