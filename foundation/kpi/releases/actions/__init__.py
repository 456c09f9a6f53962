"""What is done with releases: preparing, publishing, discarding, restating."""
