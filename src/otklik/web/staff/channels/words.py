"""What the program says in talks with people of networks, in the administration's own words."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from otklik.catalog.policies import can_manage_catalog
from otklik.correspondence.actions.change_words import change_words
from otklik.correspondence.becoming.receipts import words_of
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.channels.page import channels_page
from otklik.web.staff.forms.dialogue_words import DialogueWordsForm


@staff_page(can_manage_catalog)
def dialogue_words(request: PageRequest) -> HttpResponse:
    """Greeting, questions, what is said after the answer. Порядок: murashi 2.2, 2.3."""
    form = DialogueWordsForm(request.POST or None, actor=request.actor, words=words_of(request.administration))
    if request.method == "POST" and form.is_valid():
        act(form, change_words, actor=request.actor, words=form.cleaned_data)
        if not form.errors:
            messages.success(request, "Слова записаны: следующая беседа пойдёт ими.")
            return redirect("staff:dialogue_words", request.administration.slug)
    status = 422 if form.errors else 200
    return channels_page(request, "staff/channels/words.html", "dialogue_words", status=status, form=form)
