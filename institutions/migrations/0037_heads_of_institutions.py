"""That the head is a full-time appraiser is a condition too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("institutions", "0036_guard_of_accreditations_without_imports")]

    operations = [
        migrations.AlterField(
            model_name="lapse",
            name="condition",
            field=models.TextField(
                choices=[
                    ("third_appraiser", "Full-time appraisers of an item"),
                    ("accreditation", "Compulsory accreditation of an item"),
                    ("instruments", "Instruments of an item"),
                    ("quality_manager", "Quality manager of a practice category"),
                    ("head", "Head who is a full-time appraiser"),
                    ("activity", "Practice without a year's pause"),
                ]
            ),
        )
    ]
