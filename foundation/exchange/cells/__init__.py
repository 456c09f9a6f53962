"""Normalisers of single cells: each takes a raw cell value and returns its meaning or a `Fault`; none of them raises."""
