"""Refusals in one shape, whatever refuses: the form of the request, a rule, a door, somebody faster, the portal.

    {"type": "…", "request_id": "…",
     "errors": [{"code", "detail", "attr", "article", "fact", "way_out", "stored", "sent", "record"}]}

Every key is always there, null where it says nothing.
"""

import re
from typing import Any, cast

import structlog
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.core.exceptions import PermissionDenied as DjangoPermissionDenied
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_standardized_errors.formatter import ExceptionFormatter
from drf_standardized_errors.handler import ExceptionHandler
from rest_framework import exceptions, serializers
from rest_framework.request import Request

from foundation.audit.errors import Finding, NotAllowed, RuleBroken, StaleState
from foundation.audit.once import KeyReused
from foundation.desk.middleware import record_refusal
from foundation.exchange.api.parsing import TooLarge

KEYS = ("code", "detail", "attr", "article", "fact", "way_out", "stored", "sent", "record")
_PLACE = re.compile(r"-(\d+)-")


class RulesForbid(exceptions.APIException):
    """A rule forbids the act; the findings are those that the page shows."""

    status_code = 422
    default_code = "rule_broken"

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(_("A rule forbids this act."))
        self.problems = [
            {
                "code": finding.code or self.default_code,
                "detail": str(finding.message),
                "attr": _PLACE.sub(r".\1.", finding.field) or None,  # subjects-0-name is subjects.0.name here
                "article": str(finding.article) or None,
                "fact": str(finding.fact) or None,
                "way_out": str(finding.way_out) or None,
                "record": finding.record_url or None,
            }
            for finding in findings
        ]


class SomebodyFaster(exceptions.APIException):
    """The record changed in the meantime; both values are told where they are known."""

    status_code = 409
    default_code = "stale"

    def __init__(self, stale: StaleState) -> None:
        super().__init__(str(stale))
        self.problems: list[dict[str, Any]] = [
            {
                "code": "stale",
                "detail": str(stale),
                "attr": str(row.label),
                "stored": str(row.stored),
                "sent": str(row.sent),
            }
            for row in stale.differences
        ] or [{"code": "stale", "detail": str(stale), "way_out": _("Read the record again and decide anew.")}]


class KeyTaken(exceptions.APIException):
    """The idempotency key was used for another request."""

    status_code = 422
    default_code = "key_reused"


class Handler(ExceptionHandler):
    """Turns the refusals of the domain into those of the API, in one place."""

    def convert_known_exceptions(self, exc: Exception) -> Exception:
        """Return the exception that the API answers."""
        match exc:
            case RuleBroken():
                return RulesForbid(exc.findings)
            case StaleState():
                return SomebodyFaster(exc)
            case NotAllowed():
                record_refusal(cast(Request, self.context["request"]), exc)
                return exceptions.PermissionDenied(exc.explanation, code="not_allowed")
            case KeyReused():
                return KeyTaken(_("This Idempotency-Key was used before with another request."))
            case RequestDataTooBig():
                return TooLarge(_("The body is too large."))
            case SuspiciousOperation() | BadRequest() | MultiPartParserError():
                return exceptions.ParseError(_("The request cannot be read."))
            case DjangoPermissionDenied():
                return exceptions.PermissionDenied()
        return super().convert_known_exceptions(exc)


class Formatter(ExceptionFormatter):
    """Writes the one shape."""

    def run(self) -> dict[str, Any]:
        """Return the body of the answer."""
        problems = getattr(self.exc, "problems", None)
        if problems is None:
            problems = [{"code": e.code, "detail": e.detail, "attr": e.attr} for e in self.get_errors()]
        kind = "rule_broken" if isinstance(self.exc, RulesForbid) else str(self.get_error_type())
        return shape(kind, problems)


def shape(kind: str, problems: list[dict[str, Any]], *, request_id: str = "") -> dict[str, Any]:
    """Return the body of a refusal."""
    return {
        "type": kind,
        "request_id": request_id or str(structlog.contextvars.get_contextvars().get("request_id", "")),
        "errors": [{key: problem.get(key) for key in KEYS} for problem in problems],
    }


class ErrorSerializer(serializers.Serializer[Any]):
    """One reason."""

    code = serializers.CharField(help_text=gettext_lazy("Short, stable, for programs."))
    detail = serializers.CharField(help_text=gettext_lazy("In the language of Accept-Language, for people."))
    attr = serializers.CharField(allow_null=True, help_text=gettext_lazy("The field or parameter it belongs to."))
    article = serializers.CharField(
        allow_null=True, help_text=gettext_lazy("The article of the law, if a rule has one.")
    )
    fact = serializers.CharField(allow_null=True, help_text=gettext_lazy("What the registers say about this case."))
    way_out = serializers.CharField(allow_null=True, help_text=gettext_lazy("What can be done instead."))
    stored = serializers.CharField(allow_null=True, help_text=gettext_lazy("What is stored now (409)."))
    sent = serializers.CharField(allow_null=True, help_text=gettext_lazy("What was sent (409)."))
    record = serializers.CharField(
        allow_null=True, help_text=gettext_lazy("The page of the record that stands against it.")
    )


class ProblemSerializer(serializers.Serializer[Any]):
    """The one shape of every refusal."""

    type = serializers.CharField(help_text=gettext_lazy("validation_error, rule_broken, client_error or server_error."))
    request_id = serializers.CharField(help_text=gettext_lazy("To be named when asking for help."))
    errors = ErrorSerializer(many=True)  # type: ignore[assignment]  # the name of a field, not of a property
