"""dkpro-cassis: a CAS loads, and its named entities cover our quotes."""

from __future__ import annotations

import cassis

from tests.consumers.exported import exported

place = exported("inception")
with (place / "TypeSystem.xml").open("rb") as file:
    types = cassis.load_typesystem(file)
texts = []
for path in sorted(place.glob("*.xmi")):
    with path.open("rb") as file:
        cas = cassis.load_cas_from_xmi(file, typesystem=types)
    kind = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
    texts += [one.get_covered_text() for one in cas.select(kind)]
assert "The mayor of Oslo"[4:] in " ".join(texts), texts
assert len(texts) >= 6, texts
