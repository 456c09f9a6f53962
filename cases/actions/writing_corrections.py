"""Printing the correction of an opinion after its commit: one paper, whose hash and pages everybody may compare."""

from io import BytesIO
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.conduct.telling import users_of
from cases.models import OpinionCorrection
from cases.opinions.issued.happenings import CORRECTION_WRITTEN
from cases.opinions.issued.papers import correction_paper
from cases.opinions.issued.purposes import CORRECTION
from foundation.accounts.notices import notify
from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from foundation.documents.actions import storing
from foundation.documents.pdf_structure import check_pdf


def write_correction(pk: UUID) -> bool:
    """Print the correction into the store, keep hash and pages, and tell who signed it; return whether it was now.

    Whoever comes second finds it printed and leaves it. Raises PaperFailed.
    """
    rows = OpinionCorrection.objects.select_related(
        "case__institution__organisation", "case__category", "appraiser__person"
    )
    row = rows.get(pk=pk)
    if row.paper_id is not None:
        return False
    content = correction_paper(row)
    pages = check_pdf(BytesIO(content))
    name = _("Correction of the opinion %(code)s-%(number)d.pdf") % {"code": row.case.code, "number": row.number}
    received = storing.receive(ContentFile(content, name), purpose=CORRECTION.code)
    with transaction.atomic(durable=True):
        current = OpinionCorrection.objects.select_for_update().get(pk=pk)
        if current.paper_id is not None:
            return False
        case = row.case
        stored = storing.record(received, by=SYSTEM, organisation=case.institution.organisation, belongs_to=case.stream)
        current.paper, current.pages = stored, pages
        facts = {"number": row.number, "sha256": stored.sha256, "pages": pages}
        write(current, CORRECTION_WRITTEN, by=SYSTEM, facts=facts)
        told: dict[str, str | int] = {"number": case.opinion_number, "n": row.number}
        users, tab = users_of([row.appraiser]), reverse("case_opinion", args=[case.pk])
        notify(users, "correction_ready", f"correction_ready:{pk}", told, tab)
    return True
