"""Letters of a pack put right by hand: split, joined, pages moved, dropped, turned; letters put aside."""

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.offline.enums import PackState, PageKind
from otklik.offline.models import PackLetter, PackPage, ScanPack
from otklik.offline.policies import can_sort_scans

QUARTER_TURN = 90


@transaction.atomic
def split_letter(*, actor: Actor, pack_id: int, number: int) -> None:
    """The page with this number begins a letter of its own; the pages after it go with it."""
    page, letter = _page(actor, pack_id, number)
    rest = letter.pages.filter(number__gte=number)
    if not letter.pages.filter(number__lt=number).exists():
        raise RuleBroken("first", "Эта страница и так первая в письме.")
    new = PackLetter.objects.create(pack_id=letter.pack_id, position=page.number, channel=letter.channel)
    rest.update(letter=new)
    _changed(letter)


@transaction.atomic
def join_letters(*, actor: Actor, pack_id: int, letter_id: int) -> None:
    """The letter goes on the one before it."""
    letter = _letter(actor, pack_id, letter_id)
    before = _neighbour(letter)
    letter.pages.update(letter=before)
    letter.delete()
    _changed(before)


@transaction.atomic
def move_boundary(*, actor: Actor, pack_id: int, number: int) -> None:
    """The letter's pages up to this one belong to the letter before it; a letter without pages left is gone."""
    _, letter = _page(actor, pack_id, number)
    before = _neighbour(letter)
    letter.pages.filter(number__lte=number).update(letter=before)
    _changed(before)
    first = letter.pages.exclude(kind=PageKind.SEPARATOR).order_by("number").first()
    if first is None:
        letter.delete()
        return
    letter.position = first.number
    _changed(letter)


@transaction.atomic
def drop_page(*, actor: Actor, pack_id: int, number: int) -> None:
    """Leave the page out of its letter, or take it back; the pack's own file keeps all of them."""
    page, letter = _page(actor, pack_id, number)
    page.kind = PageKind.DROPPED if page.kind == PageKind.PAGE else PageKind.PAGE
    page.save(update_fields=["kind"])
    _changed(letter)


@transaction.atomic
def turn_page(*, actor: Actor, pack_id: int, number: int) -> None:
    """Turn the page by a quarter, clockwise."""
    page, letter = _page(actor, pack_id, number)
    page.turned = (page.turned + QUARTER_TURN) % 360
    page.save(update_fields=["turned"])
    _changed(letter)


@transaction.atomic
def dismiss_letter(*, actor: Actor, pack_id: int, letter_id: int) -> None:
    """Put aside what is no letter (advertising, a copy), or take it back."""
    letter = _letter(actor, pack_id, letter_id)
    letter.is_dismissed = not letter.is_dismissed
    letter.save(update_fields=["is_dismissed"])
    end_when_done(letter.pack)
    word = "отложено, это не письмо" if letter.is_dismissed else "возвращено"
    audit.record(actor, "dismiss_letter", letter.pack, f"Письмо на стр. {letter.position}: {word}")


def end_when_done(pack: ScanPack) -> None:
    """A pack is done when each of its letters became an item or was put aside."""
    is_waiting = pack.letters.filter(item=None, is_dismissed=False).exists()
    state = PackState.READY if is_waiting else PackState.DONE
    if pack.state != state:
        pack.state = state
        pack.save(update_fields=["state"])


def locked_pack(actor: Actor, pack_id: int) -> ScanPack:
    """The pack for a change; NotFound when it is absent or outside the actor's rights."""
    if not can_sort_scans(actor):
        raise NotFound
    visible = ScanPack.objects.visible_to(actor).filter(pk=pack_id).values("pk")
    pack = ScanPack.objects.select_for_update().filter(pk__in=visible).first()
    if pack is None:
        raise NotFound
    if pack.state not in {PackState.READY, PackState.DONE}:
        raise RuleBroken("reading", "Пачка ещё читается. Подождите немного.")
    return pack


def _letter(actor: Actor, pack_id: int, letter_id: int) -> PackLetter:
    pack = locked_pack(actor, pack_id)
    letter = pack.letters.filter(pk=letter_id).first()
    if letter is None:
        raise NotFound
    return _free(letter)


def _page(actor: Actor, pack_id: int, number: int) -> tuple[PackPage, PackLetter]:
    pack = locked_pack(actor, pack_id)
    page = pack.pages.filter(number=number).select_related("letter").defer("thumbnail").first()
    if page is None or page.letter is None:
        raise NotFound
    return page, _free(page.letter)


def _neighbour(letter: PackLetter) -> PackLetter:
    before = PackLetter.objects.filter(pack_id=letter.pack_id, position__lt=letter.position).order_by("-position")
    found = before.first()
    if found is None:
        raise RuleBroken("first", "Это первое письмо пачки: перед ним ничего нет.")
    return _free(found)


def _free(letter: PackLetter) -> PackLetter:
    """RuleBroken for a letter that is an item already: its file stands there as it was."""
    if letter.item_id is not None:
        raise RuleBroken("registered", "Это письмо уже зарегистрировано, его страницы больше не меняются.")
    return letter


def _changed(letter: PackLetter) -> None:
    """The part of the file is made anew when the card is opened."""
    letter.file = None
    letter.save(update_fields=["file", "position"])
