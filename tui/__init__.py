"""Everything of Variorum that a terminal shows: the command line, the screens, the panes."""
