"""Proving figures while the portal runs: nightly samples, weekly full checks, and what follows a drift."""
