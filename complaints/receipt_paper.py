"""The receipt of a complaint as a paper. It is a Chinese document whatever language the page has."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from complaints import receipts
from complaints.deadlines import ACCEPTANCE
from complaints.models import Complaint
from foundation.documents.papers import render
from foundation.law.wording import Statutes


def receipt_paper(complaint: Complaint, code: str, link: str) -> bytes:
    """Print number, code for following, organ, digest and signature; no personal data. Raises PaperFailed.

    `link` is the address of the page for following, without number and code; it is printed as QR code.
    """
    receipt = complaint.receipt
    with override("zh-hans"):
        within = Statutes(complaint.received_on).limit(ACCEPTANCE)
    return render(
        "complaints/receipt",
        {
            "number": complaint.number,
            "follow_code": code,
            "received_at": f"{timezone.localtime(receipts.moment_of(receipt)):%Y-%m-%d %H:%M:%S}",
            "organ": complaint.organ.name,
            "institution": str(complaint.institution),
            "accept_within": within,
            "due_on": receipts.said_by(receipt)["due_on"],
            "digest": receipts.said_by(receipt)["digest"],
            "key": receipt.key,
            "signed": receipt.text,
            "check_address": f"{settings.PORTAL_ORIGIN}{reverse('complain_receipt_check')}",
            "link": link,
        },
    )
