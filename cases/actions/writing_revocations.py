"""Printing the notice of a revocation after its commit: once, with its hash in the trail."""

from io import BytesIO
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.conduct.telling import users_with
from cases.models import OpinionRevocation
from cases.opinions.issued.happenings import REVOCATION_WRITTEN
from cases.opinions.issued.papers import revocation_notice
from cases.opinions.issued.purposes import REVOCATION
from cases.opinions.issued.verbs import REVOKE
from foundation.accounts.notices import notify
from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from foundation.documents.actions import storing
from foundation.documents.pdf_structure import check_pdf


def write_revocation(pk: UUID) -> bool:
    """Print the notice into the store and tell who may revoke at the institution; return whether it was now.

    Whoever comes second finds it printed and leaves it. Raises PaperFailed.
    """
    rows = OpinionRevocation.objects.select_related("case__institution__organisation", "case__category")
    row = rows.get(pk=pk)
    if row.paper_id is not None:
        return False
    content = revocation_notice(row)
    pages = check_pdf(BytesIO(content))
    name = _("Revocation of the opinion %(code)s.pdf") % {"code": row.case.code}
    received = storing.receive(ContentFile(content, name), purpose=REVOCATION.code)
    with transaction.atomic(durable=True):
        current = OpinionRevocation.objects.select_for_update().get(pk=pk)
        if current.paper_id is not None:
            return False
        case = row.case
        stored = storing.record(received, by=SYSTEM, organisation=case.institution.organisation, belongs_to=case.stream)
        current.paper, current.pages = stored, pages
        write(current, REVOCATION_WRITTEN, by=SYSTEM, facts={"sha256": stored.sha256, "pages": pages})
        users = users_with(REVOKE.code, case, row.revoked_on)
        tab = reverse("case_opinion", args=[case.pk])
        notify(users, "revocation_ready", f"revocation_ready:{pk}", {"number": case.opinion_number}, tab)
    return True
