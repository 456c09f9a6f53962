"""Serializers of the API: what they do not know, they refuse, so that nothing is taken in silence."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError


class StrictSerializer(serializers.Serializer[Any]):
    """Refuses unknown and read-only fields by name (trust AZ-06). Holds no rules: those are the verbs'."""

    def to_internal_value(self, data: Any) -> Any:
        """Return the fields, read. Raises ValidationError naming each field that does not exist."""
        if isinstance(data, Mapping):
            writable = {name for name, field in self.fields.items() if not field.read_only}
            unknown = sorted(str(name) for name in data if name not in writable)
            if unknown:
                raise ValidationError(
                    {name[:100]: [ErrorDetail(_("There is no such field."), code="unknown")] for name in unknown}
                )
        return super().to_internal_value(data)


class VersionSerializer(StrictSerializer):
    """An act on a record as it was read."""

    version = serializers.IntegerField(min_value=0, max_value=2**53)


class ReasonSerializer(VersionSerializer):
    """An act on a record: which version was seen, and why."""

    reason = serializers.CharField(max_length=2_000)


class IndexSerializer(serializers.Serializer[Any]):
    """The addresses about the API itself."""

    version = serializers.CharField(read_only=True)
    schema = serializers.URLField(read_only=True)
    documentation = serializers.URLField(read_only=True)
    token = serializers.URLField(read_only=True)
    me = serializers.URLField(read_only=True)


class OrganisationSerializer(serializers.Serializer[Any]):
    """A body in short."""

    id = serializers.UUIDField(read_only=True)
    name = serializers.CharField(read_only=True)


class MeSerializer(serializers.Serializer[Any]):
    """The posting that a token acts in."""

    role = serializers.CharField(source="posting.role", read_only=True)
    level = serializers.CharField(source="posting.organisation.level", read_only=True)
    organisation = OrganisationSerializer(source="posting.organisation", read_only=True)
    scopes = serializers.SerializerMethodField(help_text=gettext_lazy("What the token may be used for."))

    def get_scopes(self, credential: Any) -> list[str]:
        """The scopes in order."""
        return sorted(credential.scopes)


class TokenRequestSerializer(serializers.Serializer[Any]):
    """What a client sends to get a token; id and secret may also stand in the header (Basic)."""

    grant_type = serializers.ChoiceField(choices=["client_credentials"])
    client_id = serializers.CharField(required=False)
    client_secret = serializers.CharField(required=False, write_only=True)
    scope = serializers.CharField(
        required=False, help_text=gettext_lazy("Scopes with spaces between; all if left out.")
    )


class TokenSerializer(serializers.Serializer[Any]):
    """An access token."""

    access_token = serializers.CharField(read_only=True)
    token_type = serializers.CharField(read_only=True)
    expires_in = serializers.IntegerField(read_only=True, help_text=gettext_lazy("Seconds."))
    scope = serializers.CharField(read_only=True)


class InstitutionInShortSerializer(serializers.Serializer[Any]):
    """The institution of a record: id and name."""

    id = serializers.UUIDField(source="organisation_id", read_only=True)
    name = serializers.CharField(source="organisation.name", read_only=True)


class CategorySerializer(serializers.Serializer[Any]):
    """A practice category or one of its items, in the language of the request."""

    code = serializers.CharField(read_only=True)
    name = serializers.CharField(read_only=True)
