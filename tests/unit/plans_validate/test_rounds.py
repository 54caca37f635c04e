"""Own the round's data and the list of rules: complete, validated, and named by what they hold."""

import shutil
from pathlib import Path

import pytest
from pydantic import ValidationError

import plans_validate
from plans_validate import rounds
from plans_validate.domain import rules
from plans_validate.domain.letter import Letter
from plans_validate.domain.lexicon import END
from plans_validate.domain.round import Round
from plans_validate.domain.words import Words
from plans_validate.rounds import load_round, reading_id, rule_set
from plans_validate.rounds.letter_hashes import letter_hashes

PARTS_OF_RULES = {"__init__", "answer"}


def test_the_round_has_the_four_themes_and_the_25_questions() -> None:
    round_ = load_round()

    assert [theme.id for theme in round_.themes] == ["T1", "T2", "T3", "T4"]
    assert [len(theme.questions) for theme in round_.themes] == [8, 4, 9, 4]
    assert (round_.letter_date.isoformat(), round_.deadline.isoformat()) == ("2024-04-16", "2024-07-19")


def test_an_unknown_key_in_the_data_is_refused() -> None:
    data = load_round().model_dump()

    with pytest.raises(ValidationError, match="endorsment"):
        Round.model_validate(data | {"endorsment": {}})


def test_every_module_of_a_rule_is_in_the_list_of_rules() -> None:
    folder = Path(rules.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")} - PARTS_OF_RULES

    assert {rule.__module__.rsplit(".", 1)[-1] for rule in rules.RULES} == modules


def test_every_rule_names_its_source_in_the_letter() -> None:
    assert [rule for rule in rules.RULES if "Source: letter of 16 April 2024" not in (rule.__doc__ or "")] == []


def test_the_rule_set_names_the_round_and_its_data() -> None:
    name, _, digest = rule_set().rpartition("-")

    assert name == "2024-productivity"
    assert len(digest) == 12


def test_a_readings_id_names_the_file_the_council_and_the_rules() -> None:
    file, rules = "0123456789abcdef" * 4, rule_set().rpartition("-")[2][:8]

    assert reading_id(file, "E07000234") == f"01234567-E07000234-{rules}"
    assert reading_id(file, None) == f"01234567-{rules}"


@pytest.mark.parametrize("name", ["rounds/2024-productivity/themes.toml", "domain/check.py"])
def test_a_change_of_data_or_of_code_gives_the_rule_set_another_name(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = shutil.copytree(Path(plans_validate.__file__).parent, tmp_path / "plans_validate")
    monkeypatch.setattr(rounds, "PACKAGE", package)
    before = rule_set.__wrapped__()
    with (package / name).open("a") as file:
        file.write("\n")

    assert before == rule_set()
    assert rule_set.__wrapped__() != before


def test_the_letter_is_kept_as_hashes_only() -> None:
    round_ = load_round()

    assert len(round_.letter) > 500
    assert len(round_.letter_stems) > 300
    assert all(len(each) == 8 and int(each, 16) >= 0 for each in round_.letter | round_.letter_stems)


def test_the_letters_prose_and_its_prompts_are_recognised_and_told_apart() -> None:
    text = "The harvest festival opens on Sunday with a brass band and a competition for giant vegetables."
    hashes = {name: frozenset(each) for name, each in letter_hashes(text).items()}
    round_ = load_round().model_copy(update=hashes)
    letter = Letter(round_)
    prompt = Words.of(
        "How our borough has transformed the way that it designs and delivers its services, "
        "to make better use of resources"
    )

    assert letter.share(Words.of(text)).prose == 1.0
    assert letter.share(prompt).prompts > 0.8
    assert letter.theme_titled(prompt) == "T1"
    own = Words.of("We closed two offices and planted a hundred trees.")
    assert letter.share(own).prose == 0.0

    texts = [own, Words.of(""), Words.of(text), prompt, own, Words.of(text[:40]), Words.of(text[40:])]
    assert letter.shares([word for each in texts for word in (*each.tokens, END)]) == list(map(letter.share, texts))
    assert letter.shares([]) == []


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("how do you measure productivity in your organisation?", True),
        ("Where have you followed invest to save and what was the result?", True),
        ("We do not share office functions with other councils.", False),
        ("0.03% of our paybill is spent on trade union facility time.", False),
        ("To remove those barriers, we would need:", True),
    ],
)
def test_a_question_repeated_is_no_answer_and_an_answer_in_its_words_is_one(text: str, quoted: bool) -> None:  # noqa: FBT001 - a value of the table
    assert Letter(load_round()).is_quoted(text, Words.of(text)) is quoted
