"""Readers of single cells: each turns a raw value into its meaning or a `Fault`; none of them raises."""
