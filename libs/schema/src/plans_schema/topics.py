"""Every topic: its name, what travels in it, its key, partitions and retention, and where its dead letters go."""

from dataclasses import dataclass, replace

from plans_schema.events.plans import PlanReceived, PlanValidated

MAXIMUM_RECORD_BYTES = 2 * 1024 * 1024


@dataclass(frozen=True)
class Topic:
    """One topic's contract; `retention_ms` of -1 keeps records for ever; `readers` are services."""

    name: str
    carries: str
    partitions: int
    retention_ms: int
    readers: tuple[str, ...] = ()
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
        return replace(self, name=f"{prefix}{self.name}", dead_letter_of=origin)


PLANS_RECEIVED = Topic(PlanReceived.TYPE, "PlanReceived", partitions=6, retention_ms=-1, readers=("validate",))
PLANS_VALIDATED = Topic(
    PlanValidated.TYPE, "PlanValidated", partitions=6, retention_ms=-1, readers=("ingest", "aggregate")
)

TOPICS = (PLANS_RECEIVED, PLANS_VALIDATED)
ALL_TOPICS = tuple(topic for origin in TOPICS for topic in (origin, origin.dead_letter()))
KEY = "council code"


def group_of(service: str) -> str:
    """Name a service's consumer group."""
    return f"plans-{service}"
