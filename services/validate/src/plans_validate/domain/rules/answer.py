"""Own the shape of a rule: a subject in; parts of the report and findings out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from plans_schema.report import Finding
from plans_validate.domain.subject import Subject


@dataclass(frozen=True)
class Answer:
    """What a rule has to say: fields of the report by name, and findings for the council."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


Rule = Callable[[Subject], Answer]
