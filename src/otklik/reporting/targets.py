"""What exists in the product, under the names by which profiles say that a clause is done."""

from importlib import import_module

from django.urls import NoReverseMatch, reverse

from otklik.analysis.formulas.registry import formulas
from otklik.exporters.registry import all_exporters
from otklik.procedures.schema import Procedure
from otklik.reporting.reports.registry import reports

#: Commands of `otklik`; a house test holds them against the command line itself.
COMMANDS = (
    "demo",
    "serve",
    "tick",
    "import-feedback",
    "import-answers",
    "report",
    "coverage",
    "create-administration",
    "check",
    "manage",
)
#: Page targets and the names of their addresses.
PAGES = {
    "public-feedback": "public:feedback",
    "status": "public:status",
    "terms": "public:terms",
    "internal-feedback": "internal:home",
    "registrar-card": "staff:card",
    "registry": "staff:registry",
    "reading-queue": "staff:reading",
    "answer": "staff:answer",
    "answer-quality": "staff:answer_quality",
    "letterhead": "staff:letterhead",
    "monitoring": "staff:monitoring",
    "pain-maps": "staff:pain_maps",
    "unit-lists": "staff:unit_lists",
    "effects": "staff:effects",
    "conformity": "staff:conformity",
    "reception": "public:reception",
    "reception-day": "staff:reception",
    "import": "staff:import",
    "topics": "staff:topics",
    "staff": "staff:staff",
    "calendar": "staff:calendar",
    "dashboard": "staff:dashboard",
    "survey-indicators": "staff:survey_indicators",
    "survey-results": "staff:survey_results",
    "published-results": "public:survey_results",
    "survey-texts": "staff:survey_texts",
    "work": "staff:work",
    "responsible": "staff:responsible",
    "recommendations": "staff:recommendations",
    "explanations": "staff:explanations",
    "suggestion-quality": "staff:suggestion_quality",
    "public-answers": "public:answers",
    "process-measures": "staff:process_measures",
    "alerts": "staff:alerts",
    "watch-lists": "staff:watch_lists",
    "routing": "staff:routing",
    "surveys": "staff:surveys",
    "survey-launch": "staff:survey_new",
    "questionnaires": "staff:questionnaires",
    "survey-ways": "staff:survey_ways",
    "survey-invitations": "staff:survey_invitations",
    "survey-given": "staff:given",
    "survey-paper": "staff:survey_batches",
    "coverage": "staff:coverage",
    "survey-contacts": "staff:survey_contacts",
    "surveys-ahead": "staff:surveys_ahead",
    "survey-factors": "staff:survey_factors",
    "process-factors": "staff:survey_process_factors",
    "survey-answers": "staff:survey_answers",
    "outside-answers": "staff:outside_files",
    "client-journey": "staff:client_journey",
    "client-segments": "staff:client_segments",
    "survey-sample": "staff:survey_sample",
    "survey-proposals": "staff:survey_proposals",
    "survey-sources": "staff:survey_sources",
    "collection": "staff:collection",
    "public-surveys": "public:surveys",
    "roadmap": "staff:roadmap",
    "practices": "staff:practices",
    "directions": "staff:directions",
    "my-measures": "staff:my_measures",
    "change-proposals": "staff:change_proposals",
    "thanks": "staff:thanks",
    "cases": "staff:cases",
    "requirements": "staff:requirements",
}
ACTIONS = {
    "action:intake.receive_feedback": "otklik.intake.actions.receive_feedback:receive_feedback",
    "action:intake.classify_item": "otklik.intake.actions.classify_item:classify_item",
    "action:analysis.learn_from_decisions": "otklik.analysis.actions.learn_from_decisions:work_learning",
    "action:intake.answer_appeal": "otklik.intake.actions.answer_appeal:answer_appeal",
    "action:intake.mark_answer": "otklik.intake.actions.mark_answer:mark_answer",
    "action:accounts.appoint": "otklik.accounts.actions.appoint:appoint",
    "action:explanations.begin_article": "otklik.explanations.actions.write_article:begin_article",
    "action:reception.record_visit": "otklik.reception.actions.record_visit:record_visit",
    "action:alerts.watch_surges": "otklik.alerts.actions.watch_surges:watch_surges",
    "action:surveys.record_response": "otklik.surveys.actions.record_response:record_response",
    "action:surveys.seal_days": "otklik.surveys.actions.seal_days:seal_days",
    "action:surveys.pass_open_answer": "otklik.surveys.actions.pass_open_answers:pass_open_answer",
    "action:analysis.publish_results": "otklik.analysis.actions.publish_results:publish_results",
    "action:analysis.close_period": "otklik.analysis.actions.close_period:close_period",
    "action:surveys.change_questionnaire": "otklik.surveys.actions.edit_questionnaire:change_questionnaire",
    "action:surveys.found_questionnaires": "otklik.surveys.actions.found_questionnaires:found_questionnaires",
    "action:surveys.propose_survey": "otklik.surveys.actions.propose_survey:watch_thresholds",
    "action:surveys.draw_sample": "otklik.surveys.actions.draw_sample:draw_sample",
    "action:surveys.weigh_survey": "otklik.surveys.actions.weigh_survey:weigh_survey",
    "action:surveys.code_passages": "otklik.surveys.actions.code_passages:code_passages",
    "action:surveys.invite_by_letter": "otklik.surveys.actions.invite:invite_by_letter",
    "action:surveys.count_given_with_answer": "otklik.surveys.actions.give_survey:count_given_with_answer",
    "action:surveys.leave_contact": "otklik.surveys.actions.leave_contact:leave_contact",
    "action:surveys.create_survey": "otklik.surveys.actions.create_survey:create_survey",
    "action:surveys.judge_hypothesis": "otklik.surveys.actions.judge_hypothesis:judge_hypothesis",
    "action:surveys.start_collection": "otklik.surveys.actions.start_collection:start_collection",
    "action:surveys.sum_up_surveys": "otklik.surveys.actions.sum_up_surveys:sum_up_surveys",
    "action:surveys.import_answers": "otklik.surveys.actions.import_answers:import_answers",
    "action:surveys.export_answers": "otklik.surveys.actions.export_answers:export_answers",
    "action:surveys.revise_segment": "otklik.surveys.actions.revise_segment:revise_segment",
    "action:surveys.frame_survey": "otklik.surveys.actions.frame_survey:frame_survey",
    "action:improvement.approve_pain_map": "otklik.improvement.actions.approve_pain_map:approve_pain_map",
    "action:improvement.merge_pains": "otklik.improvement.actions.merge_pains:merge_pains",
    "action:improvement.draft_pain_map": "otklik.improvement.actions.draft_pain_map:draft_pain_map",
    "action:improvement.set_feasibility": "otklik.improvement.actions.judge_line:set_feasibility",
    "action:improvement.override_priority": "otklik.improvement.actions.judge_line:override_priority",
    "action:improvement.hand_to_units": "otklik.improvement.actions.hand_to_units:hand_to_units",
    "action:improvement.take_note": "otklik.improvement.actions.hand_to_units:take_note",
    "action:improvement.plan_measure": "otklik.improvement.actions.plan_measure:plan_measure",
    "action:improvement.finish_measure": "otklik.improvement.actions.carry_out_measure:finish_measure",
    "action:improvement.propose_change": "otklik.improvement.actions.propose_change:write_proposal",
    "action:improvement.compute_effects": "otklik.improvement.actions.compute_effects:compute_effects",
    "action:improvement.reopen_returned": "otklik.improvement.actions.reopen_returned:reopen_returned",
    "action:improvement.offer_practice": "otklik.improvement.actions.offer_practice:offer_practice",
    "action:improvement.accept_suggestion": "otklik.improvement.actions.accept_suggestion:accept_suggestion",
    "action:improvement.send_notice": "otklik.improvement.actions.send_notice:send_notice",
    "action:improvement.measure_requirement": "otklik.improvement.requirement_values:measure_requirement",
    "policy:intake.view_internal": "otklik.intake.policies:can_view_internal",
}


def existing_targets(procedure: Procedure) -> frozenset[str]:
    """Every target that really is there, for one decree (its own channels among them)."""
    names = {f"page:{page}" for page, address in PAGES.items() if _has_address(address, procedure.slug)}
    names |= {name for name, place in ACTIONS.items() if _has_function(place)}
    names |= {f"command:{command}" for command in COMMANDS}
    names |= {f"metric:{slug}" for slug in formulas()}
    names |= {f"report:{slug}" for slug in reports()}
    names |= {f"export:{slug}" for slug in all_exporters()} | {"export:json"}
    names |= {f"channel:{channel.slug}" for channel in procedure.channels}
    return frozenset(names)


def _has_address(name: str, slug: str) -> bool:
    for arguments in ({"slug": slug}, {"slug": slug, "item_id": 1}, {"slug": slug, "survey_id": 1}):
        try:
            reverse(name, kwargs=arguments)
        except NoReverseMatch:
            continue
        return True
    return False


def _has_function(place: str) -> bool:
    module, name = place.split(":")
    return callable(getattr(import_module(module), name, None))
