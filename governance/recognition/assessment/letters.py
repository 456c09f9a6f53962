"""The warning letter after a low grade, from its rows. A Chinese document whatever language a page has."""

from django.utils import translation

from foundation.accounts.models import Organisation
from foundation.documents.papers import render
from governance.recognition.assessment.lines import lines_of, weak_lines
from governance.recognition.assessment.states import ARTICLE
from governance.recognition.assessment.verbs import POLICY
from governance.recognition.assessment.wording import score_shown
from governance.recognition.models import Assessment


def warning_letter(row: Assessment) -> bytes:
    """Print the warning for an institution. Raises PaperFailed, and LookupError before the grade is published."""
    if row.published_on is None or not row.is_low:
        raise LookupError(f"The assessment {row.pk} warns of nothing.")
    organ = Organisation.objects.filter(kind="organ", level="province").first()
    with translation.override("zh-hans"):
        lines = lines_of(row)
        return render(
            "recognition/warning",
            {
                "organ": organ.name if organ is not None else "",
                "institution": str(row.institution),
                "licence": row.institution.licence_number,
                "year": str(row.year),
                "as_of": row.round.as_of.isoformat(),
                "published_on": row.published_on.isoformat(),
                "grade": row.grade_zh,
                "score": score_shown(row.score),
                "counted": str(row.counted),
                "lines": [[each.name, each.final_words, each.final_shown, str(each.weight)] for each in lines],
                "weak": [each.name for each in weak_lines(lines, row)],
                "articles": [ARTICLE, POLICY],
                "model": row.round.model_digest[:16],
                "unconfirmed": any(each.indicator.to_be_confirmed for each in lines),
            },
        )
