"""A draw is a pure function of its bundle: anybody repeats it, nobody chooses it."""

import copy
import hashlib
import hmac
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foundation.draws import protocol
from foundation.draws.proof import bundle, repeat
from tests.architecture.sources import ROOT

PARTS = [{"source": "体彩排列5", "date": "2026-12-01", "value": "12345"}]
ids = st.sets(st.text("abcdef0123456789-", min_size=1, max_size=12), min_size=4, max_size=40)
seeds = st.binary(min_size=32, max_size=32).map(bytes.hex)


@settings(max_examples=60, deadline=None)
@given(pool=ids, seed=seeds, data=st.data())
def test_the_order_in_which_a_list_is_given_changes_nothing(pool: set[str], seed: str, data: st.DataObject) -> None:
    size = data.draw(st.integers(1, len(pool)))
    shuffled = data.draw(st.permutations(sorted(pool)))
    first = protocol.objects_drawn(seed, sorted(pool), size)
    assert protocol.objects_drawn(seed, [*shuffled, shuffled[0]], size) == first
    assert protocol.list_hash(shuffled) == protocol.list_hash(pool)
    assert len({each.id for each in first}) == size and {each.id for each in first} <= pool


def written_again(seed: str, pool: list[str], size: int) -> list[str]:
    """The ranking a second time, from the words of the protocol."""

    def key(name: str) -> bytes:
        text = b"".join(len(part).to_bytes(8, "big") + part for part in (b"object", name.encode()))
        return hmac.digest(bytes.fromhex(seed), text, "sha256")

    return sorted(pool, key=lambda name: (key(name), name))[:size]


@settings(max_examples=60, deadline=None)
@given(pool=ids, seed=seeds)
def test_a_second_writing_of_the_protocol_draws_the_same(pool: set[str], seed: str) -> None:
    drawn = [each.id for each in protocol.objects_drawn(seed, pool, 3)]
    assert drawn == written_again(seed, list(pool), 3)


@settings(max_examples=40, deadline=None)
@given(pool=ids, inspectors=ids, seed=seeds, data=st.data())
def test_nobody_who_is_recused_is_in_a_team_and_the_load_is_even(
    pool: set[str], inspectors: set[str], seed: str, data: st.DataObject
) -> None:
    barred = data.draw(st.sampled_from(sorted(inspectors)))
    target = data.draw(st.sampled_from(sorted(pool)))
    recused = {target: [barred]}
    assert protocol.enough(pool, inspectors, recused, 2)
    drawn = [each.id for each in protocol.objects_drawn(seed, pool, len(pool))]
    teams = protocol.teams_drawn(seed, drawn, inspectors, recused, 2)
    assert barred not in teams[target]
    assert all(len(set(team)) == 2 for team in teams.values())
    load = Counter(each for team in teams.values() for each in team)
    assert max(load.values()) - min(load[each] for each in inspectors) <= 2


def test_the_public_value_decides_and_every_candidate_is_as_likely() -> None:
    """Chi-squared over 4,000 seeds: with 9 degrees of freedom 33.7 is passed once in ten thousand."""
    pool = [f"case-{number}" for number in range(10)]
    counts: Counter[str] = Counter()
    for value in range(4_000):
        seed = protocol.seed_of("00" * 32, [{"source": "x", "date": "2026-12-01", "value": str(value)}])
        counts.update(each.id for each in protocol.objects_drawn(seed, pool, 2))
    expected = 4_000 * 2 / 10
    assert sum((counts[name] - expected) ** 2 / expected for name in pool) < 33.7


def test_lengths_stand_before_the_parts_so_that_no_two_plans_meet() -> None:
    one = protocol.ranking("11" * 32, ["bc"], "a")[0].key
    other = protocol.ranking("11" * 32, ["c"], "ab")[0].key
    assert one != other
    text = hashlib.sha256(b'sfjd-draw-list/1\n["a","b"]').hexdigest()
    assert protocol.list_hash(["b", "a", "b"]) == text


@pytest.mark.parametrize("size", [0, 3])
def test_a_sample_of_none_or_of_more_than_there_are_is_refused(size: int) -> None:
    with pytest.raises(ValueError, match="cannot be drawn"):
        protocol.objects_drawn("11" * 32, ["a", "b"], size)


def test_names_that_are_not_ascii_are_refused() -> None:
    with pytest.raises(ValueError, match="ASCII"):
        protocol.list_hash(["案件一"])


def drawn_bundle() -> dict[str, Any]:
    pool, inspectors = [f"c{number}" for number in range(8)], [f"i{number}" for number in range(4)]
    recused = {"c1": ["i0"]}
    plan = {
        "size": 3,
        "team": 2,
        "pool_hash": protocol.list_hash(pool),
        "inspectors_hash": protocol.list_hash(inspectors),
        "recused_hash": protocol.commitment(recused),
        "sources": [{"source": "体彩排列5", "date": "2026-12-01"}],
    }
    seed = protocol.seed_of(protocol.commitment(plan), PARTS)
    drawn = protocol.objects_drawn(seed, pool, 3)
    teams = protocol.teams_drawn(seed, [each.id for each in drawn], inspectors, recused, 2)
    result = {"seed": seed, "drawn": [[each.rank, each.id, each.key] for each in drawn], "teams": teams}
    made = bundle(plan, pool=pool, inspectors=inspectors, recused=recused, parts=PARTS, result=result)
    loaded: dict[str, Any] = json.loads(json.dumps(made))
    return loaded


def test_a_bundle_is_repeated_and_every_change_of_it_is_found() -> None:
    whole = drawn_bundle()
    assert repeat(whole).sound
    changes: list[Any] = [
        lambda given: given["pool"].pop(),
        lambda given: given["inspectors"].append("i9"),
        lambda given: given["recused"].pop("c1"),
        lambda given: given["plan"].update(size=2),
        lambda given: given["parts"][0].update(value="12346"),
        lambda given: given["parts"][0].update(date="2026-12-02"),
        lambda given: given["result"]["drawn"].reverse(),
        lambda given: given["result"]["teams"].update({name: ["i1", "i2"] for name in given["result"]["teams"]}),
    ]
    for change in changes:
        altered = copy.deepcopy(whole)
        change(altered)
        assert not repeat(altered).sound


def test_the_command_repeats_a_draw_without_database_and_settings(tmp_path: Path) -> None:
    file = tmp_path / "proof.json"
    file.write_text(json.dumps(drawn_bundle()))

    def run() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "foundation.draws", str(file)]
        return subprocess.run(command, cwd=ROOT, env={}, capture_output=True, text=True, check=False)

    done = run()
    assert done.returncode == 0 and "The draw is repeated." in done.stdout, done.stderr
    altered = drawn_bundle()
    altered["result"]["drawn"][0][1] = "c7x"
    file.write_text(json.dumps(altered))
    assert run().returncode == 2
    file.write_text("{}")
    assert run().returncode == 3
