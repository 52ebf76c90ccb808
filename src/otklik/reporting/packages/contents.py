"""The parts of a package in their order. Порядок: murashi 5.18, 5.9"""

from otklik.reporting.packages.section import Section
from otklik.reporting.packages.sections import (
    explanations,
    factors,
    measures,
    monitoring,
    pains,
    recommendations,
    surveys,
)

SECTIONS: tuple[Section, ...] = (
    Section(
        "introduction",
        "Общие сведения",
        "Чем занималось подразделение, что изменилось за квартал, что важно знать читателю.",
        needs_text=True,
    ),
    Section(
        "monitoring",
        "Мониторинг обращений",
        "Чем объясняются цифры: рост, падение, просрочки, новые темы.",
        monitoring.draw,
        place="monitoring",
    ),
    Section(
        "surveys",
        "Результаты опросов и показатели удовлетворённости",
        "Кого и как опрашивали, насколько можно верить результатам, что изменилось.",
        surveys.draw,
        place="survey_indicators",
    ),
    Section(
        "factors",
        "Факторы удовлетворённости",
        "Что из этого следует для работы подразделения.",
        factors.draw,
        place="survey_process_factors",
    ),
    Section(
        "pain_map",
        "Карта болей",
        "Почему именно эти проблемы, что с ними делать прежде всего.",
        pains.draw,
        place="pain_maps",
    ),
    Section(
        "roadmap",
        "Дорожная карта",
        "Что сделано, почему просрочено, что нужно от администрации.",
        measures.draw,
        place="roadmap",
    ),
    Section(
        "explanations",
        "Разъяснения и инструкции",
        "Помогли ли разъяснения, о чём ещё нужно написать.",
        explanations.draw,
        place="explanations",
    ),
    Section(
        "recommendations",
        "Рекомендации по системе обратной связи",
        "Что улучшить в самой работе с обратной связью и зачем. Каждую рекомендацию вносят отдельно, ниже.",
        recommendations.draw,
        place="recommendations",
    ),
    Section(
        "conclusions",
        "Выводы",
        "Главное за квартал и что будет сделано в следующем.",
        needs_text=True,
    ),
)
BY_SLUG = {section.slug: section for section in SECTIONS}
