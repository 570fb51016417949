"""English words of certainty, status and negation."""

from __future__ import annotations

from reportedly.model.certainty import Confidence, Evidential, Modality
from reportedly.model.claim import Status

# Terms of likelihood, longest first; the yardsticks give them bands where the speaker is known to use one.
LIKELIHOOD_TERMS = (
    "almost no chance", "roughly even chance", "realistic possibility", "remote chance", "remote possibility", "highly unlikely",
    "very unlikely", "highly improbable", "highly probable", "highly likely", "very likely", "most likely", "more than likely",
    "almost certainly", "almost certain", "nearly certain", "near certain", "unlikely", "likely", "probable", "probably",
    "improbable", "very probably",
)  # fmt: skip

# Words by which a statement is called an estimate, a belief or an appearance rather than a fact.
ESTIMATE_PHRASES = (
    "an estimated", "estimated", "estimate is", "estimates are", "estimates of", "by various estimates", "we assess", "now assess",
    "is assessed", "are assessed", "assessed that", "believed to", "is believed", "are believed", "was believed", "were believed",
    "it is believed", "thought to", "is thought", "are thought", "were thought", "was thought", "appears to", "appear to",
    "appeared to", "seems to", "seem to", "seemed to", "presumably", "presumed", "is suspected", "are suspected", "is expected", "are expected",
    "was expected", "were expected", "expected to", "signs that", "signs of", "indications that", "preliminary", "provisional", "projected to",
    "on track to", "apparently", "i think", "we think", "we believe", "i believe", "in all probability", "possibly as", "perhaps",
)  # fmt: skip

EVIDENTIAL_PHRASES: dict[str, Evidential] = {
    "reportedly": Evidential.REPORTEDLY, "is reported to": Evidential.REPORTEDLY, "are reported to": Evidential.REPORTEDLY,
    "also reported to": Evidential.REPORTEDLY, "was reported to": Evidential.REPORTEDLY, "were reported to": Evidential.REPORTEDLY,
    "were reported killed": Evidential.REPORTEDLY, "were reported dead": Evidential.REPORTEDLY,
    "reported killed": Evidential.REPORTEDLY, "reported dead": Evidential.REPORTEDLY, "reported wounded": Evidential.REPORTEDLY,
    "reported missing": Evidential.REPORTEDLY, "reported injured": Evidential.REPORTEDLY,
    "it is reported": Evidential.REPORTEDLY, "said to have": Evidential.REPORTEDLY, "said to be": Evidential.REPORTEDLY,
    "is said to": Evidential.REPORTEDLY, "are said to": Evidential.REPORTEDLY, "rumoured": Evidential.UNVERIFIED,
    "rumored": Evidential.UNVERIFIED, "allegedly": Evidential.ALLEGEDLY, "alleged to": Evidential.ALLEGEDLY,
    "purportedly": Evidential.ALLEGEDLY, "supposedly": Evidential.ALLEGEDLY, "was accused of": Evidential.ALLEGEDLY,
    "were accused of": Evidential.ALLEGEDLY, "is accused of": Evidential.ALLEGEDLY, "are accused of": Evidential.ALLEGEDLY,
    "been accused of": Evidential.ALLEGEDLY, "stands accused of": Evidential.ALLEGEDLY, "alleged": Evidential.ALLEGEDLY,
    "feared dead": Evidential.UNVERIFIED, "feared killed": Evidential.UNVERIFIED, "feared to": Evidential.UNVERIFIED,
    "are feared": Evidential.UNVERIFIED, "were feared": Evidential.UNVERIFIED, "is feared": Evidential.UNVERIFIED,
    "was feared": Evidential.UNVERIFIED, "it is feared": Evidential.UNVERIFIED,
    "unverified": Evidential.UNVERIFIED, "unconfirmed": Evidential.UNVERIFIED, "not been independently verified": Evidential.UNVERIFIED,
    "could not be independently verified": Evidential.UNVERIFIED, "could not be verified": Evidential.UNVERIFIED,
    "could not independently verify": Evidential.UNVERIFIED, "received reports of": Evidential.UNVERIFIED,
    "received reports that": Evidential.UNVERIFIED, "receiving reports of": Evidential.UNVERIFIED, "reports of": Evidential.UNVERIFIED,
    "there are reports": Evidential.UNVERIFIED, "there were reports": Evidential.UNVERIFIED,
}  # fmt: skip

MODALS: dict[str, Modality] = {
    "may": Modality.MAY,
    "might": Modality.MIGHT,
    "could": Modality.COULD,
    "can": Modality.COULD,
}
POSSIBLE_PHRASES = ("possibly", "it is possible", "potentially", "as possible", "a possibility", "there is a risk")

FUTURE_WORDS = frozenset(("will", "'ll", "shall"))
STATUS_PHRASES: dict[str, Status] = {
    "considering": Status.CONSIDERED, "has considered": Status.CONSIDERED, "have considered": Status.CONSIDERED,
    "had considered": Status.CONSIDERED, "is weighing": Status.CONSIDERED, "was weighing": Status.CONSIDERED, "mulling": Status.CONSIDERED,
    "plans to": Status.PLANNED, "plans a": Status.PLANNED, "plans for": Status.PLANNED, "being readied": Status.PLANNED, "being prepared": Status.PLANNED,
    "is preparing": Status.PLANNED, "are preparing": Status.PLANNED, "to be preparing": Status.PLANNED, "plan to": Status.PLANNED, "planned to": Status.PLANNED, "planning to": Status.PLANNED,
    "is planning": Status.PLANNED, "are planning": Status.PLANNED, "prepares to": Status.PLANNED, "preparing to": Status.PLANNED, "preparing for": Status.PLANNED,
    "prepared to": Status.PLANNED, "intends to": Status.PLANNED, "intend to": Status.PLANNED, "decided to": Status.PLANNED,
    "agreed to": Status.PLANNED, "pledged to": Status.PLANNED, "promised to": Status.PLANNED, "vowed to": Status.PLANNED,
    "going to": Status.PLANNED, "set to": Status.PLANNED, "due to be": Status.PLANNED, "about to": Status.PLANNED,
    "scheduled to": Status.PLANNED, "ready to send": Status.PLANNED, "is to": Status.PLANNED, "are to": Status.PLANNED,
    "were to be": Status.PLANNED, "wants to": Status.PLANNED, "aims to": Status.PLANNED, "has announced plans": Status.ANNOUNCED,
    "was ordered to": Status.ORDERED, "were ordered to": Status.ORDERED, "ordered to": Status.ORDERED, "ordered the": Status.ORDERED,
    "urged to evacuate": Status.ORDERED, "is under way": Status.UNDER_WAY, "are under way": Status.UNDER_WAY,
    "is underway": Status.UNDER_WAY, "in progress": Status.UNDER_WAY,
}  # fmt: skip

CONFIDENCE_PHRASES: dict[str, Confidence] = {
    "high confidence": Confidence.HIGH, "moderate confidence": Confidence.MODERATE, "medium confidence": Confidence.MODERATE,
    "low confidence": Confidence.LOW,
}  # fmt: skip

# "could not be independently verified": a later sentence that takes back what stands before it, where it points there.
UNVERIFIED_SENTENCE = (
    r"(?:could|can|cannot|can't|couldn't|has|have|had|was|were|is|did|unable|impossible|not possible)\b[^.;]{0,40}?"
    r"\b(?:verif(?:y|ied)|confirm(?:ed)?|corroborated?)\b"
)
POINTERS = r"\b(?:this|these|those|that|it|neither|either|(?:his|her|its|their) (?:figure|figures|count|counts|claim|claims|toll|tolls|account|report|numbers)|the (?:claim|claims|figure|figures|number|numbers|toll|tolls|report|reports|account|accounts|information|allegation|allegations|statement|details|casualty figures|death toll))\b"
