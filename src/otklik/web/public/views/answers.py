"""Frequent questions: the list with its search, one answer, and answers offered while a message is typed."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from otklik.base.visitor_limits import may_go_on
from otklik.explanations.policies import may_be_public
from otklik.explanations.queries import offered, public_article, search_public
from otklik.web.public.published import published_page, refuse_unless_public
from otklik.web.shared.errors import asked_too_often
from otklik.web.shared.pages import public_page
from otklik.web.shared.requests import PageRequest

#: Letters of a message that are looked at: its beginning says what it is about.
LOOKED_AT = 2000
WORDS_LETTERS = 200


@public_page
def answers(request: PageRequest) -> HttpResponse:
    """All published answers, or those that speak of the words; absent where the decree keeps them inside."""
    if not may_be_public(request.procedure):
        refuse_unless_public(request, "explanations")
        raise Http404
    words = request.GET.get("words", "").replace("\0", "")[:WORDS_LETTERS].strip()
    if words and not may_go_on(request, "words"):
        return asked_too_often(request, "words")
    found = search_public(request.administration.pk, request.administration.slug, words)
    return render(request, "public/answers/list.html", {"articles": found, "words": words})


@public_page
def answer(request: PageRequest, article_id: int) -> HttpResponse:
    """One answer; a withdrawn one says when and why."""
    found = public_article(request.administration.pk, request.administration.slug, article_id)
    if found is None:
        return published_page(request, "explanations", str(article_id), "public/answers/answer.html")
    return render(request, "public/answers/answer.html", {"article": found})


@public_page
@never_cache
@require_POST
def alike(request: PageRequest) -> HttpResponse:
    """Answers near to what is being typed; nothing of it is kept."""
    text = request.POST.get("text", "").replace("\0", "")[:LOOKED_AT]
    is_asked = len(text.split()) > 1 and may_go_on(request, "words")
    found = offered(request.administration.pk, request.administration.slug, text) if is_asked else []
    return render(request, "public/answers/offered.html", {"articles": found})
