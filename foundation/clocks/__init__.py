"""Time: calendar editions, time limits and how they are reckoned."""
