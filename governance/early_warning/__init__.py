"""Early warning: dated rules as data, what they see, who deals with it (政策文件第（二十二）条)."""
