"""What may be worth a label: proposed to the analyst, never counted as work."""

from store.suggest.assertions import attribution_at as attribution_at
from store.suggest.assertions import content_at as content_at
from store.suggest.assertions import suggest_assertions as suggest_assertions
from store.suggest.mentions import Suggestion as Suggestion
from store.suggest.mentions import suggest_mentions as suggest_mentions
