"""What is suggested, and where."""
