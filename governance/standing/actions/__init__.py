"""What happens by itself: lapses opened and closed every night."""
