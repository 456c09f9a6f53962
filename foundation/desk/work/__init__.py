"""What waits for a posting: heaps that apps declare, counted in one question and shown as lists."""
