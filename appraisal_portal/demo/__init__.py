"""The demo province: synthetic organisations, personas and ledgers."""
