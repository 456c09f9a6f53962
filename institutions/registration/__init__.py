"""The registration of an institution in time: acts by document, the day asked for, papers, programs."""
