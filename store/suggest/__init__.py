"""What may be worth a label: proposed to the analyst, never counted as work."""

from store.suggest.mentions import Suggestion as Suggestion
from store.suggest.mentions import suggest_mentions as suggest_mentions
