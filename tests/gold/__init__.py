"""Gold: what a careful reader finds in the articles, written down before any program looked."""
