"""What aggregate counts beside every consumer's metrics: effects, duplicates, batches."""

from prometheus_client import CollectorRegistry, Counter, Histogram

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
RECORDS = (1, 2, 5, 10, 20, 50, 100, 200, 500)


class AggregateMetrics:
    """Aggregate's own metrics; no label names a council."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.effects = Counter("plans_aggregate_effects_total", "Receipts counted.", registry=registry)
        self.reports = Counter("plans_aggregate_reports_total", "Reports written to the tables.", registry=registry)
        self.duplicates = Counter(
            "plans_aggregate_duplicates_total", "Events skipped because the inbox had them.", registry=registry
        )
        self.batch_seconds = Histogram(
            "plans_aggregate_batch_seconds",
            "One batch's transaction, from begin to commit.",
            buckets=SECONDS,
            registry=registry,
        )
        self.batch_records = Histogram(
            "plans_aggregate_batch_records", "Events in one batch.", buckets=RECORDS, registry=registry
        )
