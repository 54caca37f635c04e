"""Own what qualifies an amount: about, over, up to and under, in the words just before or after it."""

import re

_BEFORE = tuple(
    (qualifier, re.compile(rf"(?:^|[\s(\[,:;–-])(?:{words})\s?$", re.IGNORECASE))
    for qualifier, words in (
        ("approx", (r"just (?:over|under|above|below|short of)|slightly (?:over|under|above|below|more than|"
         r"less than)|a little (?:over|under|more than|less than)|marginally (?:over|under|above|below)|"
         r"well over")),
        ("up_to", (r"(?<!add )(?<!adds )(?<!added )(?<!adding )(?<!come )(?<!comes )"
         r"up to(?: a maximum of)?|no more than|"
         r"(?:not|never|seldom|rarely|\w*n['’]t)(?: \w+){0,2}? (?:more than|over|above|exceed(?:s|ed|ing)?)|"
         r"(?:a )?maximum(?: of)?|at most|capped at|"
         r"not exceeding|at or (?:below|under)|(?:contained|kept|held|stay(?:s|ed)?|remain(?:s|ed)?|been|well) within|"
         r"as much as|as many as|≤|max\.?")),
        ("over", (r"over|more than|in excess of|above|exceeding|exceeds|exceeded|topp(?:ed|ing)|at least|"
         r"upwards of|greater than|no less than|not less than|no fewer than|not fewer than|"
         r"(?:a )?minimum(?: of)?|>|≥")),
        ("under", r"under|less than|below|fewer than|lower than|<"),
        ("approx", (r"approximately|approx\.?|around|about|circa|c\.?|ca\.?|roughly|some|nearly|almost|"
         r"approach(?:ing|ed|es)|close to|in the region of|in the order of|broadly|of the order of|~|≈|est\.?|"
         r"an estimated|estimated(?: at| to be)?")),
    )
)  # fmt: skip
_ANY_BEFORE = re.compile(rf"(?:{'|'.join(pattern.pattern for _, pattern in _BEFORE)})", re.IGNORECASE)
_AFTER = tuple(
    (qualifier, re.compile(rf"\s?(?:{words})(?:\W|$)", re.IGNORECASE))
    for qualifier, words in (
        ("over", r"\+|or more|and above|or over|plus\b(?! \w)"),
        ("up_to", r"or less|or fewer|or under|at most"),
        ("approx", r"approx\.?|approximately|or so|or thereabouts|\(approx(?:imately|\.)?\)"),
    )
)  # fmt: skip
_LONGEST_BEFORE = 30
_FILLERS = re.compile(r"(?:\s|^)(?:the|a|a further|an additional|currently)\s$", re.IGNORECASE)


def qualifier_of(text: str, start: int, end: int) -> str | None:
    """Name what qualifies the amount at this place: `approx`, `over`, `up_to`, `under` or nothing."""
    before = _FILLERS.sub(" ", text[max(0, start - _LONGEST_BEFORE) : start])
    if _ANY_BEFORE.search(before):
        return next(qualifier for qualifier, pattern in _BEFORE if pattern.search(before))
    after = text[end : end + _LONGEST_BEFORE]
    return next((qualifier for qualifier, pattern in _AFTER if pattern.match(after)), None)
