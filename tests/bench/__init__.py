"""What a key costs, beside the least that Textual can do: ``python -m tests.bench``."""
