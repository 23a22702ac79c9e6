"""Names for sets of Sejong tags, as Kiwi writes them."""

from typing import Final

COMMON_NOUN: Final = frozenset({"NNG"})
PROPER_NOUN: Final = frozenset({"NNP"})
NOUN: Final = frozenset({"NNG", "NNP", "NNB", "NR", "NP"})
NOMINAL: Final = frozenset({"NNG", "NNP", "XR", "SL", "SH", "SN", "XPN", "XSN"})
"""What a name can be made of."""

SUBJECT: Final = frozenset({"JKS"})
OBJECT: Final = frozenset({"JKO"})
POSSESSIVE: Final = frozenset({"JKG"})
CONJUNCTION: Final = frozenset({"JC"})
AUXILIARY: Final = frozenset({"JX"})
ADVERBIAL: Final = frozenset({"JKB"})
PARTICLE: Final = frozenset({"JKS", "JKC", "JKG", "JKO", "JKB", "JKV", "JKQ", "JX", "JC"})

PREDICATE: Final = frozenset(
    {"VV", "VV-I", "VV-R", "VA", "VA-I", "VA-R", "VX", "VX-I", "VX-R", "VCP", "VCN", "XSV", "XSA"}
    | {"XSA-I", "XSA-R", "XSV-I", "XSV-R"}
)
ENDING: Final = frozenset({"EP", "EF", "EC", "ETN", "ETM"})
OPENING: Final = frozenset({"SSO"})
CLOSING: Final = frozenset({"SSC"})
SPACE: Final = "_SP"
"""Tag of a whitespace token, as in spaCy's own pipelines."""
SYMBOL: Final = "SW"
