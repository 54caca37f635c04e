"""Own what validate's metrics show of the sandbox."""

from prometheus_client import CollectorRegistry

from plans_validate.domain.sandbox import Ending, Layer
from plans_validate.metrics import ValidateMetrics


def test_each_layer_is_shown_as_on_or_off() -> None:
    registry = CollectorRegistry()
    on = {Layer.LIMITS, Layer.LANDLOCK}
    ValidateMetrics(registry).watch_layers(lambda: on)

    assert shown(registry) == {
        "limits": 1, "ordinary_user": 0, "no_new_privileges": 0, "landlock": 1, "system_calls": 0,
    }  # fmt: skip
    on.add(Layer.SYSTEM_CALLS)
    assert shown(registry)["system_calls"] == 1


def test_endings_are_counted_and_each_kind_is_there_from_the_start() -> None:
    registry = CollectorRegistry()
    ValidateMetrics(registry).reader_ended(Ending.FORBIDDEN_CALL)

    name = "plans_validate_reader_endings_total"
    counts = {ending: registry.get_sample_value(name, {"ending": ending}) for ending in Ending}
    assert counts == {"answered": 0, "took_too_long": 0, "forbidden_call": 1, "crashed": 0}


def shown(registry: CollectorRegistry) -> dict[str, float | None]:
    return {layer: registry.get_sample_value("plans_validate_sandbox_layer", {"layer": layer}) for layer in Layer}
