"""Home, "my work", inbox, health and errors: pages that belong to no single app."""
