import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("audit", "0001_trail"),
    ]

    operations = [
        migrations.CreateModel(
            name="Article",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("name_zh", models.TextField()),
                ("name_en", models.TextField(blank=True)),
                ("source_code", models.TextField(blank=True)),
                ("source_text", models.TextField(blank=True)),
                ("evidence", models.TextField(blank=True)),
                (
                    "confidence",
                    models.TextField(
                        choices=[("verified", "Seen in the source"), ("recalled", "To be confirmed")],
                        default="verified",
                    ),
                ),
                ("effective_from", models.DateField()),
                ("effective_to", models.DateField(blank=True, null=True)),
                ("file_hash", models.TextField(blank=True, editable=False)),
                ("code", models.TextField()),
                ("number", models.TextField()),
                ("text_zh", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["source_code", "code"],
                "constraints": [
                    models.UniqueConstraint(fields=("code", "effective_from"), name="one_article_a_code_and_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="Category",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("name_zh", models.TextField()),
                ("name_en", models.TextField(blank=True)),
                ("source_code", models.TextField(blank=True)),
                ("source_text", models.TextField(blank=True)),
                ("evidence", models.TextField(blank=True)),
                (
                    "confidence",
                    models.TextField(
                        choices=[("verified", "Seen in the source"), ("recalled", "To be confirmed")],
                        default="verified",
                    ),
                ),
                ("effective_from", models.DateField()),
                ("effective_to", models.DateField(blank=True, null=True)),
                ("file_hash", models.TextField(blank=True, editable=False)),
                ("code", models.CharField(max_length=16, primary_key=True, serialize=False)),
                ("level", models.PositiveSmallIntegerField()),
                ("practice_code", models.CharField(blank=True, max_length=16)),
                ("official_code", models.TextField(blank=True)),
                ("abbreviation", models.TextField(blank=True)),
                ("position", models.PositiveIntegerField(default=0)),
                ("accreditation_compulsory", models.BooleanField(default=False)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="law.category",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "code"],
            },
        ),
        migrations.CreateModel(
            name="DeadlineRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("name_zh", models.TextField()),
                ("name_en", models.TextField(blank=True)),
                ("source_code", models.TextField(blank=True)),
                ("source_text", models.TextField(blank=True)),
                ("evidence", models.TextField(blank=True)),
                (
                    "confidence",
                    models.TextField(
                        choices=[("verified", "Seen in the source"), ("recalled", "To be confirmed")],
                        default="verified",
                    ),
                ),
                ("effective_from", models.DateField()),
                ("effective_to", models.DateField(blank=True, null=True)),
                ("file_hash", models.TextField(blank=True, editable=False)),
                ("code", models.TextField()),
                ("value", models.TextField()),
                ("amount", models.PositiveIntegerField(blank=True, null=True)),
                ("unit", models.TextField()),
                ("start_event", models.TextField(blank=True)),
                ("pause_codes", models.TextField(blank=True)),
                ("extension", models.TextField(blank=True)),
                ("actor", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["code", "effective_from"],
                "constraints": [
                    models.UniqueConstraint(fields=("code", "effective_from"), name="one_deadline_a_code_and_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="Division",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("name_zh", models.TextField()),
                ("name_en", models.TextField(blank=True)),
                ("source_code", models.TextField(blank=True)),
                ("source_text", models.TextField(blank=True)),
                ("evidence", models.TextField(blank=True)),
                (
                    "confidence",
                    models.TextField(
                        choices=[("verified", "Seen in the source"), ("recalled", "To be confirmed")],
                        default="verified",
                    ),
                ),
                ("effective_from", models.DateField()),
                ("effective_to", models.DateField(blank=True, null=True)),
                ("file_hash", models.TextField(blank=True, editable=False)),
                ("code", models.CharField(max_length=6, primary_key=True, serialize=False)),
                ("level", models.TextField(choices=[("province", "Province"), ("city", "City"), ("county", "County")])),
                ("circle", models.TextField(blank=True)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="law.division",
                    ),
                ),
            ],
            options={
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Ground",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("name_zh", models.TextField()),
                ("name_en", models.TextField(blank=True)),
                ("source_code", models.TextField(blank=True)),
                ("source_text", models.TextField(blank=True)),
                ("evidence", models.TextField(blank=True)),
                (
                    "confidence",
                    models.TextField(
                        choices=[("verified", "Seen in the source"), ("recalled", "To be confirmed")],
                        default="verified",
                    ),
                ),
                ("effective_from", models.DateField()),
                ("effective_to", models.DateField(blank=True, null=True)),
                ("file_hash", models.TextField(blank=True, editable=False)),
                ("list_code", models.TextField()),
                ("code", models.TextField()),
                ("position", models.PositiveIntegerField(default=0)),
                ("details", models.JSONField(blank=True, default=dict)),
                ("same_as", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["list_code", "position", "code"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("list_code", "code", "effective_from"), name="one_ground_a_list_code_and_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("name_zh", models.TextField()),
                ("name_en", models.TextField(blank=True)),
                ("source_code", models.TextField(blank=True)),
                ("source_text", models.TextField(blank=True)),
                ("evidence", models.TextField(blank=True)),
                (
                    "confidence",
                    models.TextField(
                        choices=[("verified", "Seen in the source"), ("recalled", "To be confirmed")],
                        default="verified",
                    ),
                ),
                ("effective_from", models.DateField()),
                ("effective_to", models.DateField(blank=True, null=True)),
                ("file_hash", models.TextField(blank=True, editable=False)),
                ("code", models.TextField()),
                ("number", models.TextField(blank=True)),
                ("short_zh", models.TextField(blank=True)),
                ("rank", models.PositiveSmallIntegerField(default=9)),
                ("issued_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["rank", "code", "effective_from"],
                "constraints": [
                    models.UniqueConstraint(fields=("code", "effective_from"), name="one_source_a_code_and_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="FormerCategory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("name_zh", models.TextField()),
                ("name_en", models.TextField(blank=True)),
                ("source_code", models.TextField(blank=True)),
                ("source_text", models.TextField(blank=True)),
                ("evidence", models.TextField(blank=True)),
                (
                    "confidence",
                    models.TextField(
                        choices=[("verified", "Seen in the source"), ("recalled", "To be confirmed")],
                        default="verified",
                    ),
                ),
                ("effective_from", models.DateField()),
                ("effective_to", models.DateField(blank=True, null=True)),
                ("file_hash", models.TextField(blank=True, editable=False)),
                ("code", models.TextField()),
                ("details", models.JSONField(blank=True, default=dict)),
            ],
            options={
                "ordering": ["code", "effective_from"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "effective_from"), name="one_former_category_a_code_and_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FormerDivision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("name_zh", models.TextField()),
                ("name_en", models.TextField(blank=True)),
                ("source_code", models.TextField(blank=True)),
                ("source_text", models.TextField(blank=True)),
                ("evidence", models.TextField(blank=True)),
                (
                    "confidence",
                    models.TextField(
                        choices=[("verified", "Seen in the source"), ("recalled", "To be confirmed")],
                        default="verified",
                    ),
                ),
                ("effective_from", models.DateField()),
                ("effective_to", models.DateField(blank=True, null=True)),
                ("file_hash", models.TextField(blank=True, editable=False)),
                ("code", models.TextField()),
                ("details", models.JSONField(blank=True, default=dict)),
            ],
            options={
                "ordering": ["code", "effective_from"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "effective_from"), name="one_former_division_a_code_and_day"
                    )
                ],
            },
        ),
    ]
