"""Own what a round's data is: the themes and questions asked, the words that show an answer, dates and limits."""

from datetime import date
from functools import cached_property
from typing import Annotated, Any

from pydantic import Field, InstanceOf, StringConstraints, model_validator

from plans_schema.vocabulary import EndorsingBody, ThemeId
from plans_validate.domain.round_barriers import BarrierWords
from plans_validate.domain.round_data import AnyPhrases, PhraseList, RoundData
from plans_validate.domain.round_figures import FigureWords
from plans_validate.domain.round_practices import PracticeWords
from plans_validate.domain.round_questions import QuestionsAsked
from plans_validate.domain.round_weights import SignWeights
from plans_validate.domain.weighing import Weigher
from plans_validate.domain.words import Phrases

WEIGHED_FOR = ("barrier", "practice", "question")


class LengthAsked(RoundData):
    """How many pages were asked for."""

    shortest_as_asked: Annotated[int, Field(ge=1)]
    longest_as_asked: Annotated[int, Field(ge=1)]


class Theme(RoundData):
    """A theme: its title and questions as asked, and the words of its subject matter.

    `strong` words belong to it wherever they stand, `deciding` ones whatever else is named, `usual` ones go with it;
    one of its `things` and one of its `acts` in the same sentence say as much as a strong word.
    """

    id: ThemeId
    name: str
    title: str
    questions: tuple[str, ...]
    headings: PhraseList
    alone: tuple[str, ...] = ()
    strong: PhraseList
    deciding: AnyPhrases = ()
    usual: PhraseList
    things: AnyPhrases = ()
    acts: AnyPhrases = ()

    @cached_property
    def heading_phrases(self) -> Phrases:
        """Give the words of headings that open a section on this theme."""
        return Phrases.of(self.headings)

    @cached_property
    def strong_signals(self) -> Phrases:
        """Give the signals that belong to this theme wherever they stand."""
        return Phrases.of(self.strong)


class SegmentWords(RoundData):
    """What the parts of a council's file look like."""

    plan_titles: PhraseList
    exercise: PhraseList
    letterhead: PhraseList
    letter_start: PhraseList
    letter_end: PhraseList
    report: PhraseList
    minutes: PhraseList
    agendas: PhraseList
    on_agendas: PhraseList
    web: PhraseList
    navigation: PhraseList
    request: PhraseList
    appendix: PhraseList
    contents: PhraseList
    other_bodies: PhraseList
    elsewhere: PhraseList = ()
    council_words: PhraseList
    drafts: PhraseList
    joint: PhraseList
    document_control: PhraseList
    unfinished: PhraseList


class OtherKind(RoundData):
    """A kind of file that is no plan: its name to its sender, the words of its title, and signs in its text."""

    name: str
    titles: PhraseList
    signs: PhraseList
    decisive: tuple[str, ...] = ()


class BodyWords(RoundData):
    """How a body that can endorse is named."""

    body: EndorsingBody
    phrases: PhraseList


class NotMembers(RoundData):
    """Who looks like a body that can endorse and is none."""

    scrutiny: PhraseList
    officers: PhraseList
    elsewhere: PhraseList
    nobody: PhraseList


class FieldWords(RoundData):
    """How the lines of forms and records are labelled, by what stands behind the label."""

    deciders: tuple[str, ...]
    to_decide: tuple[str, ...]
    offices: tuple[str, ...]
    decisions: tuple[str, ...]
    proposals: tuple[str, ...]
    subjects: tuple[str, ...]
    approved: tuple[str, ...]
    signed: tuple[str, ...]
    days: tuple[str, ...]
    days_ahead: tuple[str, ...]
    others: tuple[str, ...]


class EndorsementWords(RoundData):
    """What members' endorsement sounds like."""

    acts: PhraseList
    oversight_acts: PhraseList
    decisions_ahead: PhraseList
    scheduled: PhraseList
    refusals: PhraseList
    refused_outright: PhraseList
    lost: PhraseList
    motions: PhraseList
    answers_no: PhraseList
    not_yet: PhraseList
    overriding: PhraseList
    future: PhraseList
    past: PhraseList
    conditional: PhraseList
    withheld: PhraseList
    done_leads: PhraseList
    small_matters: PhraseList
    dating: PhraseList
    movers: PhraseList
    consulted: PhraseList
    other_clause: PhraseList
    stand_ins: PhraseList
    negated: PhraseList
    challenges: PhraseList
    reached: PhraseList
    resolved: PhraseList
    recommended: PhraseList
    delegations: PhraseList
    handing_over: PhraseList
    neutral: PhraseList
    requirement: PhraseList
    plan: PhraseList
    strong_plan: PhraseList
    name_titles: PhraseList
    decision_takers: PhraseList
    decision_heads: PhraseList
    announcing: PhraseList
    records: PhraseList
    meeting_heads: PhraseList
    sent: PhraseList
    for_information: PhraseList
    timing: PhraseList
    reasons: PhraseList
    chances: PhraseList
    done_so: PhraseList
    undone: PhraseList
    taking_back: PhraseList
    would_have: PhraseList
    imagined: PhraseList
    powers: PhraseList
    sending: PhraseList
    updates: PhraseList
    regularly: PhraseList
    thanks: PhraseList
    nothing: PhraseList
    status_words: PhraseList
    other_objects: PhraseList
    officer_heads: PhraseList
    undecided: PhraseList
    seeking: PhraseList
    as_asked: PhraseList
    authored: PhraseList
    councils: PhraseList
    carrying_out: PhraseList
    fields: FieldWords
    bodies: tuple[BodyWords, ...]
    not_members: NotMembers


class PublicationWords(RoundData):
    """What a document says of its place on the council's website; `again` are words that take the plan up again."""

    published: PhraseList
    labels: PhraseList
    intended: PhraseList
    website: PhraseList
    plan: PhraseList
    again: PhraseList
    elsewhere: PhraseList


class SubmissionWords(RoundData):
    """What a document says of the day it was sent; `other_days` are words of a line that dates something else."""

    cues: PhraseList
    not_dates: PhraseList
    other_days: PhraseList


class Round(RoundData):
    """One round of plans as data; of the letter's text it holds hashes only, of word shingles and of stems."""

    id: str
    name: str
    subject: Annotated[str, StringConstraints(pattern=r"^[a-z]+$")]
    letter_date: date
    deadline: date
    length: LengthAsked
    themes: tuple[Theme, ...]
    segments: SegmentWords
    other_kinds: tuple[OtherKind, ...]
    endorsement: EndorsementWords
    endorsement_weights: SignWeights = SignWeights()
    weigher: Annotated[InstanceOf[Weigher], Field(exclude=True)]
    publication: PublicationWords
    submission: SubmissionWords
    coverage: QuestionsAsked
    barriers: BarrierWords
    practices: PracticeWords
    figures: FigureWords
    letter: frozenset[str]
    letter_stems: frozenset[str]

    @model_validator(mode="before")
    @classmethod
    def _with_weights_side_by_side(cls, data: dict[str, Any]) -> dict[str, Any]:
        """Make one weigher for all that sentences are weighed for, unless one is given; the weights are not kept."""
        if "weigher" in data:
            return data
        given = {f"{kind}_weights": kind for kind in WEIGHED_FOR}
        weights = {kind: SignWeights.model_validate(data.get(name, {})) for name, kind in given.items()}
        return {"weigher": Weigher(**weights), **{name: value for name, value in data.items() if name not in given}}

    def theme(self, theme_id: ThemeId) -> Theme:
        """Give one theme."""
        return next(theme for theme in self.themes if theme.id == theme_id)
