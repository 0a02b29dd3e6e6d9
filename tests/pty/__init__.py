"""A real terminal for tests and measurements: a pty, an xterm's answers, a screen to read."""
