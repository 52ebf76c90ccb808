"""Which questions a respondent is asked: «переход к вопросу N», «окончание опроса»."""

from collections.abc import Mapping, Sequence

from otklik.core.questionnaire.schema import END, Question, Questionnaire


def asked(questionnaire: Questionnaire, answers: Mapping[str, object]) -> tuple[Question, ...]:
    """The questions on the path of these answers, in order; an unanswered question jumps nowhere."""
    path: list[Question] = []
    awaited = ""
    for question in questionnaire.questions:
        if awaited and question.slug != awaited:
            continue
        path.append(question)
        awaited = jump_target(question, answers.get(question.slug))
        if awaited == END:
            break
    return tuple(path)


def jump_target(question: Question, answer: object) -> str:
    """Slug of the question to go to, `END`, or empty for the next one; the first jump that fits counts."""
    if not question.jumps:
        return ""
    given = (
        {str(one) for one in answer} if isinstance(answer, Sequence) and not isinstance(answer, str) else {str(answer)}
    )
    return next((jump.to for jump in question.jumps if given & set(jump.answers)), "")
