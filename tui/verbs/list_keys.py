"""``variorum keys``: every key of the screen."""

from __future__ import annotations

import argparse
from pathlib import Path

from tui.actions import shown_key
from tui.config import config_files, read_config
from tui.verbs.opening import json_option
from tui.verbs.printing import Column, print_json, print_table


def define(parser: argparse.ArgumentParser) -> None:
    """Nothing but how to print it."""
    json_option(parser)


def run(asked: argparse.Namespace) -> int:
    """Print them by group, as they are set for a desk in this folder."""
    actions = read_config(config_files(Path("desk.json"))).actions
    if asked.json:
        print_json(
            [
                {
                    "id": action.id,
                    "keys": list(action.keys),
                    "group": action.group,
                    "scope": action.scope,
                    "description": action.description,
                }
                for action in actions
            ]
        )
        return 0
    print_table(
        [Column("GROUP"), Column("KEYS"), Column("WHAT IT DOES", gives=True)],
        [
            [action.group, "  ".join(map(shown_key, action.keys)), action.description]
            for action in actions
            if action.keys
        ],
    )
    return 0
