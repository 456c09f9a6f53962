"""Files people upload and papers the portal prints: recognised by content, sealed at rest, handed out by scope."""
