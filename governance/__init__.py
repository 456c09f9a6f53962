"""The regulator's own work, one small app each; they do not import one another."""
