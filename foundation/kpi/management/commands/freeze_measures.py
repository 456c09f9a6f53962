"""Write the migration text that installs the measures of an app as they are declared today."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from foundation.kpi.compiling import Frozen, freeze
from foundation.kpi.measures import by_model


class Command(BaseCommand):
    """Print `InstallMeasures(...)` for every measured model of an app, to paste into its next migration."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the label of the app."""
        parser.add_argument("app")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile and print."""
        for model, measures in by_model():
            if model._meta.app_label != options["app"]:
                continue
            self.stdout.write(f'        InstallMeasures(\n            "{model._meta.model_name}",\n            (')
            for measure in measures:
                self.stdout.write(_written(freeze(measure)))
            self.stdout.write("            ),\n        ),")


def _written(frozen: Frozen) -> str:
    values = "".join(f"                    {name}={value!r},\n" for name, value in vars(frozen).items())
    return f"                Frozen(\n{values}                ),"
