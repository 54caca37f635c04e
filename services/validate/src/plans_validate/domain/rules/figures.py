"""Own the figures that a plan states: each typed by the catalogue, none where the words leave it open."""

from plans_validate.domain.rules.answer import Answer
from plans_validate.domain.subject import Subject


def states_figures(subject: Subject) -> Answer:
    """Give the plan's figures: value, unit, period and what they measure, as the catalogue of the round defines them.

    Source: letter of 16 April 2024, theme 3 (shares of the staff budget, time and money on EDI, facility time) and its
    paragraph on metrics (R12, "should"; R05: no figure is required).
    """
    stated = subject.stated
    return Answer(fields={"figures": stated.figures, "unparsed_figures": stated.unparsed})
