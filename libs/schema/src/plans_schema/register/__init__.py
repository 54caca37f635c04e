"""The register of English councils in force on 19 July 2024, and their predecessors (see SOURCE.md for its licence)."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

ATTRIBUTION = "mySociety, UK Local Authorities (past and current), CC BY 4.0; changed"


@dataclass(frozen=True)
class Council:
    """One principal council; `upper_tier` and `combined_authority` are GSS codes or null."""

    code: str
    name: str
    short_name: str
    type: str
    region: str
    alternative_names: tuple[str, ...]
    upper_tier: str | None
    combined_authority: str | None


@dataclass(frozen=True)
class AbolishedCouncil:
    """A council that no longer exists, with the codes of those that took its place (they may have gone too)."""

    code: str
    name: str
    short_name: str
    replaced_by: tuple[str, ...]


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((files(__name__) / name).read_text(encoding="utf-8").splitlines()))


@cache
def councils() -> dict[str, Council]:
    """Give every council in force, by GSS code."""
    return {
        row["gss_code"]: Council(
            code=row["gss_code"],
            name=row["name"],
            short_name=row["short_name"],
            type=row["type"],
            region=row["region"],
            alternative_names=tuple(filter(None, row["alt_names"].split("|"))),
            upper_tier=row["upper_tier_gss"] or None,
            combined_authority=row["combined_authority_gss"] or None,
        )
        for row in _rows("councils_england.csv")
    }


@cache
def abolished_councils() -> dict[str, AbolishedCouncil]:
    """Give every abolished council, by its former GSS code."""
    return {
        row["gss_code"]: AbolishedCouncil(
            row["gss_code"], row["name"], row["short_name"], tuple(row["replaced_by_gss"].split("|"))
        )
        for row in _rows("councils_england_abolished.csv")
    }


def successors(code: str) -> tuple[Council, ...]:
    """Give the councils in force that follow a council: itself if it is in force, none for an unknown code."""
    if code in councils():
        return (councils()[code],)
    gone = abolished_councils().get(code)
    return tuple(council for heir in gone.replaced_by for council in successors(heir)) if gone else ()


def told_of_abolished(code: str) -> str | None:
    """Say of an abolished council which councils took its place; null for any other code."""
    gone = abolished_councils().get(code)
    if gone is None:
        return None
    heirs = " or ".join(f"{council.name} ({council.code})" for council in successors(code))
    return f"{gone.name} no longer exists. Its place was taken by {heirs}."
