"""Structured logs: one JSON line an event, with the request id and never a value of a form or a row."""

from typing import Any

import structlog
import structlog.tracebacks

# Keys that must not reach a log line: what people typed, and network addresses.
_UNWANTED = {"ip", "user_agent", "request", "query", "body", "password", "email", "client_ip"}


def without_personal_data(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Drop the keys that could carry personal data, whoever put them there."""
    return {key: value for key, value in event.items() if key not in _UNWANTED}


def where_but_not_what(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Drop the words of errors: those of the database repeat whole rows. Class, file and line stay."""
    for error in event.get("exception") or ():
        if isinstance(error, dict):
            error.pop("exc_value", None)
            error.pop("exc_notes", None)
    return event


def jobs_without_words(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Say that a job broke without Celery's sentence, which repeats the words of the error."""
    record = event.get("_record")
    if record is not None and record.name == "celery.app.trace" and record.exc_info:
        event["event"] = f"job broke: {getattr(record, 'data', {}).get('name', '')}"
    return event


_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    without_personal_data,
]

# Where it broke, never with what: local variables may hold what people typed.
_TRACEBACKS = structlog.processors.ExceptionRenderer(structlog.tracebacks.ExceptionDictTransformer(show_locals=False))

LOG_LINES = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": [*_SHARED, jobs_without_words],
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _TRACEBACKS,
                where_but_not_what,
                without_personal_data,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django.server": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "celery": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}


def configure_structlog() -> None:
    """Send structlog through the standard library, so that all lines have one form."""
    structlog.configure(
        processors=[
            *_SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
