"""The widgets: panes, rows and panels, and the pure arithmetic beneath them."""
