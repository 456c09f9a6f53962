"""The statements about risks that the letter of entrustment makes (文书格式 1), from the dated table."""

from datetime import date
from typing import Final

from cases.entrustments.grounds import plain_words_of
from foundation.law import queries as law

LIST: Final = "agreement_risks"


def risks(on: date) -> list[str]:
    """Return the statements of a day in the language of the page, in their order."""
    return [plain_words_of(each) for each in law.grounds(LIST, on)]
