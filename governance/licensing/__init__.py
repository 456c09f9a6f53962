"""Applications for licences and certificates, expert panels, the roster."""
