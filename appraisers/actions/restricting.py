"""Barring an appraiser from practising. The bar is lifted as that of an institution is."""

from uuid import UUID

from django.utils.translation import gettext as _

from appraisers.models import Appraiser
from foundation.accounts.models import Person
from foundation.audit.actors import Actor
from foundation.audit.errors import NotAllowed
from foundation.audit.once import act
from foundation.documents.actions.storing import Received
from institutions.actions.restricting import Bar, put
from institutions.models import Restriction
from institutions.verbs import RESTRICT


@act
def restrict_appraiser(pk: UUID, *, by: Actor, bar: Bar, document: Received | None = None) -> Restriction:
    """Bar an appraiser, wholly or for items, on a ground of the dated list. Assignments that run are waited for.

    `document` is the decision itself, received before this transaction. Raises NotAllowed, and RuleBroken with findings
    beside the fields.
    """
    row = Appraiser.objects.select_related("institution__organisation").get(pk=pk)
    person = Person.objects.select_for_update(no_key=True).get(pk=row.person_id)
    if not by.may(RESTRICT, row):
        raise NotAllowed(RESTRICT, _("Your posting does not allow this act."))
    return put(
        row.institution,
        bar,
        by=by,
        subject="person",
        practice_codes=row.practice_codes,
        person=person,
        document=document,
    )
