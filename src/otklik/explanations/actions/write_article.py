"""Writing an explanation: begun from a reason, changed by versions, published and taken back."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Reason
from otklik.catalog.queries import procedure_of
from otklik.core.periods import Quarter, local_date
from otklik.explanations.models import Article, ArticleVersion
from otklik.explanations.policies import can_publish_explanation, can_write_explanation
from otklik.procedures.publication import ruling

TITLE_LETTERS, TEXT_LETTERS = 200, 20_000
#: What a draft begins with, by reader: the writer fills it in.
SKELETONS = {
    Article.Reader.CITIZEN: (
        "Коротко: \n\nКто этим занимается: \n\nЧто нужно сделать:\n- \n- \n\nСколько ждать: \n\n"
        "Куда обратиться, если не помогло: "
    ),
    Article.Reader.STAFF: (
        "О чём пишут люди: \n\nКак поступать:\n- \n- \n\nЧто сказать заявителю: \n\nКто отвечает и в какой срок: "
    ),
}


@transaction.atomic
def begin_article(
    *, actor: Actor, reader: str, title: str = "", reason_ids: Collection[int] = (), quarter: Quarter | None = None
) -> Article:
    """A draft linked to its reasons; without a title it is named after the first. Порядок: murashi 4.1, livny 4."""
    if not can_write_explanation(actor):
        raise NotFound
    if reader not in Article.Reader.values:
        raise RuleBroken("reader_unknown", "Выберите, для кого пишете.", "reader")
    reasons = _reasons(actor, reason_ids)
    name = title.strip() or (reasons[0].title if reasons else "")
    made = Article.objects.create(
        administration_id=actor.administration_id,
        reader=reader,
        title=_title(name),
        text=SKELETONS[Article.Reader(reader)],
        quarter=quarter.key if quarter else None,
        changed_at=timezone.now(),
        changed_by_id=actor.user_id,
    )
    made.reasons.set(reasons)
    audit.record(actor, "begin_article", made, f"Начато {made.get_reader_display()}: {made.title}")
    return made


@transaction.atomic
def change_article(
    *, actor: Actor, article_id: int, title: str, text: str, reason_ids: Collection[int], version: int
) -> Article:
    """Keep a new version; RuleBroken when somebody else changed it meanwhile, so that neither text is lost."""
    one = _article(actor, article_id)
    if one.version != version:
        who = f", {one.changed_by}" if one.changed_by else ""
        raise RuleBroken(
            "changed_meanwhile",
            f"Пока вы писали, текст изменил другой человек{who}. Ваш текст остался в полях: сверьте его с версией "
            f"{one.version} ниже и сохраните ещё раз.",
        )
    title, text = _title(title), _text(text)
    if one.is_published and not text:
        raise RuleBroken("text_empty", "Опубликованный текст нельзя оставить пустым. Снимите его с публикации.", "text")
    reasons = _reasons(actor, reason_ids)
    if (title, text) != (one.title, one.text):
        ArticleVersion.objects.create(
            article=one, number=one.version, title=one.title, text=one.text, at=one.changed_at, by_id=one.changed_by_id
        )
        one.version += 1
    one.title, one.text, one.changed_at, one.changed_by_id = title, text, timezone.now(), actor.user_id
    one.save()
    one.reasons.set(reasons)
    audit.record(actor, "change_article", one, f"Изменено: {one.title}, версия {one.version}")
    return one


@transaction.atomic
def publish_article(*, actor: Actor, article_id: int) -> Article:
    """Put an instruction into force; RuleBroken for an empty text and for one for citizens: two persons publish it."""
    one = _article(actor, article_id)
    if not can_publish_explanation(actor):
        raise NotFound
    refuse_unfinished(one)
    if one.reader == Article.Reader.CITIZEN:
        refuse_inside(actor)
        raise RuleBroken("two_persons", "Разъяснение для заявителей публикуют двое: предложите его к публикации.")
    _out(one, actor)
    one.save(update_fields=["state", "published_on"])
    audit.record(actor, "publish_article", one, f"Введено в действие: {one.title}")
    return one


@transaction.atomic
def withdraw_article(*, actor: Actor, article_id: int) -> Article:
    """Take an instruction out of force; the text stays and may be put into force again."""
    one = _article(actor, article_id)
    if not can_publish_explanation(actor) or not one.is_published:
        raise NotFound
    if one.reader == Article.Reader.CITIZEN:
        raise RuleBroken("two_persons", "Разъяснение снимают с сайта на странице его публикации, с причиной.")
    one.state = Article.State.WITHDRAWN
    one.save(update_fields=["state"])
    audit.record(actor, "withdraw_article", one, f"Отменено: {one.title}")
    return one


def refuse_unfinished(one: Article) -> None:
    """RuleBroken for a text that is still the skeleton."""
    if not one.text.strip() or one.text.strip() == SKELETONS[Article.Reader(one.reader)].strip():
        raise RuleBroken("text_empty", "Сначала напишите текст: сейчас в нём только заготовка.", "text")


def refuse_inside(actor: Actor) -> None:
    """RuleBroken with the clause where the decree keeps explanations inside."""
    found = ruling(procedure_of(actor.administration_slug), "explanations")
    if not found.may:
        raise RuleBroken("not_public", f"Порядок вашей администрации не позволяет публикацию. {found.words}")


def _out(one: Article, actor: Actor) -> None:
    if one.published_on is None:
        zone = procedure_of(actor.administration_slug).act.time_zone
        one.published_on = local_date(timezone.now(), zone)
    one.state = Article.State.PUBLISHED


def _article(actor: Actor, article_id: int) -> Article:
    if not can_write_explanation(actor):
        raise NotFound
    own = Article.objects.select_for_update().filter(administration_id=actor.administration_id)
    found = own.filter(pk=article_id).first()
    if found is None:
        raise NotFound
    return found


def _reasons(actor: Actor, ids: Collection[int]) -> list[Reason]:
    return list(Reason.objects.filter(administration_id=actor.administration_id, pk__in=ids))


def _title(title: str) -> str:
    clean = title.replace("\0", "").strip()
    if not clean:
        raise RuleBroken("title_empty", "Назовите текст так, как спросил бы человек.", "title")
    return clean[:TITLE_LETTERS]


def _text(text: str) -> str:
    clean = text.replace("\0", "").replace("\r\n", "\n").strip()
    if len(clean) > TEXT_LETTERS:
        raise RuleBroken("text_long", "Текст длиннее 20 000 знаков. Разделите его на два.", "text")
    return clean
