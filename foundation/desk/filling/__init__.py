"""Forms in which nothing typed is lost: see docs/how_to_add_a_form.md."""
