"""Every verb has its race, its page and its endpoint; what has none stands here with the reason."""

import csv
from pathlib import Path

import pytest

from foundation.accounts import verbs
from foundation.exchange.api import scopes
from tests.races.scenes import SCENES

DOORS = Path(__file__).resolve().parents[1] / "access" / "doors.csv"

READING = "only reads"
A_LOOK = "a look at sealed data: each is recorded by itself, as often as it happens"
IN_OTHER_PAGES = "stands on pages whose door is the wider verb beside it"
AT_A_SCREEN = "kept by a person at a screen with a second factor; no role of a machine holds it"
SHEETS = "sheets and files belong to people; programs read and write the rows themselves"
FROM_FILES = "editions of the calendar come with the official notice, by `manage.py load_reference`"

WITHOUT_RACE = {
    **dict.fromkeys(
        (
            "accounts.view", "annual_review.view", "api.view", "appraisers.view", "assessment.view", "cases.view",
            "complaints.read_letters", "complaints.view", "documents.download", "early_warning.rules",
            "early_warning.view", "equipment.view", "exchange.view_imports", "expert_draws.view", "experts.view",
            "figure_checks.view", "figures.view", "institutions.view", "jobs.view", "lapses.view", "law.read",
            "layout.view", "looks.view", "quality.view", "recognition.view", "rectification.view", "releases.view",
            "reports.view", "restrictions.view", "trail.read",
        ),
        READING,
    ),
    **dict.fromkeys(("cases.read_opinion", "cases.reveal_subject", "complaints.read", "experts.reveal"), A_LOOK),
}  # fmt: skip
WITHOUT_PAGE = {
    **dict.fromkeys(
        (
            "accounts.manage", "accounts.manage_institution", "appraisers.import_roster", "cases.confirm_correction",
            "cases.import", "cases.undo_import", "institutions.import_roster",
        ),
        IN_OTHER_PAGES,
    ),
    "clocks.publish_edition": FROM_FILES,
}  # fmt: skip
WITHOUT_ENDPOINT = {
    **{verb: reason for verb, reason in WITHOUT_RACE.items() if reason in {READING, A_LOOK}},
    **dict.fromkeys(
        (
            "accounts.manage", "accounts.manage_institution", "accounts.open_organisation", "api.register_client",
            "api.revoke_client", "api.rotate_secret", "delegation.amend", "figures.recount", "figures.stop_recount",
            "jobs.retry", "law.amend",
            "organisations.keep_contact",
        ),
        AT_A_SCREEN,
    ),
    **dict.fromkeys(
        (
            "appraisers.import_roster", "cases.confirm_correction", "cases.import", "cases.undo_import",
            "exchange.import", "exports.make", "institutions.import_roster",
        ),
        SHEETS,
    ),
    "clocks.publish_edition": FROM_FILES,
}  # fmt: skip


def doors() -> list[tuple[str, str, str]]:
    """Verb, name of the route and what it is: a page, or an endpoint that changes something."""
    by_scope = {scope.code: scope.verb for scope in scopes.all_scopes()}
    with DOORS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = [(row["verb"], row["name"], "page") for row in rows if row["door"] == "verb"]
    for row in rows:
        for given in row["verb"].split() if row["door"] == "api" else ():
            method, scope = given.split(":", 1)
            if method != "GET":
                found.append((by_scope[scope], row["name"], "endpoint"))
    return found


@pytest.mark.parametrize("verb", [verb.code for verb in verbs.all_verbs()])
def test_a_verb_has_its_race_its_page_and_its_endpoint(verb: str) -> None:
    of_verb = [(name, kind) for code, name, kind in doors() if code == verb]
    pages = [name for name, kind in of_verb if kind == "page"]
    endpoints = [name for name, kind in of_verb if kind == "endpoint"]
    assert (verb in WITHOUT_RACE) != (verb in {scene.verb for scene in SCENES})
    assert (verb in WITHOUT_PAGE) != bool(pages)
    assert (verb in WITHOUT_ENDPOINT) != bool(endpoints)


def test_the_list_names_only_what_exists() -> None:
    known = {verb.code for verb in verbs.all_verbs()}
    assert {scene.verb for scene in SCENES} | set(WITHOUT_RACE) == known
    assert set(WITHOUT_PAGE) | set(WITHOUT_ENDPOINT) <= known
    assert len({str(scene) for scene in SCENES}) == len(SCENES)
