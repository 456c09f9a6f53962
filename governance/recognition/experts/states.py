"""Where an expert and a draw stand, and the lawful moves (政策文件 arts. 2, 8)."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.audit.moves import Move
from governance.recognition.experts import verbs
from governance.recognition.experts.verbs import BASIS


class Rank(models.TextChoices):
    """What somebody is appointed as."""

    MEMBER = "member", _("Member of the expert pool")
    LEADING = "leading", _("Leading expert")


class ExpertState(models.TextChoices):
    """Where a nomination stands."""

    NOMINATED = "nominated", _("Nominated, to be decided by the province")
    APPOINTED = "appointed", _("Appointed")
    DECLINED = "declined", _("Not appointed")
    ENDED = "ended", _("Term ended early")


class Verdict(models.TextChoices):
    """What the province decides about a nomination."""

    APPOINTED = "appointed", _("Appoint for the term of the rank")
    DECLINED = "declined", _("Do not appoint")


class DrawState(models.TextChoices):
    """Where a draw stands."""

    COMMITTED = "committed", _("List frozen, waiting for the public value")
    DRAWN = "drawn", _("Drawn, experts at work")
    CLOSED = "closed", _("Experts evaluated")


class SeatState(models.TextChoices):
    """Where a drawn expert stands."""

    DRAWN = "drawn", _("Drawn")
    REPLACED = "replaced", _("Recused, replaced")
    EVALUATED = "evaluated", _("Evaluated")


class Mark(models.TextChoices):
    """How the organ found the work of an expert."""

    GOOD = "good", _("Good")
    FAIR = "fair", _("Fair")
    POOR = "poor", _("Poor")
    ABSENT = "absent", _("Did not appear")


def _move(verb: str, source: str, target: str) -> Move:
    return Move(verb, frozenset({source}), target, article=BASIS)


APPOINTING: Final = _move(verbs.APPOINT.code, ExpertState.NOMINATED.value, ExpertState.APPOINTED.value)
DECLINING: Final = _move(verbs.APPOINT.code, ExpertState.NOMINATED.value, ExpertState.DECLINED.value)
ENDING: Final = _move(verbs.END.code, ExpertState.APPOINTED.value, ExpertState.ENDED.value)
DRAWING: Final = _move(verbs.DRAW.code, DrawState.COMMITTED.value, DrawState.DRAWN.value)
REPLACING: Final = _move(verbs.REPLACE.code, SeatState.DRAWN.value, SeatState.REPLACED.value)
EVALUATING: Final = _move(verbs.EVALUATE.code, SeatState.DRAWN.value, SeatState.EVALUATED.value)
CLOSING: Final = _move(verbs.EVALUATE.code, DrawState.DRAWN.value, DrawState.CLOSED.value)
