"""The letters about complaints that an institution got. It sees no complaint and no complainant."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from complaints.letters import TO_INSTITUTION
from complaints.verbs import READ_LETTERS
from foundation.accounts.doors import Request, staff_page
from foundation.documents.models import StoredFile

AT_MOST = 200


@staff_page(READ_LETTERS.code)
@require_GET
def institution_letters(request: Request) -> HttpResponse:
    """The letters to the institution of the posting, the newest first."""
    labels = {purpose.code: purpose.label for purpose in TO_INSTITUTION}
    files = StoredFile.objects.visible_to(request.actor).filter(purpose__in=labels)
    rows = [(labels[file.purpose], file) for file in files.order_by("-recorded_at", "id")[:AT_MOST]]
    return render(request, "complaints/of_institution.html", {"letters": rows, "at_most": AT_MOST})
