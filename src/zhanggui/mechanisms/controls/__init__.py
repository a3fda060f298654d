"""Controls (合规控制): nothing is claimed without evidence.

Each clause of the register is judged by controls. A control is a function over live records that returns
its evidence: a status, figures, the threshold it is held to, and where the rows behind it can be seen.
"""

from zhanggui.mechanisms.controls.evidence import Evidence, Records, Status, share_kept
from zhanggui.mechanisms.controls.judging import Standing, Verdict, as_document, judge, standings
from zhanggui.mechanisms.controls.register import Clause, Control, all_controls, clauses, control, duty

__all__ = [
    "Clause",
    "Control",
    "Evidence",
    "Records",
    "Standing",
    "Status",
    "Verdict",
    "all_controls",
    "as_document",
    "clauses",
    "control",
    "duty",
    "judge",
    "share_kept",
    "standings",
]
