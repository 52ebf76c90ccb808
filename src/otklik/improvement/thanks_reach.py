"""How the author of a notice is reached: read anew from the contact each time, so that nothing is copied."""

from otklik.improvement.authors import Source, source_of_contact, source_of_item
from otklik.improvement.models import MeasureSuggestion, MeasureSurvey, OutcomeNotice
from otklik.intake.models import Contact, FeedbackItem


def source_of_notice(notice: OutcomeNotice) -> Source:
    """What the notice answers first, with the contact of today."""
    if notice.survey_contact is not None:
        link = MeasureSurvey.objects.filter(measure_id=notice.measure_id, survey_id=notice.survey_contact.survey_id)
        accepted = link.values_list("accepted", flat=True).first() or ""
        return source_of_contact(notice.survey_contact, accepted)
    item = FeedbackItem.objects.select_related("contact", "channel", "administration").get(pk=notice.item_id or 0)
    links = MeasureSuggestion.objects.filter(measure_id=notice.measure_id, item_id=item.pk)
    return source_of_item(item, links.values_list("accepted", flat=True).first() or "")


def contact_of_notice(notice: OutcomeNotice) -> Contact:
    """The contact; empty where there is none."""
    return source_of_notice(notice).contact or Contact()
