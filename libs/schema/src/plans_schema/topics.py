"""Every topic: its name, what travels in it, its key, partitions and retention, and where its dead letters go."""

from dataclasses import dataclass

from plans_schema.events.plans import PlanReceived, PlanValidated

DAY_MS = 24 * 60 * 60 * 1000


@dataclass(frozen=True)
class Topic:
    """One topic's contract; `retention_ms` of -1 keeps records for ever."""

    name: str
    carries: str
    partitions: int
    retention_ms: int
    dead_letter_of: str | None = None

    @property
    def dead_letter_name(self) -> str:
        """Name the topic that parked records of this one go to."""
        return f"{self.name}.dead-letter"

    def dead_letter(self) -> "Topic":
        """Describe this topic's dead-letter topic: one partition, kept for ever, bytes untouched."""
        return Topic(self.dead_letter_name, "untouched bytes", partitions=1, retention_ms=-1, dead_letter_of=self.name)

    def prefixed(self, prefix: str) -> "Topic":
        """Give the same contract under a prefixed name, so that several deployments can share a broker."""
        origin = f"{prefix}{self.dead_letter_of}" if self.dead_letter_of else None
        return Topic(f"{prefix}{self.name}", self.carries, self.partitions, self.retention_ms, origin)


PLANS_RECEIVED = Topic(PlanReceived.TYPE, "PlanReceived", partitions=6, retention_ms=-1)
PLANS_VALIDATED = Topic(PlanValidated.TYPE, "PlanValidated", partitions=6, retention_ms=-1)

TOPICS = (PLANS_RECEIVED, PLANS_VALIDATED)
ALL_TOPICS = tuple(topic for origin in TOPICS for topic in (origin, origin.dead_letter()))
KEY = "council code"
