"""The employees' page: the receipt is shown at once and nothing of an anonymous visit is kept."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from otklik.base.errors import NotFound
from otklik.base.visitor_limits import may_go_on
from otklik.core.appeals import ItemKind
from otklik.web.internal.forms import EmployeeForm
from otklik.web.internal.sending import leaders_of, send_from_employee, ways_of
from otklik.web.public.receipts import receipt_words
from otklik.web.public.views.feedback import too_often
from otklik.web.shared.acting import act
from otklik.web.shared.pages import public_page
from otklik.web.shared.requests import PageRequest


@public_page
@never_cache
def home(request: PageRequest) -> HttpResponse:
    """The form and, after sending, the receipt in its place. Порядок: murashi 3.2, biysk 3.goal, livny 3.goals."""
    leaders = leaders_of(request)
    ways = ways_of(request, leaders)
    if not ways:
        raise NotFound("Формы для сотрудников у этой администрации нет.")
    form = EmployeeForm(request.POST or None, ways=ways, leaders=leaders)
    if request.method == "POST" and form.is_valid():
        if not may_go_on(request, "inside"):
            return too_often(request, form.cleaned_data["text"], subject="inside")
        if receipt := act(form, send_from_employee, request=request, given=form):
            words = receipt_words(receipt, ItemKind(form.cleaned_data["kind"])) | {"is_named": form.is_named}
            days = {"due_on": receipt.due_on, "registered_on": receipt.registered_on}
            return render(request, "internal/sent.html", {"receipt": words, **days})
    return render(request, "internal/home.html", {"form": form, "has_choice": len(ways) > 1, "has_leaders": leaders})
