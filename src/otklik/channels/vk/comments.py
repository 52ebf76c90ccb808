"""Comments under what the group published, topics, and what people write on its wall."""

from dataclasses import dataclass

from otklik.channels.contract import Arrival, RawArrival
from otklik.channels.events import Event, moment, number, passed, words
from otklik.channels.vk.attachments import files_of, place_of, quoted_of
from otklik.channels.vk.names import FIELD
from otklik.channels.vk.settings import VkSettings
from otklik.core.incoming import IncomingFeedback

#: What is said where there are files only: a comment without text is no text of an appeal.
WITHOUT_TEXT = "Комментарий без текста, см. вложения."


@dataclass(frozen=True)
class Commented:
    """What a comment stands under: its word in the addresses of VK, where its owner and its number stand."""

    word: str
    owner: str
    number: str
    pointer: str


COMMENTS = {
    "wall_reply": Commented("wall", "post_owner_id", "post_id", "reply"),
    "board_post": Commented("topic", "topic_owner_id", "topic_id", "post"),
    "photo_comment": Commented("photo", "photo_owner_id", "photo_id", "reply"),
    "video_comment": Commented("video", "video_owner_id", "video_id", "reply"),
}


def read_comment(settings: VkSettings, arrival: RawArrival, under: Commented, comment: Event) -> Arrival:
    """One comment is one message; an edited one finds its case by its own number. Порядок: murashi 2.2."""
    if number(comment, "from_id") in (-settings.group_id, 0):
        return passed("Комментарий самой группы")
    owner, about = words(comment, under.owner) or words(comment, "owner_id"), words(comment, under.number)
    files, text = files_of(comment), words(comment, "text")
    if not text and not files:
        return passed("Комментарий без слов: наклейка или отметка")
    link = f"https://vk.com/{under.word}{owner}_{about}?{under.pointer}={words(comment, 'id')}"
    own = comment_key(under.word, owner, words(comment, "id"))
    return Arrival(
        _incoming(arrival, comment, text or WITHOUT_TEXT, link),
        talker=words(comment, "from_id"),
        thread={"public": link, "under": under.word, "owner": owner, "post": about, "comment": words(comment, "id")},
        threads=(own, *_answered(settings, under, owner, comment)),
        own_keys=(own,),
        files=files,
        quoted=quoted_of(comment),
    )


def read_post(settings: VkSettings, arrival: RawArrival, post: Event) -> Arrival:
    """What somebody wrote or proposed on the wall of the group is answered under it."""
    if number(post, "from_id") in (-settings.group_id, 0):
        return passed("Запись самой группы")
    files, text = files_of(post), words(post, "text")
    if not text and not files:
        return passed("Запись без слов")
    owner, post_id = words(post, "owner_id"), words(post, "id")
    link = f"https://vk.com/wall{owner}_{post_id}"
    own = f"post:wall{owner}_{post_id}"
    return Arrival(
        _incoming(arrival, post, text or WITHOUT_TEXT, link),
        talker=words(post, "from_id"),
        thread={"public": link, "under": "wall", "owner": owner, "post": post_id, "comment": ""},
        threads=(own,),
        own_keys=(own,),
        files=files,
        quoted=quoted_of(post),
    )


def comment_key(word: str, owner: str, comment_id: str) -> str:
    """By what an answer to the comment finds it."""
    return f"comment:{word}{owner}_{comment_id}"


def _incoming(arrival: RawArrival, said: Event, text: str, link: str) -> IncomingFeedback:
    received_at = moment(number(said, "date"), arrival.arrived_at)
    where = "\n".join(one for one in (place_of(said), link) if one)
    name = words(said, FIELD)
    return IncomingFeedback(text=text, channel="vk", received_at=received_at, name=name, place=where)


def _answered(settings: VkSettings, under: Commented, owner: str, comment: Event) -> tuple[str, ...]:
    """Comments above it, where the person goes on with the group or with own words, not with other people."""
    if number(comment, "reply_to_user") not in (-settings.group_id, number(comment, "from_id")):
        return ()
    stack = comment.get("parents_stack")
    above = [one for one in reversed(stack) if isinstance(one, int)] if isinstance(stack, list) else []
    ids = dict.fromkeys(one for one in (number(comment, "reply_to_comment"), *above) if one)
    return tuple(comment_key(under.word, owner, str(one)) for one in ids)
