"""What everybody reads of the figures: releases under addresses that stay, restatements, open data."""

import csv
import io
import json
from datetime import date

import pytest
from django.test import Client

from foundation.kpi.models import Release
from tests.factories.cases import make_case
from tests.factories.releases import WHY, make_release
from tests.public.conftest import Province


@pytest.fixture
def release(province: Province) -> Release:
    """The third quarter: 30 cases in Yantai, 12 in Qingdao, 3 in Jinan of which one of the fixture."""
    for day in range(1, 31):
        make_case(province.expired, accepted_on=date(2026, 7, day), issued_on=date(2026, 8, day))
    for number in range(12):
        make_case(province.qingdao, accepted_on=date(2026, 8, 2 + number))
    for number in range(2):
        make_case(province.jinan, accepted_on=date(2026, 9, 2 + number))
    return make_release("2026-Q3")


def rows(client: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(address).content.decode("utf-8-sig"))))


def test_before_the_first_release_nothing_is_counted_for_visitors(province: Province, visitor: Client) -> None:
    page = visitor.get("/statistics/").content.decode()
    assert "尚未公布" in page
    assert "尚未公布" in visitor.get("/").content.decode()
    for address in ("/statistics/releases/1/", "/open-data/releases/1/figures.csv", f"/statistics/releases/{2**40}/"):
        assert visitor.get(address).status_code == 404


def test_a_draft_is_not_public(province: Province, visitor: Client) -> None:
    from foundation.audit.actors import SYSTEM
    from foundation.kpi.releases.actions.preparing import prepare

    prepare("2026-Q3", by=SYSTEM, reason=WHY)
    assert "尚未公布" in visitor.get("/statistics/").content.decode()
    assert visitor.get("/open-data/catalogue.json").json()["dataset"] == []


def test_the_page_of_a_release_tells_definition_data_time_and_hash(release: Release, visitor: Client) -> None:
    page = visitor.get(f"/statistics/releases/{release.number}/").content.decode()
    assert release.digest in page
    assert "2026年第3季度" in page and "第1版" in page
    assert 'id="case_volume-2026-Q3-370600"' in page
    assert visitor.get("/statistics/").content.decode().count(release.digest) == 1


def test_small_counts_and_those_that_give_them_away_are_marked(release: Release, visitor: Client) -> None:
    found = {
        row["city"]: row
        for row in rows(visitor, "/open-data/releases/1/case_volume.csv")
        if row["period"] == "2026-Q3" and not row["category"] and not row["institution"]
    }
    assert (found["370600"]["numerator"], found["370600"]["suppressed"]) == ("30", "0")
    assert (found["370100"]["numerator"], found["370100"]["suppressed"]) == ("", "1")
    assert (found["370200"]["numerator"], found["370200"]["suppressed"]) == ("", "1")
    assert found["370300"]["numerator"] == "0"
    assert found[""]["numerator"] == "45"


def test_page_csv_and_json_say_the_same(release: Release, visitor: Client) -> None:
    document = visitor.get("/open-data/releases/1/figures.json").json()
    assert document["number"] == 1
    table = rows(visitor, "/open-data/releases/1/figures.csv")
    assert len(table) == len(document["figures"])
    place = ("kpi", "period", "city", "category", "institution")
    counted = {tuple(row[name] for name in place): row["numerator"] for row in table}
    for figure in document["figures"]:
        assert counted[tuple(figure[name] for name in place)] == str(figure.get("numerator", ""))
    one = visitor.get("/open-data/releases/1/complaint_rate.json").json()
    assert one["figures"] == [each for each in document["figures"] if each["kpi"] == "complaint_rate"]
    assert visitor.get("/open-data/releases/1/nothing.csv").status_code == 404


def test_the_dictionary_names_every_column_in_both_languages(release: Release, visitor: Client) -> None:
    dictionary = visitor.get("/open-data/dictionary.json").json()
    header = visitor.get("/open-data/releases/1/figures.csv").content.decode("utf-8-sig").splitlines()[0]
    assert [each["name"] for each in dictionary["fields"]] == header.split(",")
    assert all(each["title"]["zh-hans"] != each["title"]["en"] for each in dictionary["fields"])
    assert dictionary["figures"]["complaint_rate"]["words"]["en"]["unit"] == "per 10,000 opinions"
    assert [row["name"] for row in rows(visitor, "/open-data/dictionary.csv")] == header.split(",")


def test_every_file_of_the_catalogue_is_there(release: Release, visitor: Client) -> None:
    catalogue = visitor.get("/open-data/catalogue.json").json()
    (dataset,) = catalogue["dataset"]
    assert dataset["checksum"]["checksumValue"] == release.digest
    for each in dataset["distribution"]:
        answer = visitor.get("/" + each["downloadURL"].split("/", 3)[3])
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith(each["mediaType"])
        assert "s-maxage" in answer["Cache-Control"] and answer["ETag"]


def test_a_file_that_a_reader_has_is_not_sent_again(release: Release, visitor: Client) -> None:
    address = "/open-data/releases/1/figures.json"
    tag = visitor.get(address)["ETag"]
    assert visitor.get(address, headers={"If-None-Match": tag}).status_code == 304


def test_a_restatement_is_listed_and_the_old_release_says_so(
    release: Release, province: Province, visitor: Client
) -> None:
    assert "没有修订过" in visitor.get("/statistics/restatements/").content.decode()
    for number in range(8):
        make_case(province.expired, accepted_on=date(2026, 9, 10 + number))
    make_release(restates=release)
    listed = visitor.get("/statistics/restatements/").content.decode()
    assert "/statistics/releases/1/" in listed and "/statistics/releases/2/" in listed and WHY in listed
    old = visitor.get("/statistics/releases/1/").content.decode()
    assert "/statistics/releases/2/" in old and release.digest in old
    assert "/statistics/releases/1/" in visitor.get("/statistics/").content.decode()
    assert json.loads(visitor.get("/open-data/releases/2/figures.json").content)["supersedes"] == 1
