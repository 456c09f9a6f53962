"""What becomes of an opinion after its issue: corrections that leave it as it is."""
