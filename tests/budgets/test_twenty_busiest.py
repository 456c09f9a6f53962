"""The twenty pages that are opened most, and what each asks the database; the counts stand in budgets.json.

Which and why: a province of 300 institutions files and issues about 150,000 cases a year, so the clerks of
institutions and the officers who watch them open the lists and single records all day (my work, cases by number, by
due date and by words, one case, entrustments and their form, search, notices, imports). Officers look up institutions
and appraisers and the figures before meetings. Citizens and courts come from search engines and from the code on an
opinion: the first page, the register by name and by initials, one institution, one appraiser, the check of an opinion,
the statistics and the contacts. Everything else is opened less than once a day a person.
"""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client

from tests.budgets.test_query_counts import NOW, compare, fill, queries
from tests.factories.cases import make_case
from tests.factories.people import make_appraiser
from tests.factories.releases import make_release
from tests.people import Cast

SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def test_the_twenty_busiest_pages_ask_as_much_as_agreed_and_no_more_with_more_rows(cast: Cast, sign_in: SignIn) -> None:
    case = make_case(cast.jinan_institution)
    appraiser = make_appraiser(cast.jinan_institution)
    institution = cast.jinan_institution
    make_release()
    pages = {
        "visitor": [
            "/", "/register/?q=济南", "/register/?q=jnsl", f"/register/institutions/{institution.licence_number}/",
            f"/register/appraisers/{appraiser.certificate_number}/", "/check/", "/statistics/", "/contacts/",
        ],
        "jinan_clerk": [
            "/", "/cases/entrustments/", "/cases/entrustments/new/", "/inbox/", f"/search/?q={case.case_number}",
            case.get_absolute_url(), "/imports/",
        ],
        "province": ["/cases/", "/cases/?order=due", "/institutions/", "/appraisers/", "/figures/"],
    }  # fmt: skip
    assert sum(map(len, pages.values())) == 20

    def measured() -> dict[str, int]:
        clients = {who: Client() if who == "visitor" else sign_in(who) for who in pages}
        return {f"{who} {page}": queries(clients[who], page) for who, some in pages.items() for page in some}

    fill(cast, 2, 1)
    few = measured()
    fill(cast, 12, 2)
    many = measured()
    assert {page: (few[page], many[page]) for page in few if few[page] < many[page]} == {}, "grows with the rows"
    names = {
        case.case_number: "(number)",
        case.get_absolute_url(): "(one case)",
        institution.licence_number: "(licence)",
    }
    names[appraiser.certificate_number] = "(certificate)"
    compare("twenty busiest", {_without(page, names): count for page, count in many.items()})


def _without(page: str, names: dict[str, str]) -> str:
    for name, word in names.items():
        page = page.replace(name, word)
    return page
