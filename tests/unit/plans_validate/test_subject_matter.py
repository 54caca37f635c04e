"""Own how themes are known by what is said: in many voices, under headings that say nothing or the wrong thing."""

import pytest

from plans_validate.adapters.checking import check_document
from plans_validate.domain.subject_matter import weigh
from plans_validate.domain.words import Words
from plans_validate.rounds import load_round
from quality import themes
from quality.paragraphs.composed import cases
from quality.verdicts import shares_of
from written_plans import THEMES, TITLE, checked

TITLES = {theme.id.value: theme.title for theme in load_round().themes}


def statuses(text: str) -> dict[str, str]:
    return {theme.id.value: theme.status.value for theme in checked(text).themes}


def body_of(theme: str) -> str:
    return THEMES[theme].strip().split("\n\n", 1)[1]


@pytest.mark.parametrize(("name", "least"), [("seen", 0.97), ("aside", 0.94)])
def test_themes_are_known_in_many_voices_with_and_without_headings(name: str, least: float) -> None:
    verdicts = [
        verdict for case in cases(name, 40) for verdict in themes.judge_case(check_document(case.text.encode()), case)
    ]

    shares = shares_of(verdicts)
    assert shares.f1 >= least
    assert shares.precision >= 0.98


@pytest.mark.parametrize("theme", ["T1", "T2", "T3", "T4"])
def test_a_theme_is_not_taken_from_a_title_above_anothers_words(theme: str) -> None:
    others = [each for each in THEMES if each != theme]
    text = "\n\n".join((TITLE, TITLES[theme], *(body_of(each) for each in others)))

    assert statuses(text) == {each: "addressed" if each != theme else statuses(text)[theme] for each in THEMES}
    assert statuses(text)[theme] != "addressed"


def test_a_theme_is_not_taken_from_a_table_of_questions_without_answers() -> None:
    questions = next(theme.questions for theme in load_round().themes if theme.id == "T2")
    rows = "\n".join(f"| {question} |  |" for question in questions)
    others = "\n\n".join(body_of(each) for each in THEMES if each != "T2")

    assert statuses(f"{TITLE}\n\n{others}\n\n| Question | Answer |\n|---|---|\n{rows}")["T2"] != "addressed"


@pytest.mark.parametrize(
    ("said", "theme"),
    [
        ("Porters and cooks now work from one kitchen for three care homes.", "T1"),
        ("Our two planning teams were put together under one head last May.", "T1"),
        ("A detector under the lid tells crews which bins to skip.", "T2"),
        ("Names are held in four databases that do not agree.", "T2"),
        ("Nobody may place an order above 1,000 pounds without the treasurer's signature.", "T3"),
        ("Two thirds of our temps were let go and the rest must be justified each month.", "T3"),
        ("The law does not let parish and district members vote from home.", "T4"),
        ("A wage set for the whole country loses us drivers to the parcel depots.", "T4"),
        ("Please let us set the price of a licence.", "T4"),
        ("Boilers for the depot were financed from balances, and the loan came back within five winters.", "T3"),
        ("Heat pumps were dear to buy but have paid us back.", "T3"),
        ("Payroll is run for several councils, at less cost to each.", "T3"),
        ("Heads of service sign within limits, and a second person countersigns.", "T3"),
        ("Postcodes are matched each night and a weekly extract goes to the hospital.", "T2"),
        ("Handwritten forms are read by optical recognition.", "T2"),
        ("We closed the switchboard, and a named officer now sees each request through.", "T1"),
    ],
)
def test_a_sentence_in_plain_words_says_most_on_its_theme(said: str, theme: str) -> None:
    weights = {each.id.value: weigh(each, Words.of(said).tokens).weight for each in load_round().themes}

    assert max(weights, key=lambda each: weights[each]) == theme
    assert weights[theme] > sorted(weights.values())[-2]


@pytest.mark.parametrize(
    ("said", "theme"),
    [
        ("The council thanks its partners and residents for their help with this document.", "T4"),
        ("It is a pleasure to present this document.", "T2"),
        ("Enquiries may be sent to the town clerk at the usual address.", "T3"),
        ("The district lies between the hills and the sea.", "T1"),
        ("May 2024 was wet.", "T4"),
        ("The swallows came back in April.", "T3"),
        ("The district map hangs in the hall.", "T2"),
        ("The mayor bought an exercise book.", "T1"),
    ],
)
def test_words_that_come_close_say_nothing_telling(said: str, theme: str) -> None:
    about = next(each for each in load_round().themes if each.id == theme)

    assert weigh(about, Words.of(said).tokens).weight < 1.5
