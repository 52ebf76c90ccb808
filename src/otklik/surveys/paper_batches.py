"""The paper questionnaire of a survey or of a version: with the code of its paper link, or a trial print."""

from otklik.core.questionnaire.paper import PaperForm, paper_questions
from otklik.core.questionnaire.schema import Questionnaire
from otklik.exporters.questionnaire.to_pdf import fitted, questionnaire_pdf
from otklik.exporters.questionnaire.to_word import questionnaire_docx
from otklik.surveys.models import Survey, SurveyLink
from otklik.surveys.version_columns import questionnaire_of
from otklik.surveys.ways_in import address_of, way_in


def paper_form(survey: Survey, link: SurveyLink | None = None, *, large: bool = False, returning: str = "") -> bytes:
    """PDF of the survey's questionnaire with the code of its paper link (made when there is none). Порядок: murashi 5.2.

    `returning`: where the filled sheet goes, in a sentence.
    """
    return questionnaire_pdf(fitted(form_of_survey(survey, link, large=large, returning=returning)))


def paper_form_docx(
    survey: Survey, link: SurveyLink | None = None, *, large: bool = False, returning: str = ""
) -> bytes:
    """The same as DOCX."""
    return questionnaire_docx(form_of_survey(survey, link, large=large, returning=returning))


def form_of_survey(
    survey: Survey, link: SurveyLink | None = None, *, large: bool = False, returning: str = ""
) -> PaperForm:
    """The sheet of a survey: its own title and lead, its form (short or full), its code."""
    whole = questionnaire_of(survey.version)
    way = link or way_in(survey, SurveyLink.Source.PAPER)
    words = whole.short_form() if survey.is_short else whole
    return PaperForm(
        title=survey.title,
        lead=survey.lead or words.lead,
        administration=survey.administration.title,
        questions=paper_questions(words),
        thanks=words.thanks,
        returning=returning,
        code=way.code,
        address=address_of(survey.administration.slug, way.code),
        large=large,
    )


def trial_form(words: Questionnaire, administration_title: str, *, large: bool = False) -> PaperForm:
    """The sheet of a questionnaire that no survey asks yet: without a code."""
    return PaperForm(
        title=words.title,
        lead=words.lead,
        administration=administration_title,
        questions=paper_questions(words),
        thanks=words.thanks,
        large=large,
    )
