"""Cooperation of institutions: agreements, projects, the party branch, alliances (政策文件 arts. 5, 6, 13, 21)."""
