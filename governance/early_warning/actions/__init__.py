"""What happens to warnings: looked for every night, acknowledged by officers, told once a day."""
