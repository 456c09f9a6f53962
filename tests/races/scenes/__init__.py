"""Every race, by verb."""

from typing import Final

from tests.races.kit import Scene
from tests.races.scenes import administration, cases, complaints, equipment, exchange, quality, releases, standing

AREAS: Final = (cases, complaints, quality, standing, equipment, exchange, administration, releases)
SCENES: Final[tuple[Scene, ...]] = tuple(scene for area in AREAS for scene in area.SCENES)
