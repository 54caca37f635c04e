"""What every consumer counts: records by outcome, retries, dead letters, age and lag. Labels come from enums only."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from plans_schema.events.dead_letters import DeadLetterReason

AGE_BUCKETS_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600)


class ConsumerMetrics:
    """A service's consumer metrics, named `plans_<service>_…`."""

    def __init__(self, registry: CollectorRegistry, service: str) -> None:
        def name(what: str) -> str:
            return f"plans_{service}_{what}"

        self.records = Counter(name("records_total"), "Records settled.", ["topic", "outcome"], registry=registry)
        self.retries = Counter(name("retries_total"), "Tries after a transient fault.", ["topic"], registry=registry)
        self.dead_letters = Counter(
            name("dead_letters_total"), "Records parked in a dead-letter topic.", ["topic", "reason"], registry=registry
        )
        self.age = Histogram(
            name("event_age_seconds"),
            "From the instant of the event to the end of its handling.",
            ["topic"],
            buckets=AGE_BUCKETS_SECONDS,
            registry=registry,
        )
        self.lag = Gauge(
            name("lag_records"), "Records between the group's offset and the log's end.", ["topic"], registry=registry
        )
        self.halted = Gauge(
            name("halted"), "1 when too many records in a row were parked and consuming stopped.", registry=registry
        )

    def start_at_zero(self, topic: str) -> None:
        """Show a topic's counters before their first event, so that a rate sees the step."""
        for outcome in ("handled", "parked"):
            self.records.labels(topic, outcome)
        for reason in DeadLetterReason:
            self.dead_letters.labels(topic, reason.value)
        self.retries.labels(topic)
