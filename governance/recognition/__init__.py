"""Recognition: capability assessment, standardised and high-qualified institutions, leading experts (政策文件)."""
