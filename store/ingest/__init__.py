"""Files of any kind to articles: bytes, canonical text, and what the page says of itself."""

from store.ingest.decoding import Unreadable
from store.ingest.laying import read_article
from store.ingest.originals import keep_originals, original_path
from store.ingest.reading import LARGEST, READERS, Incoming, read_file

__all__ = [
    "LARGEST",
    "READERS",
    "Incoming",
    "Unreadable",
    "keep_originals",
    "original_path",
    "read_article",
    "read_file",
]
