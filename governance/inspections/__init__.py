"""Double-random inspections."""
