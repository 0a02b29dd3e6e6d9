"""Datasets out and in: one module a format, and a report of what could not be carried.

``exchange`` is the way in for a program: ``export_desk`` and ``import_file``. ``seam`` is what a
format is; one that someone else writes joins by the entry point ``variorum.formats``.
"""
