"""Reports of figures: what a regulator lays before the leader of an area each month and year, as PDF and XLSX."""
