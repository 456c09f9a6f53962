"""What happens to a case between acceptance and opinion: its people, its process, its pauses and extensions."""
