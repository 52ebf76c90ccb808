"""The audit trail, newest first, with the state of its chain."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse

from otklik.accounts.policies import can_view_audit
from otklik.base.audit_trail import TrailPage, chain_state, trail
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.audit import AuditFilterForm
from otklik.web.staff.office import office_page


@staff_page(can_view_audit)
def audit(request: PageRequest) -> HttpResponse:
    """Every write: who, when, what, to which object."""
    form = AuditFilterForm(request.GET or None, actor=request.actor)
    target, person_id = form.chosen()
    before, after = (_key(request, name) for name in ("before", "after"))
    page = trail(request.actor, target=target, person_id=person_id, before=before, after=after)
    is_checking = request.GET.get("check") == "1"
    context = {"form": form, "page": page, "chain": chain_state(check=is_checking), "pages": _pages(request, page)}
    return office_page(request, "staff/audit/page.html", context)


def _key(request: PageRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 19 else None  # noqa: PLR2004 - fits a database's integer


def _pages(request: PageRequest, page: TrailPage) -> dict[str, str]:
    words = {name: request.GET[name] for name in ("target", "number", "person") if request.GET.get(name)}
    url = reverse("staff:audit", args=[request.administration.slug])
    keys = {"previous": ("after", page.after), "next": ("before", page.before)}
    return {place: f"{url}?{urlencode({**words, name: key})}" if key else "" for place, (name, key) in keys.items()}
