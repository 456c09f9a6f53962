"""The addresses of the API, version 1."""

from django.urls import path

from foundation.exchange.api.views import Index, Me, Schema, Token

urlpatterns = [
    path("", Index.as_view({"get": "list"}), name="api_index"),
    path("schema/", Schema.as_view({"get": "list"}), name="api_schema"),
    path("token/", Token.as_view({"post": "create"}), name="api_token"),
    path("me/", Me.as_view({"get": "list"}), name="api_me"),
]
