"""The tests, from pure functions to a real terminal."""
