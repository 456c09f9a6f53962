"""The arithmetic of a draw: what is hashed, how the seed is made, how a list is ranked.

The order of the acts protects it: the list and the plan are fixed by their hash before the public value exists that the
seed is made from. Nothing here depends on the order in which a list is given, on floats or on a remainder.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from foundation.audit.canonical import canonical

ALGORITHM: Final = "sfjd-draw/1"
_LIST, _PLAN, _SEED = b"sfjd-draw-list/1\n", b"sfjd-draw-plan/1\n", b"sfjd-draw-seed/1"
_LEAF: Final = b"sfjd-draw-leaf/1\n"


@dataclass(frozen=True)
class Ranked:
    """One candidate in the order of the draw: its place from 1, and the key that gave it the place (hexadecimal)."""

    rank: int
    id: str
    key: str


def frozen(ids: Iterable[str]) -> tuple[str, ...]:
    """Return a list of candidates as it is hashed: sorted, each once. Raises ValueError for other than ASCII."""
    chosen = tuple(sorted(set(ids)))
    if any(not name or not name.isascii() for name in chosen):
        raise ValueError("The ids of a draw are ASCII text (decisions.md 36).")
    return chosen


def list_hash(ids: Iterable[str]) -> str:
    """Return the SHA-256 of a frozen list, hexadecimal."""
    return hashlib.sha256(_LIST + canonical(frozen(ids))).hexdigest()


def leaf(salt: str, value: Any) -> str:
    """Return the SHA-256 of a value under a salt (hexadecimal): it stands for the value where that is not shown.

    Nobody can guess the value from it; whoever is given salt and value can check both (decisions.md 38).
    """
    return hashlib.sha256(_LEAF + bytes.fromhex(salt) + canonical(value)).hexdigest()


def salt_for(secret: str, name: str) -> str:
    """Return the salt of one leaf of a draw, from the secret of the draw: opening one leaf opens no other."""
    return hmac.new(bytes.fromhex(secret), _joined(b"salt", name.encode()), hashlib.sha256).hexdigest()[:32]


def code_for(secret: str, name: str) -> str:
    """Return the code under which a candidate appears in the public plan of a draw."""
    return leaf(salt_for(secret, name), name)


def commitment(plan: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a plan in canonical JSON, hexadecimal: the promise made before the seed exists."""
    return hashlib.sha256(_PLAN + canonical(plan)).hexdigest()


def seed_of(committed: str, parts: Sequence[Mapping[str, Any]]) -> str:
    """Return the seed, hexadecimal: the commitment and each public value, with lengths before them.

    A part is {source, date, value} as the plan names it. Raises ValueError without any part.
    """
    if not parts:
        raise ValueError("A seed needs a public value.")
    return hashlib.sha256(_joined(_SEED, bytes.fromhex(committed), *map(canonical, parts))).hexdigest()


def ranking(seed: str, ids: Iterable[str], *words: str) -> list[Ranked]:
    """Rank candidates by HMAC-SHA-256 under the seed, the smallest key first; equal keys by id.

    `words` keep several rankings under one seed apart ("object", or "inspector" and the object it is for).
    """
    secret, before = bytes.fromhex(seed), [word.encode() for word in words]
    keyed = sorted(
        (hmac.new(secret, _joined(*before, name.encode()), hashlib.sha256).hexdigest(), name) for name in frozen(ids)
    )
    return [Ranked(place, name, key) for place, (key, name) in enumerate(keyed, 1)]


def objects_drawn(seed: str, pool: Iterable[str], size: int) -> list[Ranked]:
    """Return the drawn sample in the order of the draw. Raises ValueError when the pool is smaller than the sample."""
    ranked = ranking(seed, pool, "object")
    if not 0 < size <= len(ranked):
        raise ValueError(f"{size} cannot be drawn from {len(ranked)}.")
    return ranked[:size]


def teams_drawn(
    seed: str, objects: Sequence[str], inspectors: Iterable[str], recused: Mapping[str, Sequence[str]], team: int
) -> dict[str, tuple[str, ...]]:
    """Return for each object, in the order of the draw, its team: those least busy first, then by key.

    `recused` names by object who may not inspect it. Nobody has a highest load, so that a team can be found for every
    object as long as `enough` says so; hence no order of choice can fail. Raises ValueError where it does not.
    """
    everybody = frozen(inspectors)
    load = dict.fromkeys(everybody, 0)
    teams: dict[str, tuple[str, ...]] = {}
    for name in objects:
        barred = set(recused.get(name, ()))
        ranked = ranking(seed, [each for each in everybody if each not in barred], "inspector", name)
        ranked.sort(key=lambda each: (load[each.id], each.rank))
        if len(ranked) < team:
            raise ValueError("Too few inspectors for an object.")
        teams[name] = tuple(each.id for each in ranked[:team])
        for chosen in teams[name]:
            load[chosen] += 1
    return teams


def enough(pool: Iterable[str], inspectors: Iterable[str], recused: Mapping[str, Sequence[str]], team: int) -> bool:
    """Whether every possible sample can be staffed. Asked before the commitment: a plan that may fail is a lever."""
    everybody = set(inspectors)
    return all(len(everybody - set(recused.get(name, ()))) >= team for name in pool)


def _joined(*parts: bytes) -> bytes:
    """Put parts together so that no other parts give the same bytes: eight bytes of length before each."""
    return b"".join(len(part).to_bytes(8, "big") + part for part in parts)
