"""Files that other programs wrote, read, written and read again."""
