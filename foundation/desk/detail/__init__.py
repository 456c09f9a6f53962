"""The page of one thing: header, clock, acts with reasons, tabs, trail, related lists, who looked."""
