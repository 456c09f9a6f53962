"""The models: relations lean downwards, every model says who sees it, every regulated table is guarded."""

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models

from foundation.audit.guard import guard_name, guarded_columns
from foundation.audit.regulated import Regulated

# The staircase from bottom to top; governance apps stand side by side.
STAIRS = (
    "audit", "law", "accounts", "clocks", "documents", "desk", "exchange", "kpi",
    "institutions", "equipment", "appraisers", "cases", "quality", "complaints", "governance", "portal",
)  # fmt: skip


def step(label: str) -> int:
    config = apps.get_app_config(label)
    return STAIRS.index("governance" if config.name.startswith("governance.") else label)


def own_models() -> list[type[models.Model]]:
    labels = {config.label for config in apps.get_app_configs() if config.name.split(".")[0] in settings_packages()}
    return [model for model in apps.get_models() if model._meta.app_label in labels]


def settings_packages() -> set[str]:
    return {
        "appraisal_portal",
        "appraisers",
        "cases",
        "complaints",
        "equipment",
        "foundation",
        "governance",
        "institutions",
        "quality",
    }


def regulated_models() -> list[type[Regulated]]:
    return [model for model in own_models() if issubclass(model, Regulated)]


def test_foreign_keys_only_point_down() -> None:
    upward = [
        f"{model._meta.label}.{field.name}"
        for model in own_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
        and field.related_model._meta.label != settings.AUTH_USER_MODEL
        and field.related_model in own_models()
        and step(field.related_model._meta.app_label) > step(model._meta.app_label)
    ]
    assert upward == []


# Tables without anything to see or to hide: the trail's own machinery, and law, which is public.
WITHOUT_SCOPE = {"audit", "law"}


def test_every_model_declares_who_sees_its_rows() -> None:
    silent = [
        model._meta.label
        for model in own_models()
        if model._meta.app_label not in WITHOUT_SCOPE and not hasattr(model, "scope")
    ]
    assert silent == []


@pytest.mark.parametrize("model", regulated_models(), ids=lambda model: model._meta.label)
def test_every_regulated_table_is_guarded_column_by_column(db: None, model: type[Regulated]) -> None:
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT a.attname FROM pg_trigger t"
            " JOIN pg_attribute a ON a.attrelid = t.tgrelid AND a.attnum = ANY (t.tgattr)"
            " WHERE t.tgname = %s",
            [f"{guard_name(table)}_update"],
        )
        watched = {name for (name,) in cursor.fetchall()}
        cursor.execute(
            "SELECT count(*) FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname LIKE 'guard%%'", [table]
        )
        triggers = cursor.fetchone()[0]
        cursor.execute("SELECT has_table_privilege(%s, %s, 'DELETE')", [settings.PORTAL_APP_ROLE, table])
        may_delete = cursor.fetchone()[0]
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = %s", [guard_name(table)])
        source = cursor.fetchone()[0]
    assert watched == set(guarded_columns(model, model.derived))
    assert triggers == 4
    assert not may_delete
    key = model._meta.get_field(model.trail_key.removesuffix("_id") if model.trail_key != "id" else "id").column
    assert f"'{model.trail_prefix}:' || NEW.{key}" in source


def test_regulated_rows_have_no_truncate_for_the_serving_role(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = 'public' AND c.relkind = 'r' AND has_table_privilege(%s, c.oid, 'TRUNCATE')",
            [settings.PORTAL_APP_ROLE],
        )
        assert cursor.fetchall() == []
