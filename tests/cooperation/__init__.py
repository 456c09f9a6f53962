"""Tests of cooperation: agreements, projects, party branches, alliances."""
