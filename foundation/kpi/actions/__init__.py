"""What people do with figures."""
