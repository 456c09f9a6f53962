"""Resources that have a list: the same rows, filters and orders as the page, and one row by its id."""

from typing import Any, ClassVar
from uuid import UUID

from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.desk.keyset import Order
from foundation.desk.lists import ListSpec, known
from foundation.desk.lists.selecting import ORDER, conditions_of, order_of, within
from foundation.exchange.api import pagination
from foundation.exchange.api.pagination import KeysetPages
from foundation.exchange.api.views import ApiView

# A figure of the dashboard as its link names it; the other names of a figure are filters of the lists.
FIGURE = ("measure", "from", "until", "institution", "county", "city", "category")


class Listed(ApiView):
    """A resource behind a list of the portal.

    `list_code` names the declaration in the app's `lists.py`; `serializer_class` writes a row.
    """

    list_code: ClassVar[str]
    lookup_value_converter = "uuid"
    pagination_class = KeysetPages

    @property
    def spec(self) -> ListSpec:
        """The declaration of the list."""
        return known(self.list_code)

    @property
    def order(self) -> Order:
        """The order that the address asks for."""
        return order_of(self.spec, self.request.query_params)

    def list(self, request: Request) -> Response:
        """Answer one page."""
        self._refuse_unknown(request.query_params)
        conditions = conditions_of(self.spec, request.actor, request.query_params)  # type: ignore[attr-defined]
        if not conditions.readable:
            raise ValidationError(_problems(conditions.filters.form))
        rows = self.paginate_queryset(within(self.order, conditions.rows))
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)

    def retrieve(self, request: Request, pk: UUID) -> Response:
        """Answer one row; one outside the scope is absent."""
        rows = self.spec.rows(request.actor, QueryDict())  # type: ignore[attr-defined]
        return Response(self.get_serializer(get_object_or_404(rows, pk=pk)).data)

    def parameters(self) -> set[str]:
        """Every parameter that the list knows."""
        return {*self.spec.filters.base_filters, *FIGURE, ORDER, *pagination.PARAMETERS}

    def _refuse_unknown(self, params: Any) -> None:
        """A misspelt condition would silently select everything. Raises ValidationError naming it."""
        found: dict[str, Any] = {
            name[:100]: [ErrorDetail(_("There is no such parameter."), code="unknown")]
            for name in sorted(set(params) - self.parameters())
        }
        if ORDER in params and params[ORDER].removeprefix("-") not in self.spec.orders:
            found[ORDER] = [ErrorDetail(_("There is no such order."), code="invalid_choice")]
        if found:
            raise ValidationError(found)


def _problems(form: Any) -> dict[str, Any]:
    """Return the errors of a filter's form, by parameter."""
    return {
        name: [ErrorDetail(error.messages[0], code=error.code or "invalid") for error in errors]
        for name, errors in form.errors.as_data().items()
    }
