"""The custody of materials."""
