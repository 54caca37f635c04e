"""What ingest counts: uploads by answer, what waits in the outbox, what is unfinished."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from plans_schema.vocabulary import RejectionReason

ANSWERS = ("accepted", "duplicate", "refused", "unavailable", "aborted")
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class IngestMetrics:
    """Ingest's metrics; labels are enums, a council is never one."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.uploads = Counter(
            "plans_ingest_uploads_total", "Uploads by answer.", ["answer"], registry=registry
        )  # see ANSWERS
        self.refusals = Counter("plans_ingest_refusals_total", "Refused uploads.", ["reason"], registry=registry)
        self.upload_seconds = Histogram(
            "plans_ingest_upload_seconds",
            "From the first byte of a request to its answer.",
            buckets=SECONDS,
            registry=registry,
        )
        self.relayed = Counter("plans_ingest_relayed_total", "Outbox rows published.", registry=registry)
        self.outbox_rows = Gauge("plans_ingest_outbox_rows", "Outbox rows not yet published.", registry=registry)
        self.outbox_oldest = Gauge(
            "plans_ingest_outbox_oldest_timestamp_seconds",
            "When the oldest unpublished outbox row was written; 0 when there is none.",
            registry=registry,
        )
        self.unfinished = Gauge(
            "plans_ingest_unfinished_submissions", "Receipts without an outcome.", registry=registry
        )
        self.unfinished_oldest = Gauge(
            "plans_ingest_unfinished_oldest_timestamp_seconds",
            "When the oldest unfinished submission was stored; 0 when there is none.",
            registry=registry,
        )
        self.reconciled = Gauge(
            "plans_ingest_reconciled_timestamp_seconds", "When reconciling last succeeded.", registry=registry
        )
        self.put_forward_again = Counter(
            "plans_ingest_put_forward_again_total",
            "Submissions that the reconciler published again.",
            registry=registry,
        )
        self.unresolved = Gauge(
            "plans_ingest_unresolved_submissions",
            "Submissions put forward as often as allowed and still without an outcome: somebody must look.",
            registry=registry,
        )
        for reason in RejectionReason:
            self.refusals.labels(reason.value)
        for answer in ANSWERS:
            self.uploads.labels(answer)
