"""Where an application for a recognition stands, and the lawful moves (政策文件 arts. 2, 10, 14)."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.audit.moves import Move
from governance.recognition.standards import verbs
from governance.recognition.standards.verbs import BASIS


class ApplicationState(models.TextChoices):
    """Whose move it is, or what came of it."""

    SUBMITTED = "submitted", _("To be verified by the city")
    VERIFIED = "verified", _("To be decided by the province")
    GRANTED = "granted", _("Recognised")
    REFUSED = "refused", _("Not recognised")
    WITHDRAWN = "withdrawn", _("Recognition withdrawn")


class Result(models.TextChoices):
    """What an organ comes to."""

    FIT = "fit", _("The conditions are met")
    UNFIT = "unfit", _("The conditions are not met")


OPEN: Final = frozenset({ApplicationState.SUBMITTED.value, ApplicationState.VERIFIED.value})


def _move(verb: str, source: str, target: str) -> Move:
    return Move(verb, frozenset({source}), target, article=BASIS)


FORWARDING: Final = _move(verbs.VERIFY.code, ApplicationState.SUBMITTED.value, ApplicationState.VERIFIED.value)
GRANTING_BY_CITY: Final = _move(verbs.VERIFY.code, ApplicationState.SUBMITTED.value, ApplicationState.GRANTED.value)
REFUSING_BY_CITY: Final = _move(verbs.VERIFY.code, ApplicationState.SUBMITTED.value, ApplicationState.REFUSED.value)
GRANTING: Final = _move(verbs.DECIDE.code, ApplicationState.VERIFIED.value, ApplicationState.GRANTED.value)
REFUSING: Final = _move(verbs.DECIDE.code, ApplicationState.VERIFIED.value, ApplicationState.REFUSED.value)
WITHDRAWING: Final = _move(verbs.WITHDRAW.code, ApplicationState.GRANTED.value, ApplicationState.WITHDRAWN.value)
