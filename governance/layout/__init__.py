"""Where institutions are and where they are missing, which are small, and what cities plan (政策文件 art. 3)."""
