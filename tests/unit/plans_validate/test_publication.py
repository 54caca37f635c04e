"""Own what is taken for the plan's place on the council's website: there already, or still to come."""

import pytest

from written_plans import a_plan, checked

ADDRESS = "www.council.example/plan"
GIVEN = [
    f"This plan is published at {ADDRESS}.",
    f"The Productivity Plan was published on our website on 18 July 2024: https://{ADDRESS}",
    f"You can find this plan at {ADDRESS}, where it will be updated each year.",
    f"This plan has been uploaded to our website ({ADDRESS}).",
    f"We publish the plan on our website at {ADDRESS}.",
    f"Published: {ADDRESS}",
    f"We were asked to publish this plan, and it is available at {ADDRESS}.",
    f"The plan is on our website, {ADDRESS}, and will be refreshed when the corporate plan is.",
    f"Cabinet agreed it on 9 July 2024 and the plan was placed on {ADDRESS} the next day.",
    f"This plan has been published at {ADDRESS}/open-data.",
]
BARE_HOSTS = [
    ("We will publish this plan on anytown.gov.uk and give councillors an annual update.", "intended"),
    ("The plan will be on anytown.gov.uk by the end of July.", "intended"),
    ("The plan will be reviewed each year, and the latest version will be available on anytown.gov.uk.", "intended"),
    ("It is available at anytown.gov.uk.", "given"),
    ("The plan is published at anytown.gov.uk.", "given"),
    ("The call-in period has ended and the plan was placed on anytown.gov.uk.", "given"),
]
INTENDED = [
    f"This plan will be published on our website at {ADDRESS}.",
    f"Once endorsed, this plan will be available at {ADDRESS}.",
    f"The Productivity Plan is to be published at {ADDRESS} in August 2024.",
    f"We intend to publish this plan at {ADDRESS}.",
    f"We shall publish the plan on our website, {ADDRESS}.",
    f"Members endorsed the plan for submission to the department and publication at {ADDRESS}.",
    f"After Cabinet has met, the plan will be uploaded to {ADDRESS}.",
]
WITHOUT_ADDRESS = [
    "This plan will be published on our website.",
    "The plan is to be put on our website.",
    "It will be available on our website.",
    "It is on our website under Performance.",
    "The plan will be added to the website after the meeting.",
]
ELSEWHERE = [
    "",
    f"Strategy available at: {ADDRESS}",
    f"Open data online: {ADDRESS}",
    f"Our performance reports are published at {ADDRESS}.",
    f"Spend over £500 will be published at {ADDRESS}.",
    f"We hold open data and it is published at {ADDRESS}.",
    f"We will report progress to Cabinet each year and publish it on {ADDRESS}.",
    f"This plan draws on our performance reports, which are published at {ADDRESS}.",
    f"Progress against this plan will be published on our website, {ADDRESS}.",
    "The plan was sent to plans@anytown.gov.uk on 18 July 2024 and published.",
    "The plan was published on 18 July 2024.",
]


@pytest.mark.parametrize(
    ("words", "status", "address"),
    [
        *((words, "given", ADDRESS) for words in GIVEN),
        *((words, "intended", ADDRESS) for words in INTENDED),
        *((words, status, "anytown.gov.uk") for words, status in BARE_HOSTS),
        *((words, "intended", "") for words in WITHOUT_ADDRESS),
        *((words, "not_stated", "") for words in ELSEWHERE),
    ],
)
def test_a_plan_is_on_the_website_or_is_to_be(words: str, status: str, address: str) -> None:
    publication = checked(a_plan(introduction=words)).publication

    assert publication.status == status
    assert (publication.address or "").removeprefix("https://").removesuffix("/open-data") == address
    assert bool(publication.evidence) == (status != "not_stated")


def test_a_later_sentence_may_say_that_the_plan_is_there() -> None:
    words = f"This plan will be published on our website. It is available at {ADDRESS}."

    assert checked(a_plan(introduction=words)).publication.status == "given"
