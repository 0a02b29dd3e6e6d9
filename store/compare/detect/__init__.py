"""The detectors: each a module with a pure function ``find`` from two articles to discrepancies."""
