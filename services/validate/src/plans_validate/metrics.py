"""What validate counts: reports by outcome, how long a document takes, how readers end, and what shuts them in."""

from collections.abc import Callable, Collection
from functools import partial

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from plans_schema.vocabulary import Outcome
from plans_validate.domain.sandbox import Ending, Layer

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
        self.endings = Counter(
            "plans_validate_reader_endings_total",
            "Processes that read one file, by how they ended.",
            ["ending"],
            registry=registry,
        )
        self._layers = Gauge(
            "plans_validate_sandbox_layer",
            "1 if the last file was read behind this layer of the sandbox, else 0.",
            ["layer"],
            registry=registry,
        )
        for outcome in Outcome:
            self.reports.labels(outcome.value)
        for ending in Ending:
            self.endings.labels(ending.value)

    def reader_ended(self, ending: Ending) -> None:
        """Count the end of a process that read one file."""
        self.endings.labels(ending.value).inc()

    def watch_layers(self, layers: Callable[[], Collection[Layer]]) -> None:
        """Show the layers that this function gives, whenever the metrics are asked for."""
        for layer in Layer:
            self._layers.labels(layer.value).set_function(partial(_is_on, layer, layers))


def _is_on(layer: Layer, layers: Callable[[], Collection[Layer]]) -> float:
    return float(layer in layers())
