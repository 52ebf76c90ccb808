"""The five shipped profiles: sound, complete, and different exactly where their decrees differ."""

import csv
from pathlib import Path

import pytest
from tests.procedures.conftest import SLUGS

from otklik.core.appeals import APPEAL_KINDS, Audience, ItemKind
from otklik.procedures import registry
from otklik.procedures.checks import cited
from otklik.procedures.decree_text import folded

procedures = registry.procedures()


def test_the_five_ship_and_nothing_else() -> None:
    assert tuple(sorted(procedures)) == SLUGS


@pytest.mark.parametrize("slug", SLUGS)
def test_a_shipped_profile_has_no_fault(slug: str) -> None:
    assert registry.check_profile(registry.PROFILES / slug) == []


@pytest.mark.parametrize("slug", SLUGS)
def test_each_quote_stands_in_the_decree(slug: str) -> None:
    """Checked here by plain search over the whole text, beside the loader's own search inside the clause."""
    decree = folded((registry.PROFILES / slug / "decree.txt").read_text(encoding="utf-8"))
    quotes = [quote for _, _, quote in cited(procedures[slug])] + [a.quote for a in procedures[slug].coverage]
    assert len(quotes) > 50
    assert not [quote for quote in quotes if folded(quote) not in decree]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_clause_of_the_list_is_answered_once(slug: str) -> None:
    with (registry.PROFILES / slug / "clauses.tsv").open(encoding="utf-8") as file:
        ids = [row["id"] for row in csv.DictReader(file, delimiter="\t")]
    assert sorted(answer.id for answer in procedures[slug].coverage) == sorted(ids)
    assert all(name.startswith(f"{slug}:") for name in ids)


@pytest.mark.parametrize(
    ("slug", "clauses"), [("murashi", 74), ("biysk", 31), ("livny", 38), ("gatchina", 15), ("naryan-mar", 14)]
)
def test_the_lists_are_whole(slug: str, clauses: int) -> None:
    assert len(procedures[slug].duties) == clauses


ALL_SIX = ("channels", "reasons", "topics", "waiting_time", "satisfied_share", "unsatisfied_share")


@pytest.mark.parametrize(
    ("slug", "metrics"),
    [
        ("murashi", ALL_SIX),
        ("biysk", ("channels", "topics", "waiting_time", "satisfied_share", "unsatisfied_share")),
        ("livny", ALL_SIX),
        ("gatchina", ALL_SIX),
        ("naryan-mar", ALL_SIX),
    ],
)
def test_metrics_stand_in_the_decrees_order(slug: str, metrics: tuple[str, ...]) -> None:
    assert tuple(metric.slug for metric in procedures[slug].metrics) == metrics


@pytest.mark.parametrize("slug", SLUGS)
def test_metrics_stand_in_the_text_in_that_order(slug: str) -> None:
    decree = folded((registry.PROFILES / slug / "decree.txt").read_text(encoding="utf-8"))
    places = [decree.index(folded(metric.title)) for metric in procedures[slug].metrics]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("slug", "population"),
    [
        ("murashi", "complaints"),
        ("biysk", "complaints"),
        ("livny", "complaints"),
        ("gatchina", "appeals"),
        ("naryan-mar", "appeals"),
    ],
)
def test_satisfied_and_unsatisfied_count_the_decrees_population(slug: str, population: str) -> None:
    procedure = procedures[slug]
    assert {procedure.metric(m).population for m in ("satisfied_share", "unsatisfied_share")} == {population}


@pytest.mark.parametrize("slug", SLUGS)
def test_populations_are_the_four_kinds_or_complaints(slug: str) -> None:
    for population in procedures[slug].populations:
        expected = {ItemKind.COMPLAINT} if population.slug == "complaints" else APPEAL_KINDS
        assert set(population.kinds) == expected


@pytest.mark.parametrize(
    ("slug", "count", "general"),
    [
        ("murashi", 8, False),
        ("biysk", 8, False),
        ("livny", 10, True),
        ("gatchina", 3, False),
        ("naryan-mar", 3, False),
    ],
)
def test_internal_aspects(slug: str, count: int, general: bool) -> None:
    internal = procedures[slug].internal
    assert (len(internal.aspects), internal.general) == (count, general)


def test_the_eight_aspects_of_two_decrees_differ() -> None:
    titles = [{aspect.title for aspect in procedures[slug].internal.aspects} for slug in ("murashi", "biysk")]
    assert titles[0] & titles[1] == {"Материально-техническое оснащение"}


@pytest.mark.parametrize(
    ("slug", "results", "summary", "decisions"),
    [
        ("murashi", True, False, True),
        ("biysk", False, True, True),
        ("livny", False, True, True),
        ("gatchina", False, False, False),
        ("naryan-mar", False, False, False),
    ],
)
def test_what_may_be_published(slug: str, results: bool, summary: bool, decisions: bool) -> None:
    procedure = procedures[slug]
    published = [procedure.may_publish(one) for one in ("survey_results", "feedback_summary", "decisions")]
    assert published == [results, summary, decisions]


@pytest.mark.parametrize("slug", SLUGS)
def test_appeal_metrics_are_never_published_and_the_decree_says_so(slug: str) -> None:
    procedure = procedures[slug]
    rule = procedure.publication_rule("appeal_metrics")
    assert rule is not None
    assert rule.policy == "forbidden"
    assert procedure.restriction.quote.endswith("носит внутриведомственный характер и не подлежит опубликованию.")
    assert procedure.restriction.clause == rule.clause


@pytest.mark.parametrize(
    ("slug", "every", "at_least", "by_volume"),
    [
        ("murashi", "quarter", False, False),
        ("biysk", "quarter", False, False),
        ("livny", "quarter", False, False),
        ("gatchina", "quarter", True, True),
        ("naryan-mar", "quarter", True, True),
    ],
)
def test_period_of_the_analysis(slug: str, every: str, at_least: bool, by_volume: bool) -> None:
    period = procedures[slug].period("appeals_analysis")
    assert (period.every, period.at_least, period.by_volume) == (every, at_least, by_volume)


def test_periods_of_survey_summary_and_internal_surveys() -> None:
    every = {slug: procedures[slug].period("internal_survey").every for slug in SLUGS}
    assert every == {
        "murashi": "as_needed",
        "biysk": "year",
        "livny": "quarter",
        "gatchina": "not_dated",
        "naryan-mar": "not_dated",
    }
    shortest = {slug: procedures[slug].period("survey_summary").shortest for slug in SLUGS}
    assert {slug for slug, period in shortest.items() if period == "month"} == {"livny"}


@pytest.mark.parametrize(
    ("slug", "form", "decreed_columns", "owner"),
    [
        ("murashi", "map", 0, "organizer"),
        ("biysk", "map", 7, "pain_map_owner"),
        ("livny", "map", 7, None),
        ("gatchina", "problem_list", 0, None),
        ("naryan-mar", "unit_list", 0, None),
    ],
)
def test_pain_maps(slug: str, form: str, decreed_columns: int, owner: str | None) -> None:
    pain_map = procedures[slug].pain_map
    assert pain_map is not None
    assert pain_map.columns
    columns = len(pain_map.columns) if pain_map.columns_clause else 0
    assert (pain_map.form, columns, pain_map.owner) == (form, decreed_columns, owner)


def test_measure_types_stand_in_the_decrees_words_and_the_rest_is_marked() -> None:
    decreed = {slug: [one.slug for one in p.measure_types if one.source == "decree"] for slug, p in procedures.items()}
    assert {slug: len(found) for slug, found in decreed.items() if found} == {"livny": 5, "biysk": 2}
    needed = {"process", "information_system", "legal_act", "portals", "service", "training"}
    assert all(needed <= {one.slug for one in p.measure_types} for p in procedures.values())


def test_numbers_of_the_pain_map_that_decrees_leave_open_are_marked_as_defaults() -> None:
    assert {p.pain_rules.source for p in procedures.values()} == {"default"}


def test_one_decree_has_levels() -> None:
    levels = {slug: p.pain_map.levels for slug, p in procedures.items() if p.pain_map and p.pain_map.levels}
    assert levels == {"livny": ("Высокая", "Средняя", "Низкая")}


def test_only_one_decree_names_last_days() -> None:
    days = {
        (slug, deadline.slug): (deadline.day, deadline.month)
        for slug, procedure in procedures.items()
        for deadline in procedure.deadlines
        if deadline.day
    }
    assert days == {
        ("murashi", "package"): (5, None),
        ("murashi", "survey_summary"): (5, None),
        ("murashi", "annual_report"): (30, 3),
    }


def test_numbered_clauses() -> None:
    assert {slug for slug in SLUGS if procedures[slug].act.numbered_clauses} == {"murashi", "gatchina", "naryan-mar"}


@pytest.mark.parametrize(
    ("slug", "external", "internal"),
    [("murashi", 15, 6), ("biysk", 9, 2), ("livny", 14, 2), ("gatchina", 4, 2), ("naryan-mar", 4, 2)],
)
def test_channels_of_both_audiences(slug: str, external: int, internal: int) -> None:
    procedure = procedures[slug]
    assert len(procedure.channels_of(Audience.EXTERNAL)) == external
    assert len(procedure.channels_of(Audience.INTERNAL)) == internal
    assert {channel.legal_class for channel in procedure.channels_of(Audience.INTERNAL)} == {"internal"}


def test_the_same_channel_is_online_in_one_decree_and_offline_in_another() -> None:
    modes = {slug: procedures[slug].channel("phone").mode for slug in ("murashi", "biysk", "livny")}
    assert modes == {"murashi": "offline", "biysk": "online", "livny": "online"}


@pytest.mark.parametrize(
    ("slug", "external", "internal"),
    [("murashi", 6, 1), ("biysk", 5, 8), ("livny", 7, 1), ("gatchina", 2, 3), ("naryan-mar", 2, 3)],
)
def test_objects_of_assessment(slug: str, external: int, internal: int) -> None:
    audiences = [subject.audience for subject in procedures[slug].subjects]
    assert (audiences.count(Audience.EXTERNAL), audiences.count(Audience.INTERNAL)) == (external, internal)


def test_start_and_control() -> None:
    starts = {slug: procedures[slug].act.effective_on.isoformat() for slug in SLUGS}
    assert starts["livny"] == "2025-08-29"
    assert [slug for slug in SLUGS if not procedures[slug].act.controller] == ["biysk"]
    assert procedures["biysk"].act.time_zone == "Asia/Barnaul"


@pytest.mark.parametrize("slug", SLUGS)
def test_every_kind_is_offered_and_what_the_decree_is_silent_on_is_marked_default(slug: str) -> None:
    procedure = procedures[slug]
    assert {kind.slug for kind in procedure.kinds} == set(ItemKind)
    assert procedure.kind("other").source == "default"
    assert procedure.kind("complaint").source == "decree"
    assert 10 <= len(procedure.reasons) <= 14
    assert {reason.source for reason in procedure.reasons} == {"default"}


def test_the_example_categories_of_the_decree_come_first() -> None:
    named = [category for category in procedures["murashi"].categories if category.source == "decree"]
    assert len(named) == 10
    assert list(procedures["murashi"].categories[:10]) == named
    assert {category.source for category in procedures["biysk"].categories} == {"default"}


def test_a_definition_is_the_decrees_sentence() -> None:
    terms = {term.slug: term.definition for term in procedures["naryan-mar"].terms}
    assert terms["internal_client"] == "Сотрудник Администрации."


def test_profiles_of_a_data_folder_stand_beside_the_shipped_ones(tmp_path: Path, profile: Path) -> None:
    file = profile / "procedure.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('"gatchina', '"sixth'), encoding="utf-8")
    clauses = profile / "clauses.tsv"
    clauses.write_text(clauses.read_text(encoding="utf-8").replace("gatchina:", "sixth:"), encoding="utf-8")
    known = registry.procedures(tmp_path)
    assert set(known) == {*SLUGS, "sixth"}
    assert registry.profile_folder("sixth", tmp_path) == profile
    assert registry.profile_folder("biysk", tmp_path) == registry.PROFILES / "biysk"


def test_a_broken_profile_closes_no_other(tmp_path: Path) -> None:
    profile = tmp_path / "broken"
    profile.mkdir()
    (profile / "procedure.toml").write_text("slug = «без кавычек»", encoding="utf-8")
    assert registry.procedures(tmp_path) == registry.procedures()
    with pytest.raises(KeyError):
        registry.profile_folder("broken", tmp_path)
