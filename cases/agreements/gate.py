"""What a letter of entrustment must say (程序通则 art. 16, 文书格式 1, 条例 art. 31), and when it may be changed."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from appraisers.models import Appraiser
from cases.agreements.choices import AGREEING, LIMIT, DeliveryWay, DisputeWay, Leftover, MaterialsReturn
from cases.agreements.terms import Terms
from foundation.audit.errors import Finding
from foundation.audit.reasons import at_most, unstorable

LONGEST_LINE: Final = 200
LONGEST_TEXT: Final = 2_000
MOST_COPIES: Final = 20
MOST_WEEKS: Final = 520
MOST_DAYS: Final = 500
"""Working days, about two years, and as many weeks: what is longer is a slip of the keyboard."""
MOST_MONEY: Final = Decimal("99999999.99")
LINES: Final = ("officer", "fee_terms", "delivery_address", "delivery_note", "leftover_note", "disputes_note")
TEXTS: Final = ("materials_keeping", "recusal_reason", "other_terms", "notes")
_CHOICES: Final = (
    ("delivery", DeliveryWay),
    ("materials_return", MaterialsReturn),
    ("leftover", Leftover),
    ("disputes", DisputeWay),
)


def objections(terms: Terms, institution: UUID, agreed_on: date, *, has_address: bool) -> list[Finding]:
    """Return what is wrong with the terms, beside their fields.

    `agreed_on` is the day of the agreement. `has_address` says that an address of the client is on record, to which an
    opinion can be sent where the terms name none.
    """
    return [
        *_about_choices(terms),
        *_about_money(terms),
        *_about_delivery(terms, has_address),
        *_about_leftover(terms),
        *_about_limit(terms, agreed_on),
        *_about_recusal(terms, institution),
        *_about_disputes_and_risks(terms),
        *_about_texts(terms),
    ]


def _about_choices(terms: Terms) -> Iterator[Finding]:
    for name, choices in _CHOICES:
        if not getattr(terms, name):
            yield Finding(_("This field is required."), AGREEING, field=name, code="missing")
        elif getattr(terms, name) not in choices.values:
            yield Finding(_("Choose one of what is offered."), field=name, code="not_in_the_list")


def _about_money(terms: Terms) -> Iterator[Finding]:
    if terms.fee is None:
        yield Finding(_("Write the estimated fee; 0 where none is charged."), AGREEING, field="fee", code="missing")
    for name in ("fee", "leftover_fee"):
        amount: Decimal | None = getattr(terms, name)
        if amount is not None and not 0 <= amount <= MOST_MONEY:
            yield Finding(_("Write an amount in yuan from 0 to %(most)s.") % {"most": MOST_MONEY}, field=name)
        elif amount is not None and amount != amount.quantize(Decimal("0.01")):
            yield Finding(_("Write yuan with at most two decimals."), field=name)


def _about_delivery(terms: Terms, has_address: bool) -> Iterator[Finding]:
    if terms.copies is None:
        yield Finding(_("This field is required."), field="copies", code="missing")
    elif not 1 <= terms.copies <= MOST_COPIES:
        yield _number("copies", MOST_COPIES)
    if terms.delivery == DeliveryWay.MAIL and not terms.delivery_address.strip() and not has_address:
        yield Finding(
            _("Write the address: the entrustment names none."), AGREEING, field="delivery_address", code="missing"
        )
    if terms.delivery == DeliveryWay.OTHER and not terms.delivery_note.strip():
        yield _in_words("delivery_note")


def _about_leftover(terms: Terms) -> Iterator[Finding]:
    collects = terms.leftover == Leftover.COLLECT
    if collects and terms.leftover_weeks is None:
        yield Finding(_("Write within how many weeks."), field="leftover_weeks", code="missing")
    elif terms.leftover and not collects and terms.leftover_weeks is not None:
        yield Finding(_("Only where the client collects them."), field="leftover_weeks", code="not_asked")
    elif terms.leftover_weeks is not None and not 1 <= terms.leftover_weeks <= MOST_WEEKS:
        yield _number("leftover_weeks", MOST_WEEKS)
    if terms.leftover not in ("", Leftover.DISPOSE) and terms.leftover_fee is not None:
        yield Finding(_("Only where the institution disposes of them."), field="leftover_fee", code="not_asked")
    if terms.leftover == Leftover.OTHER and not terms.leftover_note.strip():
        yield _in_words("leftover_note")


def _about_limit(terms: Terms, agreed_on: date) -> Iterator[Finding]:
    if terms.limit_days is not None and terms.limit_until is not None:
        yield Finding(
            _("Agree a number of working days or a day, not both."), LIMIT, field="limit_until", code="two_limits"
        )
    elif terms.limit_days is not None and not 1 <= terms.limit_days <= MOST_DAYS:
        yield _number("limit_days", MOST_DAYS)
    elif terms.limit_until is not None and terms.limit_until <= agreed_on:
        yield Finding(
            _("The agreed day lies after the day of the agreement."), LIMIT, field="limit_until", code="limit_is_over"
        )
    elif terms.limit_until is not None and terms.limit_until > agreed_on + timedelta(weeks=MOST_DAYS // 5):
        yield Finding(_("This day lies too far ahead."), field="limit_until", code="too_far")


def _about_recusal(terms: Terms, institution: UUID) -> Iterator[Finding]:
    if terms.recused:
        own = Appraiser.objects.filter(institution=institution, pk__in=terms.recused).count()
        if own != len(set(terms.recused)):
            yield Finding(_("Choose appraisers of the institution."), field="recused", code="other_institution")
        if not terms.recusal_reason.strip():
            yield Finding(_("Say why they shall be recused."), AGREEING, field="recusal_reason", code="missing")
    elif terms.recusal_reason.strip():
        yield Finding(_("Choose who shall be recused."), field="recused", code="missing")


def _about_disputes_and_risks(terms: Terms) -> Iterator[Finding]:
    if terms.disputes in (DisputeWay.ARBITRATE, DisputeWay.OTHER) and not terms.disputes_note.strip():
        yield _in_words("disputes_note")
    if not terms.risks_told:
        yield Finding(
            _("The client is told of the risks before the letter takes effect."),
            AGREEING,
            field="risks_told",
            code="risks_not_told",
        )


def _about_texts(terms: Terms) -> Iterator[Finding]:
    for names, most in ((LINES, LONGEST_LINE), (TEXTS, LONGEST_TEXT)):
        for name in names:
            text = getattr(terms, name)
            if len(text) > most:
                yield Finding(at_most(text, most), field=name)
            yield from unstorable(text, name)


def _number(field: str, most: int) -> Finding:
    return Finding(_("Write a number from 1 to %(most)d.") % {"most": most}, field=field, code="out_of_range")


def _in_words(field: str) -> Finding:
    return Finding(_("Say in words what is agreed."), field=field, code="missing")
