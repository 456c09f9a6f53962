"""Cursor pages: the keyset pages of the lists, with links to the neighbours."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.desk.keyset import AFTER, BEFORE, CAP, SIZE, Page, page_of

PAGE_SIZE = "page_size"
LARGEST = 100
PARAMETERS = (AFTER, BEFORE, PAGE_SIZE)


class KeysetPages(BasePagination):
    """Pages that cost the same at any depth. The view gives `order`; the total is counted up to 1,000."""

    request: Request
    page: Page[Any]

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        """Return the rows of the page that the address asks for. Raises ValidationError."""
        self.request = request
        self.page = page_of(queryset, view.order, request.query_params, size=_size(request))
        return self.page.rows

    def get_paginated_response(self, data: Any) -> Response:
        """Answer the rows with links to the neighbours."""
        here = self.request.build_absolute_uri(self.request.path)
        return Response(
            {
                "next": here + self.page.next_url if self.page.next_url else None,
                "previous": here + self.page.previous_url if self.page.previous_url else None,
                "count": self.page.count,
                "count_is_capped": self.page.capped,
                "results": data,
            }
        )

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Describe a page."""
        link = {"type": "string", "format": "uri", "nullable": True}
        return {
            "type": "object",
            "required": ["next", "previous", "count", "count_is_capped", "results"],
            "properties": {
                "next": link,
                "previous": link,
                "count": {"type": "integer", "minimum": 0, "maximum": CAP},
                "count_is_capped": {"type": "boolean"},
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """Describe the parameters of paging."""
        words = {
            AFTER: gettext_lazy("The place after which the page begins; follow the link `next` instead."),
            BEFORE: gettext_lazy("The place before which the page ends; follow the link `previous` instead."),
        }
        places = [
            {"name": name, "in": "query", "required": False, "description": str(text), "schema": {"type": "string"}}
            for name, text in words.items()
        ]
        size = {"type": "integer", "minimum": 1, "maximum": LARGEST, "default": SIZE}
        words_of_size = str(gettext_lazy("How many rows a page holds."))
        rows = {"name": PAGE_SIZE, "in": "query", "required": False, "description": words_of_size, "schema": size}
        return [*places, rows]


def _size(request: Request) -> int:
    text = request.query_params.get(PAGE_SIZE, str(SIZE))
    if not (text.isascii() and text.isdecimal() and len(text) <= 3 and 1 <= int(text) <= LARGEST):
        words = _("A page holds 1 to %(largest)d rows.") % {"largest": LARGEST}
        raise ValidationError({PAGE_SIZE: [ErrorDetail(words, code="invalid")]})
    return int(text)
