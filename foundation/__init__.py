"""What every app stands on: one small app each, leaning downwards only (docs/architecture.md)."""
