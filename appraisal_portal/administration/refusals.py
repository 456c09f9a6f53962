"""Refused acts shown beside the fields of the form that asked for them."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.forms import Form

from foundation.audit.errors import Finding, RuleBroken

Value = TypeVar("Value")


def attempt(form: Form, act: Callable[[dict[str, Any]], Value]) -> Value | None:
    """Carry out an act with what a valid form holds; None when the form is not valid or a rule forbids the act.

    The findings then stand beside their fields, so that nothing typed is lost.
    """
    if not form.is_valid():
        return None
    try:
        return act(form.cleaned_data)
    except RuleBroken as refused:
        for finding in refused.findings:
            form.add_error(finding.field if finding.field in form.fields else None, words_of(finding))
        return None


def words_of(finding: Finding) -> str:
    """Return a finding as one text: what, article, way out."""
    return " ".join(part for part in (str(finding.message), str(finding.article), str(finding.way_out)) if part)
