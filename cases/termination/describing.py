"""The termination of a case as its page shows it."""

from dataclasses import dataclass

from cases.custody.dossier import still_here
from cases.entrustments.grounds import words_of
from cases.models import Case, Material, Termination
from cases.purposes import TERMINATION_NOTICE
from cases.termination.grounds import NOTICE, ground, items_of
from foundation.accounts.acting import AnyActor
from foundation.documents.models import StoredFile
from foundation.documents.verbs import DOWNLOAD


@dataclass(frozen=True)
class TerminationShown:
    """The decision in words; `notice` is None while the paper is being written."""

    row: Termination
    ground: str
    article: str
    notice: StoredFile | None
    may_download: bool
    still_here: tuple[Material, ...] = ()
    notice_article: str = NOTICE


def termination_of(case: Case, actor: AnyActor) -> TerminationShown | None:
    """Return the termination with the wording of its day; None when it was not decided in the portal."""
    row = Termination.objects.filter(case=case).first() if case.terminated_on is not None else None
    if row is None:
        return None
    chosen = ground(row.ground, row.terminated_on)
    files = StoredFile.objects.belonging_to(case.stream).kept_for(TERMINATION_NOTICE.code)
    return TerminationShown(
        row=row,
        ground=words_of(chosen) if chosen else row.ground,
        article="、".join(items_of(chosen)) if chosen else "",
        notice=files.first(),
        may_download=actor.may(DOWNLOAD.code),
        still_here=still_here(case),
    )
