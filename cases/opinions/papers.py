"""The paper of an issued opinion, from its rows. It is a Chinese document whatever language a page has."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from cases.clients import client_of
from cases.models import Case, Entrustment, IssuedOpinion, OpinionVersion, SignOff
from cases.opinions.texts import opened
from foundation.documents import codes
from foundation.documents.papers import render


def check_address(issued: IssuedOpinion) -> str:
    """Return the whole address of the public check, as the QR code holds it."""
    return f"{settings.PORTAL_ORIGIN}{reverse('check_code', args=[issued.code])}"


def opinion_paper(issued: IssuedOpinion) -> bytes:
    """Print the opinion as it was issued (文书格式 2). Raises PaperFailed.

    It opens what is sealed of the version and of the subjects, since the paper states it.
    """
    return render("cases/opinion", content_of(issued))


def content_of(issued: IssuedOpinion) -> dict[str, Any]:
    """Return what stands on the paper of an opinion, part by part. It opens what is sealed, as the paper does."""
    case = issued.case
    texts = opened(OpinionVersion.objects.get(case=case, number=issued.version))
    parts = {name: getattr(texts, name).splitlines() for name in _PARTS}
    entrustment = Entrustment.objects.filter(pk=case.pk).first()
    return {
        **parts,
        **_of_case(case, entrustment),
        "number": issued.number,
        "examined_on": texts.examined_on.isoformat() if texts.examined_on else "",
        "place": texts.place,
        "attendees": texts.attendees,
        "signers": [list(pair) for pair in signers(issued)],
        "dissents": _dissents(issued),
        "signatory": _signatory(issued),
        "code": codes.grouped(issued.code),
        "link": check_address(issued),
    }


_PARTS = ("facts", "summary", "process", "analysis", "opinion", "annexes")


def _of_case(case: Case, entrustment: Entrustment | None) -> dict[str, object]:
    materials = entrustment.materials.all() if entrustment else []
    return {
        "institution": str(case.institution),
        "licence": case.institution.licence_number,
        "client": client_of(case),
        "reference": entrustment.client_reference if entrustment else "",
        "matter": case.matter or case.category.name_zh,
        "category": case.category.name_zh,
        "accepted_on": case.accepted_on.isoformat(),
        "materials": [f"{each.name}（{each.quantity}）" if each.quantity else each.name for each in materials],
        "subjects": [row.name.reveal() for row in case.subjects.all() if row.name],
    }


def signers(issued: IssuedOpinion) -> list[tuple[str, str]]:
    """Return name and practice number of who signed the version at the first level, in the order of their places."""
    signed = SignOff.objects.filter(case=issued.case_id, version=issued.version, level=SignOff.Level.APPRAISERS)
    rows = {row.certificate_number: row.person.name for row in signed.select_related("person")}
    return [(rows[number], number) for number in issued.certificates if number in rows]


def _dissents(issued: IssuedOpinion) -> list[list[object]]:
    signed = SignOff.objects.filter(case=issued.case_id, version=issued.version, level=SignOff.Level.APPRAISERS)
    rows = signed.filter(verdict=SignOff.Verdict.DISSENTED).select_related("person").order_by("recorded_at", "id")
    return [[row.person.name, row.note.reveal().splitlines() if row.note else []] for row in rows]


def _signatory(issued: IssuedOpinion) -> str:
    row = SignOff.objects.filter(case=issued.case_id, version=issued.version, level=SignOff.Level.SIGNATORY)
    found = row.select_related("person").first()
    return found.person.name if found else ""
