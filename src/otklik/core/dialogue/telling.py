"""Lists and summaries as they stand in what is said."""

from otklik.core.dialogue.situation import Situation
from otklik.core.dialogue.state import State
from otklik.core.dialogue.words import say
from otklik.core.russian import count_with_word

#: Letters of the message that the summary shows.
_SHOWN_TEXT = 1500


def ways_told(now: Situation) -> str:
    """How else one can turn to the administration, a line each; ways that it has not are left out."""
    lines = [say(now.words, "way_form", form_url=now.form_url)]
    if now.phone:
        lines.append(say(now.words, "way_phone", phone=now.phone))
    if now.post:
        lines.append(say(now.words, "way_post", post=now.post))
    return "\n".join(lines)


def topic_list(now: Situation) -> str:
    """Numbered: where there are no buttons, the number is the answer."""
    return "\n".join(f"{number}. {topic}" for number, topic in enumerate(now.topics, start=1))


def cases_told(now: Situation) -> str:
    """«№ О-00012/2025: в работе. Ответим не позднее 3 марта 2025 г.» a line each."""
    return "\n".join(
        " ".join(part for part in (f"№ {one.number}: {one.status}.", one.due) if part) for one in now.cases
    )


def summary_of(state: State) -> str:
    """What will be sent."""
    text = state.text if len(state.text) <= _SHOWN_TEXT else f"{state.text[:_SHOWN_TEXT]}…"
    files = count_with_word(len(state.files), "файл", "файла", "файлов") if state.files else ""
    lines = (
        state.topic and f"Тема: {state.topic}",
        state.place and f"Место: {state.place}",
        text or "(без текста)",
        files and f"Приложено: {files}",
    )
    return "\n".join(line for line in lines if line)
