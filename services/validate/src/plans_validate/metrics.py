"""What validate counts: reports by outcome, and how long a document takes."""

from prometheus_client import CollectorRegistry, Counter, Histogram

from plans_schema.vocabulary import Outcome

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class ValidateMetrics:
    """Validate's metrics; labels are enums, a council is never one."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.reports = Counter("plans_validate_reports_total", "Reports by outcome.", ["outcome"], registry=registry)
        self.seconds = Histogram(
            "plans_validate_document_seconds",
            "From the document's fetch to its report.",
            buckets=SECONDS,
            registry=registry,
        )
        for outcome in Outcome:
            self.reports.labels(outcome.value)
