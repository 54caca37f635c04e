"""The register: every principal council of July 2024, and where former ones went."""

from collections import Counter

from plans_schema.register import abolished_councils, councils, successors


def test_317_councils_by_type() -> None:
    assert Counter(council.type for council in councils().values()) == {
        "county": 21,
        "district": 164,
        "unitary": 62,
        "isles_of_scilly": 1,
        "metropolitan": 36,
        "london_borough": 32,
        "city_of_london": 1,
    }


def test_every_former_council_has_successors_in_force() -> None:
    assert all(successors(code) for code in abolished_councils())


def test_successors_follow_a_chain_and_may_be_two() -> None:
    taunton_deane, northamptonshire = "E07000190", "E10000021"
    assert [council.name for council in successors(taunton_deane)] == ["Somerset Council"]
    assert [council.short_name for council in successors(northamptonshire)] == [
        "North Northamptonshire",
        "West Northamptonshire",
    ]
    assert successors("E07999999") == ()


def test_a_district_names_its_county() -> None:
    bromsgrove = councils()["E07000234"]
    assert (bromsgrove.name, bromsgrove.region) == ("Bromsgrove District Council", "West Midlands")
    assert councils()[str(bromsgrove.upper_tier)].name == "Worcestershire County Council"
