"""The letter on the result of an annual review, from its rows. A Chinese document whatever language a page has."""

from typing import Final

from django.utils import translation

from foundation.documents.papers import render
from governance.annual_review.lines import lines_submitted
from governance.annual_review.models import AnnualReview
from governance.annual_review.states import ARTICLE, Proposal, Ruling
from institutions.models import YearStanding

ROSTER: Final = "山东省司法鉴定条例第四十三条"
REMEDY: Final = "行政复议法第二十条"


def result_letter(row: AnnualReview, organ: str) -> bytes:
    """Print the result for the institution, in the name of the organ that decided. Raises PaperFailed.

    Raises LookupError for a review that is not decided: a letter without its result may not be printed.
    """
    if row.decided_on is None or row.proposed_on is None:
        raise LookupError(f"The annual review {row.pk} is not decided.")
    with translation.override("zh-hans"):
        return render(
            "annual_review/result",
            {
                "organ": organ,
                "institution": str(row.institution),
                "licence": row.institution.licence_number,
                "year": str(row.year),
                "proposal": str(Proposal(row.proposal).label),
                "proposed_on": row.proposed_on.isoformat(),
                "decided_on": row.decided_on.isoformat(),
                "result": str(YearStanding.Result(row.result).label),
                "qualified": row.result == YearStanding.Result.QUALIFIED,
                "reason": row.result_reason.splitlines(),
                "absent": row.absent,
                "disputed": [
                    [line.name, line.words, line.said.own_value, str(Ruling(line.said.ruling).label)]
                    for line in lines_submitted(row)
                    if line.said is not None and line.said.ruling
                ],
                "articles": [ARTICLE] if row.result == YearStanding.Result.NOT_QUALIFIED else [ROSTER, ARTICLE],
                "remedy": REMEDY,
            },
        )
