"""Writing the letters of supplements and extensions after their commit, each once."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.conduct.papers import extension_notice, supplement_request
from cases.conduct.states import ExtensionState
from cases.conduct.telling import users_with
from cases.conduct.verbs import ASK_SUPPLEMENT, INFORM_OF_EXTENSION
from cases.models import Extension, Supplement
from cases.purposes import EXTENSION_NOTICE, SUPPLEMENT_REQUEST
from foundation.accounts.notices import notify
from foundation.audit.actors import SYSTEM
from foundation.documents.actions import storing
from foundation.documents.purposes import Purpose

Row = TypeVar("Row", Supplement, Extension)
_CASE = ("case__institution__organisation", "case__category")


def write_supplement_request(pk: UUID) -> bool:
    """Write the letter that asks for a supplement and tell who asks; return whether it was written now.

    Whoever comes second finds it written and leaves it. Raises PaperFailed.
    """
    row = Supplement.objects.select_related(*_CASE).get(pk=pk)
    name = _("Request for a supplement %(code)s-%(number)d.pdf") % {"code": row.case.code, "number": row.number}
    return _written(row, name, SUPPLEMENT_REQUEST, supplement_request, ASK_SUPPLEMENT.code, "supplement_letter_ready")


def write_extension_notice(pk: UUID) -> bool:
    """Write the notice of an approved extension and tell who informs the client; return whether it was written now.

    Raises PaperFailed.
    """
    row = Extension.objects.select_related(*_CASE).get(pk=pk)
    if row.state != ExtensionState.APPROVED:
        return False
    name = _("Notice of extension %(code)s-%(number)d.pdf") % {"code": row.case.code, "number": row.number}
    return _written(row, name, EXTENSION_NOTICE, extension_notice, INFORM_OF_EXTENSION.code, "extension_letter_ready")


def _written(row: Row, name: str, purpose: Purpose, paper: Callable[[Row], bytes], verb: str, notice: str) -> bool:
    if row.letter_id is not None:
        return False
    case, model = row.case, type(row)
    received = storing.receive(ContentFile(paper(row), name), purpose=purpose.code)
    with transaction.atomic(durable=True):
        if model.objects.select_for_update().get(pk=row.pk).letter_id is not None:
            return False
        stored = storing.record(received, by=SYSTEM, organisation=case.institution.organisation, belongs_to=case.stream)
        model.objects.filter(pk=row.pk).update(letter=stored)
        users = users_with(verb, case, timezone.localdate())
        notify(users, notice, f"{notice}:{row.pk}", {"number": case.case_number}, case.get_absolute_url())
    return True
