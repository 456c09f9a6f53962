"""The proof bundle of a draw, and its repetition by anybody."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from foundation.draws import protocol
from foundation.draws.protocol import Ranked


@dataclass(frozen=True)
class Check:
    """One thing that was recomputed: what, whether it is the same, and both values."""

    what: str
    holds: bool
    stated: str = ""
    found: str = ""


@dataclass(frozen=True)
class Repetition:
    """A draw done again: every check, and the sample that came out."""

    checks: tuple[Check, ...]
    drawn: tuple[Ranked, ...]
    teams: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def sound(self) -> bool:
        """Whether everything is as the bundle states it."""
        return all(check.holds for check in self.checks)


def bundle(
    plan: Mapping[str, Any],
    *,
    pool: Sequence[str],
    inspectors: Sequence[str],
    recused: Mapping[str, Sequence[str]],
    parts: Sequence[Mapping[str, Any]],
    result: Mapping[str, Any],
    opened: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """Return the bundle: plan, lists, public values and what came out, as plain values for JSON.

    `result` holds `seed`, `drawn` (rank, id, key) and `teams`; before the seed exists `parts` and `result` are empty.
    `opened` holds {leaf, salt, value} for those who may know what stands behind the codes; the public file has none.
    """
    whole = {
        "algorithm": protocol.ALGORITHM,
        "commitment": protocol.commitment(plan),
        "plan": dict(plan),
        "pool": list(protocol.frozen(pool)),
        "inspectors": list(protocol.frozen(inspectors)),
        "recused": {name: sorted(barred) for name, barred in sorted(recused.items())},
        "parts": [dict(part) for part in parts],
        "result": dict(result),
    }
    return {**whole, "opened": [dict(each) for each in opened]} if opened else whole


def repeat(given: Mapping[str, Any]) -> Repetition:
    """Repeat a draw from its bundle alone. Raises KeyError, TypeError or ValueError for what is no bundle."""
    plan, result = given["plan"], given["result"]
    committed = protocol.commitment(plan)
    pool, inspectors, recused = given["pool"], given["inspectors"], given["recused"]
    checks = [
        _same("commitment", given["commitment"], committed),
        _same("list of objects", plan["pool_hash"], protocol.list_hash(pool)),
        _same("list of inspectors", plan["inspectors_hash"], protocol.list_hash(inspectors)),
        _same("recusals", plan["recused_hash"], protocol.commitment(recused)),
    ]
    if given.get("opened"):
        checks.append(Check("opened codes", _opens(given["opened"], {plan.get("subject"), *inspectors})))
    if not given["parts"]:
        return Repetition(tuple(checks), ())
    named = [{"source": part["source"], "date": part["date"]} for part in given["parts"]]
    seed = protocol.seed_of(committed, given["parts"])
    drawn = protocol.objects_drawn(seed, pool, plan["size"])
    teams = protocol.teams_drawn(seed, [each.id for each in drawn], inspectors, recused, plan["team"])
    checks += [
        Check("source of the public value", named == plan["sources"], str(plan["sources"]), str(named)),
        _same("seed", result["seed"], seed),
        Check("sample", result["drawn"] == [[each.rank, each.id, each.key] for each in drawn]),
        Check("teams", {name: tuple(team) for name, team in result["teams"].items()} == teams),
    ]
    return Repetition(tuple(checks), tuple(drawn), teams)


def _opens(opened: Sequence[Mapping[str, Any]], known: Container[Any]) -> bool:
    return all(each["leaf"] in known and protocol.leaf(each["salt"], each["value"]) == each["leaf"] for each in opened)


def _same(what: str, stated: str, found: str) -> Check:
    return Check(what, stated == found, stated, found)
