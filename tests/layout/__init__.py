"""Tests of the layout of institutions."""
