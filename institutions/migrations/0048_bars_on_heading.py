"""A restriction keeps whom it bars from practising, or a person from heading an institution and applying to practise."""

from django.db import migrations, models

KINDS = [("practice", "Practice"), ("heading", "Heading an institution and applying to practise")]


class Migration(migrations.Migration):
    dependencies = [("institutions", "0047_no_other_status")]
    operations = [
        migrations.AddField("restriction", "kind", models.TextField(choices=KINDS, default="practice")),
        migrations.AddConstraint(
            "restriction",
            models.CheckConstraint(
                condition=models.Q(kind="practice")
                | models.Q(kind="heading", person__isnull=False, categories=[], valid_until__isnull=False),
                name="a_bar_on_heading_is_one_of_a_person_for_a_time",
            ),
        ),
    ]
