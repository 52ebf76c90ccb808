"""Giving feedback: one question a page, a check before sending, a receipt."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from otklik.base.visitor_limits import may_go_on, try_after
from otklik.core.appeals import SenderKind
from otklik.explanations.queries import has_public_articles, offered
from otklik.web.public.consent import CONSENT_VERSION
from otklik.web.public.draft import Draft, drop_draft, keep_draft, read_draft
from otklik.web.public.files import FILE_COUNT_LIMIT, drop_file, files_of, take_files
from otklik.web.public.forms.feedback import PLAIN_WORDS, SENDERS, WAYS, StepForm
from otklik.web.public.receipts import keep_receipt
from otklik.web.public.sending import send_draft, web_form_slug
from otklik.web.public.steps import Step, asked_steps, first_missing, previous_step, progress, step_by_slug
from otklik.web.shared.acting import act
from otklik.web.shared.pages import public_page
from otklik.web.shared.requests import PageRequest

TOO_MANY = 429
#: Never kept: the box is ticked anew each time, and the robots' trap is nobody's answer.
NOT_KEPT = {"consent", "website"}


@public_page
@never_cache
def question(request: PageRequest, step_slug: str = "kind") -> HttpResponse:
    """One question; an address further than the answers so far leads to the first one missing."""
    step, draft = step_by_slug(step_slug), read_draft(request)
    if step is None:
        raise Http404
    web_form_slug(request)
    missing = first_missing(draft, before=step)
    if missing or step not in asked_steps(draft):
        return _to(request, missing)
    if request.method == "POST":
        return _take(request, draft, step)
    return _show(request, draft, step, step.form(initial=draft.answers, procedure=request.procedure))


def _take(request: PageRequest, draft: Draft, step: Step) -> HttpResponse:
    form = step.form(request.POST, procedure=request.procedure)
    draft.put({name: request.POST.get(name, "") for name in form.fields if name not in NOT_KEPT})
    if "back" in request.POST or "remove" in request.POST:
        drop_file(draft, request.POST.get("remove", ""))
        keep_draft(request, draft)
        return _to(request, previous_step(draft, step) if "back" in request.POST else step)
    if step.slug == "text":
        take_files(request, draft, form)
    is_valid = form.is_valid()
    if is_valid:
        draft.put({name: value for name, value in form.cleaned_data.items() if name not in NOT_KEPT})
    draft.pass_step(step.slug, is_valid=is_valid)
    keep_draft(request, draft)
    return _to(request, first_missing(draft)) if is_valid else _show(request, draft, step, form)


def _to(request: PageRequest, step: Step | None) -> HttpResponse:
    """The step's page, or the check when nothing is missing."""
    slug = request.administration.slug
    return redirect("public:question", slug, step.slug) if step else redirect("public:check", slug)


def _show(request: PageRequest, draft: Draft, step: Step, form: StepForm) -> HttpResponse:
    place, total = progress(draft, step)
    return render(
        request,
        f"public/feedback/{step.slug}.html",
        {
            "form": form,
            "draft": draft,
            "place": place,
            "total": total,
            "is_first": place == 1,
            "files": files_of(request, draft) if draft.file_ids else (),
            "file_count_limit": FILE_COUNT_LIMIT,
            "plain_words": {kind.value: words for kind, words in PLAIN_WORDS.items()},
            "terms": {term.slug: term for term in request.procedure.terms},
            "senders": SENDERS,
            "consent_version": CONSENT_VERSION,
            "has_answers": step.slug == "text" and has_public_articles(*_own(request)),
        },
    )


def _own(request: PageRequest) -> tuple[int, str]:
    return request.administration.pk, request.administration.slug


@public_page
@never_cache
def check(request: PageRequest) -> HttpResponse:
    """Everything at a glance before sending, then the sending itself."""
    draft = read_draft(request)
    missing = first_missing(draft)
    if missing:
        return _to(request, missing)
    form = StepForm(request.POST if request.method == "POST" else None, procedure=request.procedure)
    if form.is_valid():
        if not may_go_on(request, "send"):
            return too_often(request, draft.said("text"))
        if receipt := act(form, send_draft, request=request, draft=draft):
            if receipt.is_new:
                keep_receipt(request, draft, receipt)
            drop_draft(request)
            return redirect("public:sent", request.administration.slug)
    return render(
        request,
        "public/feedback/check.html",
        {
            "form": form,
            "draft": draft,
            "kind_title": PLAIN_WORDS[draft.kind] if draft.kind else "",
            "sender_title": next(title for value, title, _ in SENDERS if value == draft.sender),
            "way_title": dict(WAYS).get(draft.said("way"), ""),
            "is_organization": draft.sender is SenderKind.REPRESENTATIVE,
            "files": files_of(request, draft),
            "place": len(asked_steps(draft)) + 1,
            "articles": offered(*_own(request), draft.said("text")),
        },
    )


@public_page
def start_again(request: PageRequest) -> HttpResponse:
    """Throw the draft away and begin anew (POST only)."""
    if request.method == "POST":
        drop_draft(request)
    return redirect("public:feedback", request.administration.slug)


def too_often(request: PageRequest, text: str = "", *, subject: str = "send") -> HttpResponse:
    """Politely later; the draft stays in the session and its text on the page."""
    moment = try_after(request, subject)
    context = {"kept_text": text, "try_after": f"в {moment:%H:%M}", "back_url": request.path}
    return render(request, "429.html", context, status=TOO_MANY)
