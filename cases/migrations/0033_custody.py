"""Materials that institutions took in hand, and the entries of their chains of custody."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import foundation.accounts.sealed_field


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0032_days_of_parts_of_cities"),
        ("documents", "0002_guards"),
        ("institutions", "0044_premises_as_a_condition"),
    ]

    operations = [
        migrations.CreateModel(
            name="Material",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("city_code", models.CharField(max_length=6)),
                ("county_code", models.CharField(max_length=6)),
                ("number", models.PositiveIntegerField()),
                ("name", models.TextField()),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("biological", "Biological specimen"),
                            ("non_biological", "Non-biological specimen"),
                            ("reference", "Reference sample"),
                            ("other", "Other material"),
                        ]
                    ),
                ),
                ("quantity", models.TextField()),
                (
                    "whereabouts",
                    models.TextField(
                        choices=[
                            ("here", "Held by the institution"),
                            ("used_up", "Used up in the appraisal"),
                            ("returned", "Given back"),
                            ("destroyed", "Destroyed"),
                            ("struck", "Receipt recorded by mistake"),
                        ],
                        default="here",
                    ),
                ),
                ("condition", models.TextField()),
                ("seal", models.TextField(blank=True, default="")),
                ("place", models.TextField(blank=True, default="")),
                ("holder", models.TextField(blank=True, default="")),
                ("came_at", models.DateTimeField()),
                ("since", models.DateTimeField()),
                ("consented_on", models.DateField(null=True)),
                ("gaps", models.PositiveSmallIntegerField(default=0)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="materials",
                        to="cases.case",
                    ),
                ),
                (
                    "entrusted",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken",
                        to="cases.entrustedmaterial",
                    ),
                ),
                (
                    "entrustment",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.entrustment",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="CustodyEntry",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("received", "Received"),
                            ("moved", "Moved to another place"),
                            ("handed", "Handed to another person"),
                            ("opened", "Seal opened or changed"),
                            ("used", "A part used"),
                            ("used_up", "Used up"),
                            ("consented", "Client consented to damage or destruction"),
                            ("returned", "Given back"),
                            ("destroyed", "Destroyed"),
                            ("struck", "Entry struck out"),
                        ]
                    ),
                ),
                ("happened_at", models.DateTimeField()),
                (
                    "party",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("client", "The client or somebody sent by the client"),
                            ("courier", "Post or courier"),
                            ("other", "Somebody else, named by the client"),
                        ],
                        default="",
                    ),
                ),
                ("outsider", models.TextField(blank=True, default="")),
                ("outsider_sealed", foundation.accounts.sealed_field.SealedField(null=True)),
                ("giver", models.TextField(blank=True, default="")),
                ("holder", models.TextField(blank=True, default="")),
                ("place", models.TextField(blank=True, default="")),
                ("condition", models.TextField(blank=True, default="")),
                ("seal", models.TextField(blank=True, default="")),
                ("quantity", models.TextField(blank=True, default="")),
                ("damages", models.BooleanField(default=False)),
                ("ground", models.TextField(blank=True, default="")),
                ("document_number", models.TextField(blank=True, default="")),
                ("reason", models.TextField(blank=True, default="")),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "counters",
                    models.OneToOneField(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="countered_by",
                        to="cases.custodyentry",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
                (
                    "material",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="cases.material",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.AddIndex(
            model_name="material",
            index=models.Index(fields=["-came_at", "-id"], name="material_newest"),
        ),
        migrations.AddIndex(
            model_name="material",
            index=models.Index(fields=["city_code", "-came_at", "-id"], name="material_city_newest"),
        ),
        migrations.AddIndex(
            model_name="material",
            index=models.Index(fields=["county_code", "-came_at", "-id"], name="material_county_newest"),
        ),
        migrations.AddIndex(
            model_name="material",
            index=models.Index(fields=["institution", "-came_at", "-id"], name="material_inst_newest"),
        ),
        migrations.AddIndex(
            model_name="material",
            index=models.Index(
                condition=models.Q(("whereabouts", "here")), fields=["since", "id"], name="material_here"
            ),
        ),
        migrations.AddIndex(
            model_name="material",
            index=models.Index(
                condition=models.Q(("whereabouts", "here")),
                fields=["city_code", "since", "id"],
                name="material_city_here",
            ),
        ),
        migrations.AddIndex(
            model_name="material",
            index=models.Index(
                condition=models.Q(("whereabouts", "here")),
                fields=["county_code", "since", "id"],
                name="material_county_here",
            ),
        ),
        migrations.AddIndex(
            model_name="material",
            index=models.Index(
                condition=models.Q(("whereabouts", "here")),
                fields=["institution", "since", "id"],
                name="material_inst_here",
            ),
        ),
        migrations.AddConstraint(
            model_name="material",
            constraint=models.UniqueConstraint(fields=("case", "number"), name="one_material_a_number_in_a_case"),
        ),
        migrations.AddConstraint(
            model_name="material",
            constraint=models.UniqueConstraint(
                condition=models.Q(("whereabouts", "struck"), _negated=True),
                fields=("entrusted",),
                name="an_entrusted_material_is_received_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="material",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("case__isnull", False),
                    models.Q(("entrustment__isnull", True), ("entrustment", models.F("case")), _connector="OR"),
                ),
                name="a_material_has_one_key",
            ),
        ),
        migrations.AddConstraint(
            model_name="material",
            constraint=models.CheckConstraint(
                condition=models.Q(("entrusted__isnull", True), ("entrustment__isnull", False), _connector="OR"),
                name="what_was_entrusted_has_an_entrustment",
            ),
        ),
        migrations.AddConstraint(
            model_name="custodyentry",
            constraint=models.UniqueConstraint(
                fields=("material", "number"), name="one_custody_entry_a_number_in_a_chain"
            ),
        ),
        migrations.AddConstraint(
            model_name="custodyentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("case__isnull", False)), name="a_custody_entry_has_a_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="custodyentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("counters__isnull", True), ("reason", "")),
                    models.Q(("counters__isnull", False), models.Q(("reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="a_corrected_custody_entry_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="custodyentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "struck"), _negated=True), ("counters__isnull", False), _connector="OR"
                ),
                name="what_is_struck_out_is_named",
            ),
        ),
    ]
