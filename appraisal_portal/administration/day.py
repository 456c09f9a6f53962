"""A day in a staff form: one field, written as 2026-11-23 in every language."""

from typing import Any

from django import forms


class Day(forms.DateField):
    """A date field that shows what is stored in the form people are asked to write."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs={"inputmode": "numeric"}), **kwargs)
