"""Printing an issued opinion after its commit: one paper, whose hash and pages everybody may compare."""

import hashlib
from io import BytesIO
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import IssuedOpinion
from cases.opinions.papers import opinion_paper
from cases.purposes import OPINION
from cases.verbs import ISSUE_OPINION
from foundation.accounts.models import Posting
from foundation.accounts.notices import notify
from foundation.audit.actors import SYSTEM
from foundation.audit.models import Event
from foundation.audit.regulated import write
from foundation.documents.actions import storing
from foundation.documents.pdf_structure import check_pdf

WRITTEN = "cases.opinion_written"


def write_opinion(case_id: UUID) -> bool:
    """Print the opinion into the store, keep hash and pages, and tell who issued it; return whether it was done now.

    Whoever comes second finds it printed and leaves it: an opinion has one paper. Raises PaperFailed.
    """
    rows = IssuedOpinion.objects.select_related("case__institution__organisation", "case__category")
    issued = rows.get(case=case_id)
    if issued.sha256:
        return False
    content = opinion_paper(issued)
    pages = check_pdf(BytesIO(content))
    name = _("Opinion %(code)s.pdf") % {"code": issued.case.code}
    received = storing.receive(ContentFile(content, name), purpose=OPINION.code)
    with transaction.atomic(durable=True):
        current = IssuedOpinion.objects.select_for_update().get(pk=issued.pk)
        if current.sha256:
            return False
        institution = issued.case.institution.organisation
        storing.record(received, by=SYSTEM, organisation=institution, belongs_to=issued.stream)
        current.sha256, current.pages = hashlib.sha256(content).hexdigest(), pages
        write(current, WRITTEN, by=SYSTEM, facts={"sha256": current.sha256, "pages": pages})
        told = {"number": issued.number}
        notify(_who_issued(issued), "opinion_ready", f"opinion_ready:{issued.pk}", told, issued.case.get_absolute_url())
    return True


def _who_issued(issued: IssuedOpinion) -> list[int]:
    event = Event.objects.get(stream=issued.stream, kind=ISSUE_OPINION.code)
    posting = event.content["by"]["posting"]
    return list(Posting.objects.filter(pk=posting).values_list("user_id", flat=True)) if posting else []
