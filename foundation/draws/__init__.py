"""Draws that anybody can repeat: commit to a frozen list, take a seed from outside, rank by HMAC (decisions 36–40).

Pure functions over plain values. `python -m foundation.draws bundle.json` repeats a draw from its proof bundle,
without a database and without the portal.
"""
