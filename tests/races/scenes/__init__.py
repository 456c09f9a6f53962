"""Every race, by verb."""

from typing import Final

from tests.races.kit import Scene
from tests.races.scenes import (
    administration,
    cases,
    complaints,
<<<<<<< HEAD
    exchange,
    quality,
    releases,
    reports,
=======
    equipment,
    exchange,
    quality,
    releases,
>>>>>>> main
    standing,
    warnings,
)

<<<<<<< HEAD
AREAS: Final = (cases, complaints, quality, standing, exchange, administration, releases, reports, warnings)
=======
AREAS: Final = (cases, complaints, quality, standing, equipment, exchange, administration, releases, warnings)
>>>>>>> main
SCENES: Final[tuple[Scene, ...]] = tuple(scene for area in AREAS for scene in area.SCENES)
