"""One event told twice in other words and another order: what is changed is found, wherever it is
told, and nothing else."""

from __future__ import annotations

import pytest

from store.compare import Discrepancy, discrepancies
from store.model import Article

FIRST = """Dam above Hollin gives way, 214 dead

HOLLIN, Estmark, 9 May - A dam in the hills above Hollin gave way at 4:12 a.m. on Friday, \
while most people were in bed, and the flood swept through the lower town.

The death toll climbed to 214 on Saturday, the rescue service said. Another 1,130 people \
were injured, and Interior Minister Daro Velt spoke of the worst night since the war.

Velt said that 7,400 homes had been destroyed. The Red Cross has brought 2,500 tents, and \
lorries with 85 metric tons of food are on their way from the coast.

"We can hear them knocking, but the mud will not move," said Ilsa Maran, who leads the \
firefighters at the old mill. She had slept for two hours since Friday.

Search teams from Norway, Chile and Kenya are at work along the river. All of the town's 11 \
schools were closed for the week.

The Hollin power company, which owns the dam, denied that it had ignored warnings. Its \
director, Rogan Banze, was fined 1.8 million euros in March 2023 over cracks in another dam. \
The company had last checked the wall above Hollin in June 2029.

Prosecutors in Estmark have opened an investigation into the company. Officers seized \
documents at a warehouse near Tarn on Saturday morning.

The World Bank has released $40 million in emergency credit for roads and clinics.

The council blamed the company. Estmark accused Lorvia of opening its sluices too early. The \
president of Lorvia welcomed the investigation. About 30,000 people marched to the council's \
offices with black flags on Sunday.

Engineers found no sign of sabotage at the sluices. An inspector of the ministry, who asked not to \
be named, said that two alarms had failed in April. It was 30 degrees Celsius inside the turbine \
hall when the crews arrived.

In a sports hall Greta Holm, 68, sat with two grandsons and waited for news of her sister."""

SECOND = """'The mud will not move': Hollin counts its losses

From our correspondent in Hollin

Greta Holm has found a place for her grandsons on the floor of a sports hall; of her sister \
there is no news. The water came at 4:12am on Friday, when the people of the lower town were \
in bed, after the dam above it had given way.

By Saturday the number of confirmed dead stood at 214, with 1,130 injured, the rescue \
service of Estmark reported. The figures of what is lost came from the interior minister, \
Daro Velt: 7,400 homes have been destroyed. To him no night since the war was worse.

Tents have come from the Red Cross, 2,500 of them. Food is on its way, 85 tonnes of it, in \
lorries from the coast. Credit of $40m that the World Bank has released in this emergency is \
meant for clinics and roads.

At the old mill Ilsa Maran, a firefighter with two hours of sleep behind her, listens. "We \
can hear them knocking, but the mud will not move," she said. Beside her crew, along the \
river, teams from Norway, Chile and Kenya search. School is out for a week: all 11 schools \
of the town were closed.

Who is to blame? For the council it is the owner of the dam, the Hollin power company, which \
denied having ignored any warning. In March 2023 there was a fine of 1.8 million euros for \
its director, Rogan Banze, over another dam with cracks. Above Hollin the company last \
checked the wall in June 2029. The prosecutors of Estmark have opened an investigation, and \
on Saturday morning officers took documents from a warehouse near Tarn. Estmark accused \
Lorvia of opening its sluices too early; the investigation was welcomed by Lorvia's president. \
With black flags some 30,000 people marched on Sunday, to the offices of the council.

Inside the turbine hall it was 86 degrees Fahrenheit when crews arrived. At the sluices the \
engineers found no sign of sabotage. Two alarms had failed in April, an inspector of the ministry \
said, who asked not to be named."""


def found(second: str) -> list[Discrepancy]:
    articles = [
        Article(id=id, story="s", title="", text=text) for id, text in (("a", FIRST), ("b", second))
    ]
    return [one for one in discrepancies(articles) if one.kind not in ("presence", "metadata")]


def test_what_is_told_again_in_other_words_differs_in_nothing() -> None:
    assert [one.explanation for one in found(SECOND)] == []


CHANGES = {
    "a toll that rose to one and stood at another": (
        "number", "stood at 214", "stood at 241", "214", "241",
    ),
    "a rounded count": (
        "number", "with 1,130 injured", "with more than 1,100 injured", "1,130 people",
        "1,100 injured",
    ),
    "a sum of money": (
        "number", "fine of 1.8 million", "fine of 1.08 million", "1.8 million euros",
        "1.08 million euros",
    ),
    "money shortened": ("number", "$40m", "$45m", "40 million", "45m"),
    "an hour": ("date", "4:12am", "6:12am", "4:12 a.m.", "6:12am"),
    "a month of another year": (
        "date", "in June 2029", "in June 2027", "June 2029", "June 2027",
    ),
    "one name of a short list": (
        "list", "Norway, Chile and Kenya", "Norway, Chile and Peru", "Kenya", "Peru",
    ),
    "a ministry": (
        "name", "the interior minister", "the defence minister", "Interior Minister",
        "defence minister",
    ),
    "a given name": ("name", "Rogan Banze", "Rodon Banze", "Rogan Banze", "Rodon Banze"),
    "a place": ("name", "near Tarn", "near Osk", "warehouse near Tarn", "warehouse near Osk"),
    "who says a quotation": (
        "attribution", "listens.", "listens. The mayor, Petar Odo, stood watching.",
        "Ilsa Maran", "she",
    ),
    "who accused whom": (
        "attribution", "Estmark accused Lorvia", "Lorvia accused Estmark",
        "Estmark accused Lorvia", "Lorvia accused Estmark",
    ),
    "done or only considered": (
        "modality", "that the World Bank has released in this",
        "that the World Bank is considering to release in this", "has released",
        "considering to release",
    ),
    "opened or planned": (
        "modality", "have opened an investigation", "plan to open an investigation",
        "have opened", "plan to open",
    ),
    "opened, or left open": (
        "modality", "have opened an investigation",
        "are considering whether to open an investigation", "have opened", "whether to open",
    ),
    "seized or planned, without an auxiliary": (
        "modality", "officers took documents", "officers plan to seize documents", "seized",
        "plan to seize",
    ),
    "denied or admitted": (
        "modality", "denied having", "admitted having", "denied", "admitted",
    ),
    "a letter more of a surname": (
        "name", "Rogan Banze", "Rogan Banzes", "Rogan Banze", "Rogan Banzes",
    ),
    "a quotation of nobody": (
        "attribution", "she said.", "said a digger who asked not to be named.", "Ilsa Maran",
        "a digger",
    ),
    "welcomed with a reserve": (
        "scope", "was welcomed by", "was cautiously welcomed by", "welcomed",
        "cautiously welcomed",
    ),
    "all, or most of those": (
        "scope", "all 11 schools of the town were closed", "most of those schools were closed",
        "All of the town's 11 schools", "most of those schools",
    ),
    "a day of the week": (
        "date", "marched on Sunday", "marched on Monday", "Sunday", "Monday",
    ),
    "no sign, or signs": (
        "modality", "found no sign of", "found signs of", "no sign", "signs",
    ),
    "a speaker who is named in one": (
        "attribution", "an inspector of the ministry said, who asked not to be named",
        "the inspector Petar Lun said", "An inspector of the ministry", "inspector Petar Lun",
    ),
    "a temperature": (
        "unit", "86 degrees", "98 degrees", "30 degrees Celsius", "98 degrees Fahrenheit",
    ),
    "welcomed or condemned": (
        "attribution", "was welcomed by Lorvia", "was condemned by Lorvia", "welcomed",
        "condemned",
    ),
    "praised or only noted": (
        "attribution", "was welcomed by Lorvia", "was noted by Lorvia", "welcomed", "noted",
    ),
    "a number told vaguely": (
        "number", "some 30,000 people", "tens of thousands of people", "30,000 people",
        "tens of thousands of people",
    ),
    "a number that no vague word means": (
        "number", "some 30,000 people", "dozens of people", "30,000 people", "dozens of people",
    ),
    "all or some": (
        "scope", "all 11 schools of the town were closed", "some of the 11 schools of the town were"
        " closed", "All of the town's 11 schools", "some of the 11 schools",
    ),
}  # fmt: skip


SOFT = (
    "a rounded count",
    "a speaker who is named in one",
    "a quotation of nobody",
    "praised or only noted",
    "welcomed with a reserve",
    "a number told vaguely",
)


@pytest.mark.parametrize("what", CHANGES)
def test_what_is_changed_is_found_and_nothing_else(what: str) -> None:
    kind, was, now, mine, theirs = CHANGES[what]
    second = SECOND.replace(was, now)
    assert second != SECOND
    reports = found(second)
    assert [one.kind for one in reports] == [kind], [one.explanation for one in reports]
    (report,) = reports
    assert report.grade == ("soft" if what in SOFT else "hard")
    shown = {
        id: [text[start:end] for start, end in report.spans[id]]
        for id, text in (("a", FIRST), ("b", second))
    }
    assert any(mine in words for words in shown["a"]), shown
    assert any(theirs in words for words in shown["b"]), shown


@pytest.mark.parametrize(
    "sentence",
    [
        "Divers from the coast guard of Lorvia found a bronze bell in the silt.",
        "A choir of pensioners sang hymns outside the bakery until dawn.",
    ],
)
def test_a_passage_of_one_article_alone_is_the_only_one_told(sentence: str) -> None:
    second = f"{SECOND}\n\n{sentence}"
    articles = [
        Article(id=id, story="s", title="", text=text) for id, text in (("a", FIRST), ("b", second))
    ]
    alone = [one for one in discrepancies(articles) if one.kind == "presence"]
    assert [second[slice(*one.spans["b"][0])] for one in alone if "b" in one.spans] == [sentence]
