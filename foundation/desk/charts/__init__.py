"""Rulers, bars, day rulers and the city map: plain data in, numbers for SVG attributes out. No database, no script."""
