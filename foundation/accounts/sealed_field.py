"""A model field whose column holds sealed bytes and whose value opens only on request."""

from typing import Any

from django.db import models

from foundation.accounts.sealing import row_aad, seal, unseal


class SealedText:
    """A sealed value as a row carries it: prints as dots, opens with `reveal()`.

    Opening does not log by itself; verbs that reveal to a person write their event first
    (architecture, decision 5).
    """

    __slots__ = ("_aad", "_blob")

    def __init__(self, blob: bytes, aad: bytes) -> None:
        self._blob, self._aad = blob, aad

    def __str__(self) -> str:
        return "••••"

    __repr__ = __str__

    @property
    def blob(self) -> bytes:
        """The sealed bytes."""
        return self._blob

    def reveal(self) -> str:
        """Return the plain text. Raises SealBroken."""
        return unseal(self._blob, aad=self._aad).decode()


def seal_value(table: str, column: str, row: object, plain: str) -> bytes:
    """Seal a text for a loader that writes rows without the ORM."""
    return seal(plain.encode(), aad=row_aad(table, column, row))


class _Descriptor:
    """Assigning text seals it at once; reading gives SealedText or None. The row needs its key first."""

    def __init__(self, field: "SealedField") -> None:
        self.field = field

    def __get__(self, instance: models.Model | None, owner: type) -> Any:
        if instance is None:
            return self
        if self.field.attname not in instance.__dict__:  # a list left it out, as lists do
            instance.refresh_from_db(fields=[self.field.attname])
        return instance.__dict__[self.field.attname]

    def __set__(self, instance: models.Model, value: Any) -> None:
        aad = row_aad(self.field.model._meta.db_table, self.field.column or self.field.attname, instance.pk)
        if isinstance(value, str):
            value = SealedText(seal(value.encode(), aad=aad), aad) if value else None
        elif isinstance(value, bytes | memoryview):
            value = SealedText(bytes(value), aad)
        instance.__dict__[self.field.attname] = value


class SealedField(models.BinaryField):
    """Sealed text, nullable: an absent value is NULL. Key columns must come before it in the class."""

    # What the type checker shall know: text goes in, SealedText comes out.
    _pyi_private_set_type: str | bytes | SealedText | None
    _pyi_private_get_type: SealedText | None  # type: ignore[assignment]  # bytes for its base, sealed here

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["null"] = True
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        """Install the descriptor."""
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _Descriptor(self))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """Give the sealed bytes to the database."""
        blob = value.blob if isinstance(value, SealedText) else value
        return super().get_db_prep_value(blob, connection, prepared)
