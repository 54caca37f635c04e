"""Topics: names, dead letters, prefixes."""

from plans_schema.topics import ALL_TOPICS, PLANS_RECEIVED


def test_every_topic_has_a_dead_letter_topic() -> None:
    assert [topic.name for topic in ALL_TOPICS] == [
        "plans.received.v1",
        "plans.received.v1.dead-letter",
        "plans.validated.v1",
        "plans.validated.v1.dead-letter",
    ]


def test_a_prefix_goes_before_the_name_and_its_dead_letters() -> None:
    assert PLANS_RECEIVED.prefixed("t1.").dead_letter().name == "t1.plans.received.v1.dead-letter"
    assert PLANS_RECEIVED.dead_letter().prefixed("t1.").name == "t1.plans.received.v1.dead-letter"
