"""Any life of a case and of a complaint is a lawful one."""

from tests.complaints.investigations import make_handler, make_leader
from tests.factories.opinions import make_office
from tests.lives.cases import world_of
from tests.lives.complaints import complaints_before
from tests.lives.machine import live
from tests.people import Cast


def test_only_what_the_law_allows_happens_to_a_case_and_all_books_agree(cast: Cast) -> None:
    office = make_office(cast.jinan_institution, cast.jinan_head, others=1)
    live(world_of(cast, office), examples=8, steps=30)


def test_only_what_the_law_allows_happens_to_a_complaint_and_all_books_agree(cast: Cast) -> None:
    world = complaints_before(cast, [cast.jinan, make_handler(cast)], make_leader(cast))
    live(world, examples=8, steps=30)
