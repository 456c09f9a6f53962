"""That there are premises is a condition too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("institutions", "0043_guard_of_premises")]

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
                    ("premises", "Premises in use"),
                    ("activity", "Practice without a year's pause"),
                ]
            ),
        ),
    ]
