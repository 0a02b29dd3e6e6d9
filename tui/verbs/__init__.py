"""What each command does, one a module: ``define`` its arguments, ``run`` it.

``run`` gives the exit code: 0 done, 3 found. What is refused or fails is a VariorumError, which
``tui.cli`` turns into one line and exit code 1.
"""
