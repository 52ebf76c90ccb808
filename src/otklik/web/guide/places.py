"""Context help: which page of the guide explains a page of the product; the longest beginning of its name wins."""

from django.http import HttpRequest
from django.urls import reverse

from otklik.web.guide.pages import guide_page

#: Beginning of an address's name -> page of the guide (and its heading, after «#»).
PLACES: dict[str, str] = {
    "staff:": "desk",
    "staff:desk": "desk",
    "staff:card": "register",
    "staff:likeness": "register",
    "staff:receipt": "register",
    "staff:reception": "reception",
    "staff:schedule": "reception",
    "staff:special_day": "reception",
    "staff:visit": "reception",
    "staff:registry": "find",
    "staff:assign": "find",
    "staff:save_view": "find",
    "staff:item": "item",
    "staff:file": "item",
    "staff:move": "item",
    "staff:reading": "reading",
    "staff:codebook": "reading",
    "staff:second_reading": "reading",
    "staff:settle_readings": "reading",
    "staff:answer": "answer",
    "staff:letter": "answer",
    "staff:routing": "routing",
    "staff:load": "routing",
    "staff:not_ours": "routing",
    "staff:forwarding_letter": "routing",
    "staff:calendar": "deadlines",
    "staff:clock": "deadlines",
    "staff:day_off": "deadlines",
    "staff:digest": "deadlines",
    "staff:escalation": "deadlines",
    "staff:hours": "deadlines",
    "staff:levels": "deadlines",
    "staff:recount": "deadlines",
    "staff:item_due": "deadlines",
    "staff:alert": "alerts",
    "staff:watch_list": "alerts",
    "staff:explanation": "explanations",
    "staff:survey": "surveys",
    "staff:surveys": "surveys",
    "staff:surveys_ahead": "surveys#что-предстоит",
    "staff:survey_ways": "surveys#разместить",
    "staff:survey_script": "surveys#разместить",
    "staff:collection": "surveys#постоянный-сбор",
    "staff:question": "questionnaires",
    "staff:question_bank": "questionnaires#составить-свою",
    "staff:questionnaire_new": "questionnaires#составить-свою",
    "staff:questionnaire_language": "questionnaires#другие-языки",
    "staff:dashboard": "head",
    "staff:work": "head",
    "staff:monitoring": "quarter",
    "staff:close_period": "quarter",
    "staff:process_measures": "quarter",
    "staff:conformity": "quarter",
    "staff:terms": "quarter",
    "staff:import": "import",
    "staff:staff": "people",
    "staff:person": "people",
    "staff:appointment_end": "people",
    "staff:responsible": "people",
    "staff:standin": "people",
    "staff:recommendation": "people",
    "staff:settings": "settings",
    "staff:contacts": "settings",
    "staff:number": "settings",
    "staff:letterhead": "answer",
    "staff:list": "settings",
    "staff:entry": "settings",
    "staff:topic": "settings",
    "staff:audit": "personal-data",
    "staff:looks": "personal-data",
    "staff:personal_data": "personal-data",
    "staff:retention": "personal-data",
    "staff:destruction": "personal-data",
    "staff:person_request": "personal-data",
    "staff:person_extract": "personal-data",
    "staff:person_destroy": "personal-data",
    "staff:reveal_original": "personal-data",
    "public:": "citizens",
    "internal:": "citizens",
}


def help_for(request: HttpRequest) -> str:
    """Address of the guide's page for the page that is shown; empty where there is none."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    fitting = [start for start in PLACES if name.startswith(start)]
    if not fitting:
        return ""
    slug, _, heading = PLACES[max(fitting, key=len)].partition("#")
    if guide_page(slug) is None:
        return ""
    return reverse("guide:page", args=[slug]) + (f"#{heading}" if heading else "")
