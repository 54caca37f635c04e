"""Own what is learned: from which texts, and how."""

from collections.abc import Callable, Sequence

from learning.learn import Example, Learning
from learning.texts import example_of, labelled, of_plans, of_sentences, sentences_on
from plans_validate.domain.endorsing.likely import REACH

# Texts that answer one of these say nothing of what themes 1 and 2 ask; the others of theme 3 and 4 may.
_APART = ("T3.Q3", "T3.Q9", "T3.Q4.a", "T3.Q4.b", "T3.Q4.e")
_NEVER_IN_PASSING = (*_APART, "T4.Q2", "T4.Q3")
# A barrier named is no answer, but to these.
_QUESTIONS = ("questions_1_2", "questions_3_4")
_ON_BARRIERS = ("T2.Q2.a", "T3.Q8.a", "T4")


def endorsement() -> list[Example]:
    """Give what members are said to have done, and what else plans say of those who may endorse."""
    return [*map(example_of, labelled()), *of_plans(), *of_sentences(("practices", "barriers", *_QUESTIONS))]


def practices() -> list[Example]:
    """Give what tells of practices; a barrier is none."""
    of_barriers = (Example(each.row) for each in sentences_on("barriers") if each.right)
    return [*sentences_on("practices"), *of_barriers, *sentences_on("nothing")]


def barriers() -> list[Example]:
    """Give what names barriers; what a council does, or answers of itself, names none."""
    doing = [*sentences_on("practices"), *(each for each in _answers() if not _touches(each, _ON_BARRIERS))]
    return [*sentences_on("barriers"), *(Example(each.row) for each in doing), *sentences_on("nothing")]


def questions() -> list[Example]:
    """Give what answers the questions' items; of two themes' items the writers of the others were not asked."""
    first, last = map(sentences_on, _QUESTIONS)
    of_first, of_last = _items(first), _items(last)
    open_of_last = frozenset(item for item in of_last if not item.startswith(_NEVER_IN_PASSING))
    on_barriers = frozenset(item for item in of_first | of_last if item.startswith(_ON_BARRIERS))
    return [
        *(each._replace(also=each.also | open_of_last) for each in first),
        *(each if _is_apart(each) else each._replace(also=each.also | of_first) for each in last),
        *(Example(each.row, also=on_barriers) for each in sentences_on("barriers") if each.right),
        *sentences_on("nothing"),
    ]


def _answers() -> list[Example]:
    return [each for name in _QUESTIONS for each in sentences_on(name)]


def _items(examples: Sequence[Example]) -> frozenset[str]:
    return frozenset(item for each in examples for item in each.right)


def _touches(each: Example, items: tuple[str, ...]) -> bool:
    return any(item.startswith(items) for item in each.right | each.also)


def _is_apart(each: Example) -> bool:
    return bool(each.right) and all(item.startswith(_APART) for item in each.right | each.also)


KINDS: dict[str, tuple[Callable[[], Sequence[Example]], Learning]] = {
    "endorsement": (endorsement, Learning(pace=100, telling=0.7, fewest=2, reach=REACH, one=True)),
    "practice": (practices, Learning(pace=2, least=0.1)),
    "barrier": (barriers, Learning(pace=2, least=0.26, clear=0.3)),
    "question": (questions, Learning(pace=0.7, least=0.08, clear=0.3)),
}
