"""Any life of a case is a lawful one."""

from tests.cases.lives import live
from tests.factories.opinions import make_office
from tests.people import Cast


def test_only_what_the_law_allows_happens_and_all_books_agree(cast: Cast) -> None:
    office = make_office(cast.jinan_institution, cast.jinan_head, others=1)
    live(cast, office, examples=8, steps=30)
