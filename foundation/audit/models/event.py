"""The trail as rows. Nothing in Python writes here: the functions of the database do."""

import json
from typing import Any, ClassVar

from django.db import models


class Event(models.Model):
    """One event: exact canonical bytes, their hash, the hash of the chain, and the database's time.

    `kind` and `actor` repeat the body for look-ups; verification compares them with it. `body` may
    become empty by a lawful erasure; the chain covers `body_hash` and stays whole.
    """

    pk = models.CompositePrimaryKey("stream", "seq")
    id = models.BigIntegerField(editable=False)
    stream = models.TextField()
    seq = models.BigIntegerField()
    kind = models.TextField()
    actor = models.TextField()
    body = models.BinaryField(null=True)
    body_hash = models.BinaryField()
    prev = models.BinaryField()
    hash = models.BinaryField()
    alg = models.TextField(default="sha256")
    recorded_at = models.DateTimeField()

    objects: ClassVar[models.Manager["Event"]] = models.Manager()

    class Meta:
        managed = False
        db_table = "audit_event"
        ordering: ClassVar = ["stream", "seq"]

    def __str__(self) -> str:
        return f"{self.stream} {self.seq} {self.kind}"

    @property
    def content(self) -> dict[str, Any]:
        """The body as a dictionary; empty after a lawful erasure."""
        return json.loads(bytes(self.body)) if self.body is not None else {}


class Head(models.Model):
    """The last number and hash of a stream."""

    stream = models.TextField(primary_key=True)
    seq = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        managed = False
        db_table = "audit_head"

    def __str__(self) -> str:
        return f"{self.stream} {self.seq}"
