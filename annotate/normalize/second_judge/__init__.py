"""The second judge: a language model that looks only at the words the first judge is unsure of.

It never writes a word of its own: it says how much likelier each listed candidate is than the words found. A small
calibrated curve puts its opinion and that of the first judge together.
"""

from annotate.normalize.second_judge.doubt import Doubt, SecondJudge
from annotate.normalize.second_judge.opening import open_judge, second_opinion
from annotate.normalize.second_judge.opinion import SecondOpinion, Tally

__all__ = ["Doubt", "SecondJudge", "SecondOpinion", "Tally", "open_judge", "second_opinion"]
