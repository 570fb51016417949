"""English nouns that leave open who or what is counted: beside any of them a figure counts all that its question asks for."""

from __future__ import annotations

GENERAL_NOUNS = frozenset(
    """person persons people personnel individual individuals other others member members life lives soul souls
    troop troops soldier soldiers serviceman servicemen servicemember servicemembers service force forces combatant combatants
    fighter fighters victim victims case cases number total toll body bodies corpse corpses remains casualty casualties
    fatality fatalities death deaths injury injuries loss losses dead killed wounded injured""".split()
)
