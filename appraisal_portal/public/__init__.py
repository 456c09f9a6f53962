"""Public pages that belong to no single app: first page, statistics, guidance, contacts, statements."""
