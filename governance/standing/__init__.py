"""Standing conditions of institutions: gathered from the apps below, judged, foreseen, looked at every night."""
