"""Jobs of cases: ids in, idempotent, errors escape."""

from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from cases.actions import (
    recounting,
    writing_agreements,
    writing_completions,
    writing_corrections,
    writing_letters,
    writing_opinions,
    writing_papers,
)
from cases.actions.agreeing import LETTER_JOB as AGREEMENT_JOB
from cases.actions.completing import LETTER_JOB as COMPLETION_JOB
from cases.actions.correcting_opinions import PAPER_JOB as CORRECTION_JOB
from cases.actions.deciding import NOTICE_JOB
from cases.actions.extending import LETTER_JOB as EXTENSION_JOB
from cases.actions.issuing_opinion import PAPER_JOB
from cases.actions.supplementing import LETTER_JOB as SUPPLEMENT_JOB
from cases.actions.terminating import NOTICE_JOB as TERMINATION_JOB
from foundation.audit.jobs import Run, job

RECOUNT_JOB: Final = "cases.recount"


@job(RECOUNT_JOB, title=_("Recount due dates and turnarounds after a new calendar"))
def recount(run: Run) -> None:
    """Recount what rests on the calendar of one year."""
    due, turnaround = recounting.recount(int(run.payload["year"]))
    run.result = {"due": due, "turnaround": turnaround}


@job(NOTICE_JOB, title=_("Write the notice of refusal of an entrustment"))
def write_refusal_notice(run: Run) -> None:
    """Write the notice once and tell who refused that it is there."""
    run.result["written"] = writing_papers.write_refusal_notice(UUID(run.payload["entrustment"]))


@job(COMPLETION_JOB, title=_("Write the letter that asks a client to complete an entrustment"))
def write_completion_request(run: Run) -> None:
    """Write the letter once and tell who asks clients that it is there."""
    run.result["written"] = writing_completions.write_completion_request(UUID(run.payload["completion"]))


@job(AGREEMENT_JOB, title=_("Write the letter of entrustment of a case"))
def write_agreement(run: Run) -> None:
    """Write the letter of a version once and tell who agreed it that it is there."""
    run.result["written"] = writing_agreements.write_agreement(UUID(run.payload["agreement"]))


@job(TERMINATION_JOB, title=_("Write the notice of termination of an appraisal"))
def write_termination_notice(run: Run) -> None:
    """Write the notice once and tell who decided that it is there."""
    run.result["written"] = writing_papers.write_termination_notice(UUID(run.payload["case"]))


@job(PAPER_JOB, title=_("Print an issued opinion"))
def write_opinion(run: Run) -> None:
    """Print the opinion once, keep its hash, and tell who issued it that it is there."""
    run.result["written"] = writing_opinions.write_opinion(UUID(run.payload["case"]))


@job(CORRECTION_JOB, title=_("Print the correction of an opinion"))
def write_opinion_correction(run: Run) -> None:
    """Print the correction once, keep its hash, and tell who signed it that it is there."""
    run.result["written"] = writing_corrections.write_correction(UUID(run.payload["correction"]))


@job(SUPPLEMENT_JOB, title=_("Write the letter that asks for a supplement"))
def write_supplement_request(run: Run) -> None:
    """Write the letter once and tell who asks for supplements that it is there."""
    run.result["written"] = writing_letters.write_supplement_request(UUID(run.payload["supplement"]))


@job(EXTENSION_JOB, title=_("Write the notice of an extension"))
def write_extension_notice(run: Run) -> None:
    """Write the notice once and tell who informs the client that it is there."""
    run.result["written"] = writing_letters.write_extension_notice(UUID(run.payload["extension"]))
