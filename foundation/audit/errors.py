"""The two ways an act can be refused. Pages and API turn them into words in one place each."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Finding:
    """One reason why an act is not possible: what is wrong, in this case, by which article.

    `field` names the form field it belongs beside; `way_out` says what can be done instead;
    `overridable` findings may be passed with a reason that is reported to the regulator. `fact` is what the
    registers say about this case, `code` a name that does not change for programs and statistics, `record_url` the page
    of the record that stands against it.
    """

    message: str
    article: str = ""
    field: str = ""
    way_out: str = ""
    overridable: bool = False
    fact: str = ""
    code: str = ""
    record_url: str = ""


class RuleBroken(Exception):
    """A rule forbids the act. Nothing was changed."""

    def __init__(self, findings: Sequence[Finding] | Finding | str) -> None:
        if isinstance(findings, str):
            findings = Finding(findings)
        if isinstance(findings, Finding):
            findings = [findings]
        self.findings: list[Finding] = list(findings)
        super().__init__("; ".join(str(finding.message) for finding in self.findings))


@dataclass
class Difference:
    """One field that two people changed: its label, what is stored now, what was sent."""

    label: str
    stored: str
    sent: str


@dataclass
class StaleState(Exception):
    """Somebody else changed the row first. Carries the values of both, so that nothing is lost."""

    row_label: str = ""
    differences: list[Difference] = field(default_factory=list)

    def __str__(self) -> str:
        return str(_("This record was changed by somebody else in the meantime."))


class NotAllowed(Exception):
    """The posting does not hold this verb, or not for this row. Recorded in the trail after the rollback."""

    def __init__(self, verb: str, explanation: str) -> None:
        self.verb, self.explanation = verb, explanation
        super().__init__(explanation)
