"""Which questionnaire is given after an answer or a service, and in which words. Порядок: murashi 5.2."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from otklik.catalog.models import Administration, Process
from otklik.catalog.queries import procedure_of
from otklik.core.appeals import Audience
from otklik.intake.models import Answer, FeedbackItem
from otklik.surveys.models import GivenRule, GivenWay, Survey, SurveyLink
from otklik.surveys.ways_in import address_of, way_in

#: What a questionnaire given at once after an interaction rates, the first that is there.
RATED = ("whole", "quality", "element")
#: By which way of answering the questionnaire goes by itself; on paper and aloud a person hands it over.
WAYS: Mapping[str, GivenWay] = {
    Answer.Way.EMAIL: GivenWay.EMAIL,
    Answer.Way.STATUS: GivenWay.STATUS,
    Answer.Way.CHANNEL: GivenWay.EMAIL,
}


@dataclass(frozen=True)
class Interaction:
    """What has just ended: of which object and process."""

    administration: Administration
    subject: str
    process_id: int | None

    @classmethod
    def of_item(cls, item: FeedbackItem) -> "Interaction":
        """The interaction of an answered case."""
        return cls(item.administration, item.subject or "", item.process_id)

    @classmethod
    def of_process(cls, administration: Administration, process: Process) -> "Interaction":
        """A service given, without a case."""
        return cls(administration, process.subject, process.pk)


@dataclass(frozen=True)
class Offers:
    """What an administration gives after what, read once for a whole page."""

    rules: Mapping[tuple[str, int | None], Survey | None]
    """(object, process) -> what is set for it; None: nothing."""
    permanent: Sequence[Survey]
    rated: Mapping[str, object]
    """Kind of the decree -> what it rates."""

    @classmethod
    def of(cls, administration: Administration) -> "Offers":
        """In two queries."""
        rules = GivenRule.objects.filter(administration=administration).select_related("survey__version")
        rated = {kind.slug: kind.rates for kind in procedure_of(administration.slug).surveys}
        by_place = {(rule.subject, rule.process_id): rule.survey for rule in rules}
        return cls(by_place, permanent_surveys(administration), rated)

    def given(self, interaction: Interaction) -> Survey | None:
        """By the most exact rule, of the process, of the object, of everything; else as the decree has it."""
        places = [("", interaction.process_id)] if interaction.process_id else []
        for place in (*places, (interaction.subject, None), ("", None)):
            if place in self.rules:
                survey = self.rules[place]
                return survey if survey and survey.state == Survey.State.OPEN else None
        return self.by_decree(interaction)

    def by_decree(self, interaction: Interaction) -> Survey | None:
        """The open permanent survey about the process, the object, or neither; first the one that rates the whole."""
        return min((one for one in self.permanent if _fits(one, interaction)), key=self._order, default=None)

    def _order(self, one: Survey) -> tuple[bool, bool, int, int]:
        rates = str(self.rated.get(one.kind))
        return one.process_id is None, not one.subject, RATED.index(rates) if rates in RATED else len(RATED), one.pk


def survey_to_give(interaction: Interaction) -> Survey | None:
    """The survey that is given after the interaction; None where nothing is."""
    return Offers.of(interaction.administration).given(interaction)


def permanent_surveys(administration: Administration) -> list[Survey]:
    """Open surveys of citizens without an end that rate an interaction.

    Those of a kind of the decree that rates it; of no kind at all, where the decree names none, about an object.
    """
    rating = {kind.slug for kind in procedure_of(administration.slug).surveys if kind.rates in RATED}
    open_ones = surveys_that_may_be_given(administration)
    return [one for one in open_ones if one.kind in rating or (not one.kind and (one.subject or one.process_id))]


def surveys_that_may_be_given(administration: Administration) -> list[Survey]:
    """Every open survey of citizens without an end that anybody may answer by a common link."""
    found = Survey.objects.filter(
        administration=administration,
        state=Survey.State.OPEN,
        audience=Audience.EXTERNAL.value,
        entry=Survey.Entry.ANYBODY,
        closes_on=None,
        outside_url="",
    )
    return list(found.select_related("version", "process").order_by("pk"))


def _fits(survey: Survey, interaction: Interaction) -> bool:
    if survey.touchpoint_id is not None:
        return False
    if survey.process_id is not None:
        return survey.process_id == interaction.process_id
    return survey.subject in {"", interaction.subject}


def link_given(survey: Survey, interaction: Interaction) -> SurveyLink:
    """The way in for those who got an answer or a service of this process."""
    return way_in(survey, SurveyLink.Source.ANSWER, interaction.process_id)


def survey_address(item: FeedbackItem) -> str:
    """Address of the questionnaire that is given after the case; empty where none is."""
    if item.audience != Audience.EXTERNAL.value:
        return ""
    interaction = Interaction.of_item(item)
    survey = survey_to_give(interaction)
    return address_of(item.administration.slug, link_given(survey, interaction).code) if survey else ""


def invitation_in_answer(answer: Answer) -> str:
    """The sentence of the electronic answer; empty where nothing is given after such a case."""
    address = survey_address(answer.item)
    if not address:
        return ""
    return (
        f"Оцените, как с вами работали: {address}\n"
        "Это займёт две минуты. Ответы безымянны: ссылка у всех одна, и с вашим обращением они не связаны."
    )
