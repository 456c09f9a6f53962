"""Records about appraisers: training, assistants with their mentors, institutions they practised at."""
