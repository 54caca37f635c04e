"""Own which sentences of a plan ask, or say what was asked."""

import re

NUMBER_IN_WORDS = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy"
    r"|eighty|ninety)\b",
    re.IGNORECASE,
)  # fmt: skip
_SHORT_QUESTION = 6
_IS_ASKED = re.compile(
    r"(?:(?:we|councils|authorities) (?:are|were|have been|has been) asked (?:for )?"
    r"|(?:you|the \w+|\w+) (?:often |also |have |has )?(?:asked|asks?) )(?:us )?"
    r"(?:about|how|what|which|whether|to (?:say|state|report|set out)|(?<=asked for )(?:the|our))\b[^\d£%]*\.$",
    re.IGNORECASE,
)


def is_question(text: str) -> bool:
    """Tell whether a sentence asks, or says what was asked: "We were asked about agency workers."."""
    return text.endswith("?") or (_IS_ASKED.match(text) is not None and NUMBER_IN_WORDS.search(text) is None)


def with_topic(question: str, topic: str) -> str:
    """Give a question that is too short to say what it is about with the topic named before: "How many?"."""
    return f"{topic}: {question}" if topic and is_short(question) else question


def is_short(question: str) -> bool:
    """Tell whether a question may leave out what was said before it: "And how many consultants?"."""
    return question.count(" ") < _SHORT_QUESTION
