"""The delegation table: from a file, dated, amended by verbs, and separated."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import time_machine

from foundation.accounts.actions.delegating import give, take
from foundation.accounts.models import Delegation
from foundation.accounts.reference import FILE, load
from foundation.accounts.roles import Role
from foundation.audit.actors import SYSTEM
from foundation.audit.errors import NotAllowed, RuleBroken
from foundation.audit.models import Event
from tests.people import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
TODAY = date(2026, 11, 23)


@pytest.fixture
def clock() -> Iterator[None]:
    with time_machine.travel("2026-11-23 10:00+08:00", tick=False):
        yield


def arguments(**more):
    given = {
        "verb": "law.read",
        "role": Role.ORGAN_USER,
        "level": "county",
        "effective_from": TODAY,
        "source": "示例决定",
    }
    return {**given, **more}


def test_loading_again_changes_nothing() -> None:
    events = Event.objects.count()
    counts = load(SYSTEM)
    assert (counts["opened"], counts["ended"]) == (0, 0)
    assert Event.objects.count() == events


def test_a_line_that_is_gone_ends_its_row_and_a_new_one_opens(tmp_path: Path, cast: Cast) -> None:
    path = tmp_path / "delegation.csv"
    text = FILE.read_text(encoding="utf-8").replace("trail.read,auditor,province", "trail.read,auditor,city")
    path.write_text(text, encoding="utf-8")
    assert cast.actor("auditor").may("trail.read")
    assert load(SYSTEM, path)["ended"] == 1
    assert not cast.actor("auditor").may("trail.read")


def test_what_an_administrator_decided_is_not_undone_by_a_load(cast: Cast) -> None:
    take(**arguments(verb="law.read", role=Role.CASE_CLERK, level="none"), by=cast.actor("administrator"))
    load(SYSTEM)
    assert not cast.actor("jinan_clerk").may("law.read")


def test_a_verb_given_from_a_day_on_is_held_from_that_day(cast: Cast) -> None:
    give(
        **arguments(verb="figures.view", role=Role.APPRAISER, level="none", effective_from=date(2026, 12, 1)),
        by=cast.actor("administrator"),
    )
    assert not cast.actor("appraiser").may("figures.view")
    with time_machine.travel("2026-12-01 00:30+08:00", tick=False):
        assert cast.actor("appraiser").may("figures.view")


def test_a_verb_taken_is_gone_at_once_and_its_row_stays(cast: Cast) -> None:
    take(**arguments(verb="figures.view", role=Role.OFFICER, level="county"), by=cast.actor("administrator"))
    assert not cast.actor("lixia").may("figures.view")
    row = Delegation.objects.get(verb="figures.view", role=Role.OFFICER, level="county")
    assert row.effective_to == date(2026, 11, 22)


def test_nobody_gives_a_verb_to_his_own_role(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match=r"own role|自己"):
        give(
            **arguments(verb="accounts.manage_institution", role=Role.SYSTEM_ADMINISTRATOR, level="province"),
            by=cast.actor("administrator"),
        )


@pytest.mark.parametrize(
    ("role", "verb"), [(Role.SYSTEM_ADMINISTRATOR, "figures.view"), (Role.AUDITOR, "accounts.manage")]
)
def test_administrators_get_no_business_and_auditors_only_read(role: Role, verb: str) -> None:
    with pytest.raises(RuleBroken):
        give(**arguments(verb=verb, role=role, level="city"), by=SYSTEM)


def test_the_table_stays_amendable() -> None:
    with pytest.raises(RuleBroken):
        take(**arguments(verb="delegation.amend", role=Role.SYSTEM_ADMINISTRATOR, level="province"), by=SYSTEM)


@pytest.mark.parametrize("more", [{"effective_from": date(2026, 11, 22)}, {"source": " "}])
def test_a_day_in_the_past_or_no_source_is_refused(more) -> None:
    with pytest.raises(RuleBroken):
        give(**arguments(**more), by=SYSTEM)


def test_what_is_held_is_not_given_and_what_is_not_held_is_not_taken() -> None:
    with pytest.raises(RuleBroken):
        give(**arguments(role=Role.ORGAN_USER, level="none"), by=SYSTEM)
    with pytest.raises(RuleBroken):
        take(**arguments(), by=SYSTEM)


@pytest.mark.parametrize("name", ["province_leader", "auditor", "jinan_institution_administrator"])
def test_others_do_not_amend_the_table(cast: Cast, name: str) -> None:
    with pytest.raises(NotAllowed):
        give(**arguments(), by=cast.actor(name))
