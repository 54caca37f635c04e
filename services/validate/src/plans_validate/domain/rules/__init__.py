"""Own the list of rules: what is asked of every plan, in the order of the report."""

from plans_validate.domain.rules.answer import Rule
from plans_validate.domain.rules.barriers import names_its_barriers
from plans_validate.domain.rules.deadline import says_when_it_was_sent
from plans_validate.domain.rules.endorsement import says_who_endorsed_it
from plans_validate.domain.rules.figures import states_figures
from plans_validate.domain.rules.length import is_as_long_as_asked
from plans_validate.domain.rules.practices import describes_practices
from plans_validate.domain.rules.publication import says_where_it_is_published
from plans_validate.domain.rules.questions import answers_the_questions
from plans_validate.domain.rules.themes import addresses_the_themes
from plans_validate.domain.rules.unfinished import says_what_is_unfinished

RULES: tuple[Rule, ...] = (
    is_as_long_as_asked,
    addresses_the_themes,
    answers_the_questions,
    names_its_barriers,
    describes_practices,
    says_who_endorsed_it,
    says_where_it_is_published,
    says_when_it_was_sent,
    states_figures,
    says_what_is_unfinished,
)
