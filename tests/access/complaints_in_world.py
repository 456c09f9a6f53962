"""Complaints at four places, a letter to a complainant whose identity one officer may see, and who may see what."""

from uuid import UUID

from complaints.actions.deciding import accept
from complaints.actions.revealing import ask_identity, decide_identity
from complaints.actions.writing_letters import write_letters
from complaints.letters import to_complainant
from foundation.accounts.acting import PostedActor
from foundation.accounts.roles import Role
from institutions.models import Institution
from tests.access.people import Member
from tests.access.world import Thing, Things, nobody
from tests.factories.complaints import make_complaint
from tests.factories.users import make_posting
from tests.people import SINCE, Cast

SUPERVISING = {"officer", "leader", "complaint_handler", "inspector"}


def complaints_in_world(cast: Cast, institutions: dict[str, Institution]) -> Things:
    """Return complaints by relation. Only organs of province and city see them; no institution does."""
    found = [
        Thing(relation, {"pk": make_complaint(institution).complaint.pk}, seen_by=_of_area(institution.city_code))
        for relation, institution in institutions.items()
        if relation in {"jinan_lixia", "qingdao"}
    ]
    return {
        "complaint": [*found, Thing("absent", {"pk": UUID(int=7)}, seen_by=nobody)],
        "complaint_letter": _letters(cast),
    }


def _of_area(city: str) -> object:
    return lambda member: (
        member.role in SUPERVISING and (member.level == "province" or (member.level == "city" and member.city == city))
    )


def _letters(cast: Cast) -> list[Thing]:
    """The letter of an accepted complaint, for the officer of Jinan whose request another person granted."""
    officer = cast.actor("jinan")
    row = make_complaint(cast.jinan_institution).complaint
    row = accept(row.pk, by=officer, version=row.trail_seq)
    write_letters(row.pk, "acceptance")
    asked = ask_identity(row.pk, by=officer, reason="示例：核实")
    handler = make_posting("jinan_handler9", Role.COMPLAINT_HANDLER, cast.jinan.organisation, since=SINCE)
    decide_identity(row.pk, asked.pk, by=PostedActor(handler.user, handler), granted=True, reason="示例：同意")
    letter = to_complainant(row)[0]

    def granted(member: Member) -> bool:
        return member.name == "jinan"

    return [
        Thing("granted to one", {"pk": row.pk, "file": letter.pk}, seen_by=granted),
        Thing("absent", {"pk": row.pk, "file": UUID(int=7)}, seen_by=nobody),
    ]
