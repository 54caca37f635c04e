"""Own when a theme counts as addressed: by the council's own words, under any heading or none."""

import pytest

from plans_validate.rounds import load_round
from written_plans import THEMES, TITLE, a_plan, checked

TITLES = {theme.id.value: theme.title for theme in load_round().themes}
QUESTIONS = {
    theme.id.value: "\n\n".join(f"- {question}" for question in theme.questions) for theme in load_round().themes
}


def statuses(text: str) -> dict[str, str]:
    return {theme.id.value: theme.status.value for theme in checked(text).themes}


def body_of(theme: str) -> str:
    return THEMES[theme].strip().split("\n\n", 1)[1]


def test_a_plan_on_all_four_themes_addresses_them_with_quotes() -> None:
    report = checked(a_plan())

    assert [theme.status for theme in report.themes] == ["addressed"] * 4
    assert all(theme.evidence for theme in report.themes)
    assert not [finding for finding in report.findings if finding.rule == "R06"]


@pytest.mark.parametrize("theme", ["T1", "T2", "T3", "T4"])
@pytest.mark.parametrize(
    "what_is_left",
    [
        "",
        "{title}",
        "{title}\n\n{questions}",
        "{title}\n\nThis is set out in our Corporate Plan.",
        "{title}\n\nSee Appendix 2 for details.",
        "{title}\n\nTo be completed.",
        "{title}\n\nThis document, like those of other councils, describes what we do on this.",
        "In this plan:\n\n- {titles[T1]}\n\n- {titles[T2]}\n\n- {titles[T3]}\n\n- {titles[T4]}",
    ],
)
def test_a_theme_without_the_councils_own_words_is_not_found(theme: str, what_is_left: str) -> None:
    rest = what_is_left.format(title=TITLES[theme], questions=QUESTIONS[theme], titles=TITLES)
    found = statuses(a_plan(without=theme, after=rest))

    assert found == {each: "not_found" if each == theme else "addressed" for each in THEMES}


def test_headings_may_have_other_words_or_be_left_out() -> None:
    renamed = TITLE + "\n\n" + "\n\n".join(f"Chapter {each[1]}\n\n{body_of(each)}" for each in THEMES)
    without = TITLE + "\n\n" + "\n\n".join(body_of(each) for each in THEMES)

    assert set(statuses(renamed).values()) == {"addressed"}
    assert set(statuses(without).values()) == {"addressed"}


def test_the_letters_titles_and_questions_may_stand_above_the_answers() -> None:
    text = TITLE + "\n\n" + "\n\n".join(f"{TITLES[each]}\n\n{QUESTIONS[each]}\n\n{body_of(each)}" for each in THEMES)
    report = checked(text)

    assert [theme.status for theme in report.themes] == ["addressed"] * 4
    quotes = [evidence.quote for theme in report.themes for evidence in theme.evidence]
    assert not [quote for quote in quotes for theme in load_round().themes if quote.strip("- ") in theme.questions]


def test_barriers_named_under_another_heading_are_found() -> None:
    text = TITLE + THEMES["T1"] + THEMES["T2"] + THEMES["T3"] + "\n\n" + body_of("T4")

    assert statuses(text)["T4"] == "addressed"


def test_a_word_in_passing_is_no_more_than_a_little() -> None:
    text = a_plan(without="T2", after="Progress\n\nWe will publish our data each year on the website.")
    report = checked(text)

    assert statuses(text)["T2"] in ("partial", "not_found")
    assert [finding.message for finding in report.findings if finding.rule == "R06"]


def test_findings_speak_to_the_council_and_never_of_failure() -> None:
    report = checked(a_plan(without="T3"))

    (finding,) = [finding for finding in report.findings if finding.rule == "R06"]
    assert finding.message == (
        "We could not find anything in your plan's own words on reducing wasteful spend (theme 3)."
    )
    assert finding.force == "should"
