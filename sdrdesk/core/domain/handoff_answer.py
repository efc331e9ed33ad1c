"""What an account executive answers to a handoff, and which answer may follow which (seed W16, rule R24)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from sdrdesk.core.domain.money import Money, parse_money
from sdrdesk.core.domain.words import ANSWERS
from sdrdesk.core.errors import ValidationError

RETURN_REASONS = ("not_decider", "no_budget", "no_need", "timing", "not_customer", "no_show", "duplicate", "other")
LOSS_REASONS = ("price", "competitor", "no_decision", "timing", "no_fit", "other")
CLOSING = frozenset({"returned", "won", "lost"})
NEEDS_REASON = frozenset({"returned", "lost"})

LIVE, TAKEN_BACK, WAITING = 0, 1, 2
"""What ``handoff_answer.replaced`` says: it holds; a later, other answer took its place; it contradicts and waits for the user."""

LONGEST_REASON = 2000

_FOLLOWS = {"sent": frozenset(ANSWERS), "accepted": frozenset({"won", "lost"})}
_WORDS = {
    "accepted": "accepted accept accepts yes ok taken sql 接受 已接受 接收 已接收 同意",
    "returned": "returned return returning rejected reject declined decline refused back 退回 已退回 退还 拒绝",
    "won": "won win closed-won closedwon signed 赢单 赢 成交 已成交 签约 已签约 赢得",
    "lost": "lost lose loss closed-lost closedlost 丢单 输单 丢 失单 未成交 流失",
}
_ANSWER = {word: answer for answer, words in _WORDS.items() for word in words.split()}
_LINE = re.compile(
    r"(?P<word>[a-z]+|[\u4e00-\u9fff]{2,3}?)[\s.!。！]*(?:(?P<mark>[:：,，;；\-–—]|because\b|因为|\s)\s*(?P<rest>\S.*)|[:：,，;；]?)",
    re.IGNORECASE,
)
_STRICT = frozenset(("accepted", "accept", "returned", "return", "won", "lost", "接受", "已接受", "退回", "已退回", "赢单", "丢单", "输单"))
"""What counts at the head of an email: "yes" and "back" begin too many other sentences."""

_RETURNED = (
    ("no_show", r"no.?show|did ?n.?t (?:show|turn up|appear|join|attend)|never (?:showed|joined|appeared)|stood .{0,6}up|爽约|没(?:有)?(?:来|出现|出席|参加)|未(?:出席|到场|参会)|放鸽子"),
    ("duplicate", r"duplicat|already (?:have|own|work|talk|in (?:touch|contact)|a (?:customer|deal|lead))|existing (?:customer|deal|account|opportunity)|重复|已有(?:客户|商机|单)|已在跟"),
    ("not_decider", r"decider|decision.?maker|(?:does|do|did|can)(?:n.?t| not) (?:decide|sign)|no (?:authority|power|say)|not the (?:right|one|buyer)|wrong (?:person|contact)|who signs|signs? (?:above|for)"
        "|不是(?:决策|拍板|负责)|无(?:权|决策)|没(?:有)?(?:决策|拍板|权)|决策(?:人|者)|拍板|找错人"),
    ("no_budget", r"budget|no (?:money|funds|funding)|can(?:no|.?)t (?:afford|pay)|预算|没(?:有)?钱|资金"),
    ("timing", r"timing|too early|not (?:now|yet|ready)|next (?:year|quarter|half)|later|postpone|delay|on hold|q[1-4]\b|时机|太早|以后再|明年|下(?:个)?季度|推迟|暂缓|延后"),
    ("not_customer", r"not (?:our|a) (?:customer|fit|market|segment|target)|n.?t (?:a )?fit|too (?:small|big|large)|wrong (?:industry|segment|market|region)|out of (?:scope|territory)|\bicp\b|student"
        "|不是(?:我们的)?(?:目标)?客户|不符合|太小|太大|不匹配|行业不"),
    ("no_need", r"no (?:real |strong )?need|n.?t need|not interested|no (?:pain|interest|problem)|happy with|没(?:有)?(?:需求|兴趣|痛点)|无需求|不需要|需求不"),
)  # fmt: skip
_LOST = (
    ("price", r"price|pricing|expensive|cost|budget|too much|cheaper|discount|价格|太贵|贵|预算|报价|便宜"),
    ("competitor", r"competit|rival|another (?:vendor|supplier|provider)|other vendor|chose (?!to )|went with|picked|switched to|in.?house|竞争|对手|竞品|选(?:了|择)|其他(?:供应商|厂商|家)|别家|自研"),
    ("no_decision", r"no decision|undecided|silent|went (?:dark|cold|quiet)|no (?:answer|reply|response)|ghost|stalled|status quo|do nothing|没(?:有)?(?:决定|下文|回音|回复)|未决|不了了之|失联|搁置"),
    ("timing", r"timing|wait|too early|later|not (?:now|yet)|next (?:year|quarter|half)|postpone|delay|on hold|q[1-4]\b|时机|等|明年|下(?:个)?季度|推迟|暂缓|延后"),
    ("no_fit", r"fit|missing|feature|does ?n.?t (?:do|support|work)|no need|require|integrat|不(?:合适|匹配|适合|满足|支持)|缺(?:少|功能)|功能|没(?:有)?需求"),
)  # fmt: skip
_GUESSES = {
    answer: tuple((code, re.compile(pattern, re.IGNORECASE)) for code, pattern in rows)
    for answer, rows in (("returned", _RETURNED), ("lost", _LOST))
}


class Relation(Enum):
    """How an answer stands to what was answered before."""

    NEW = "new"
    KNOWN = "known"
    ADDS = "adds"
    CONTRADICTS = "contradicts"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: ``reason`` in the account executive's words, ``reason_code`` what was made of them."""

    answer: str
    reason: str = ""
    reason_code: str = ""
    money: Money | None = None


def answer_word(typed: str) -> str:
    """One of ANSWERS, from what somebody wrote: case, blanks and punctuation do not matter, Chinese words do as well.

    Raises:
        ValidationError: ``answer_empty``, ``answer_unknown``.
    """
    word = _plain(typed).strip(" .!,;:'\"。！，；：“”‘’")
    if not word:
        raise ValidationError("answer_empty", field="answer")
    found = _ANSWER.get(word.replace("closed ", "closed-").replace(" ", "-")) or _ANSWER.get(word)
    if found is None:
        raise ValidationError("answer_unknown", field="answer", value=typed.strip()[:60])
    return found


def _plain(typed: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", typed).casefold().split())


def guess_reason(answer: str, words: str) -> str:
    """The code of a reason given in free words, English or Chinese; ``other`` when none fits, empty where no reason belongs.

    The code itself is taken as such, in any case.
    """
    if answer not in NEEDS_REASON or not words.strip():
        return ""
    plain = _plain(words)
    code = plain.replace(" ", "_").replace("-", "_")
    if code in (RETURN_REASONS if answer == "returned" else LOSS_REASONS):
        return code
    return next((code for code, pattern in _GUESSES[answer] if pattern.search(plain)), "other")


def make_answer(answer: str, reason: str = "", amount: str = "") -> Answer:
    """An answer from what was typed.

    Raises:
        ValidationError: the answer, the amount or the length of the reason cannot be taken.
    """
    word, said = answer_word(answer), reason.strip()
    if len(said) > LONGEST_REASON:
        raise ValidationError("answer_reason_long", field="reason", n=LONGEST_REASON)
    if word == "won" and not amount.strip():
        amount, said = _amount_in(said)
    money = parse_money(amount) if amount.strip() and word == "won" else None
    return Answer(word, said, guess_reason(word, said), money)


def _amount_in(said: str) -> tuple[str, str]:
    """``won: $26,400`` has its amount where others have a reason."""
    try:
        parse_money(said)  # an empty one is none either
    except ValidationError:
        return "", said
    return said, ""


def relation(state: Answer | None, new: Answer) -> Relation:
    """How a new answer stands to the one that holds (None: none yet)."""
    if new.answer in _FOLLOWS.get(state.answer if state else "sent", frozenset()):
        return Relation.NEW
    if state is None or state.answer != new.answer:
        return Relation.CONTRADICTS
    if _differ(state.money, new.money) or _differ(state.reason_code, new.reason_code):
        return Relation.CONTRADICTS
    more = (new.money is not None and state.money is None) or (new.reason and _plain(new.reason) != _plain(state.reason))
    return Relation.ADDS if more else Relation.KNOWN


def _differ(held: object, new: object) -> bool:
    return bool(held) and bool(new) and held != new


def against(live: Sequence[Answer], new: Answer) -> Relation:
    """The same against all answers that hold, oldest first: an earlier one that comes again ("accepted", when it is won by now) is known."""
    found = relation(live[-1] if live else None, new)
    if found is Relation.CONTRADICTS and any(relation(one, new) is Relation.KNOWN for one in live[:-1]):
        return Relation.KNOWN
    return found


def kept_before(live: Sequence[Answer], new: Answer) -> int:
    """How many of the answers that hold stay when a contradicting one replaces the rest on purpose."""
    for n in range(len(live), -1, -1):
        if relation(live[n - 1] if n else None, new) in (Relation.NEW, Relation.KNOWN):
            return n
    return 0


def merged(held: Answer, new: Answer) -> Answer:
    """An answer with what a later telling of it adds."""
    return replace(held, reason=new.reason or held.reason, reason_code=new.reason_code or held.reason_code, money=new.money or held.money)


def answer_of_text(text: str) -> Answer | None:
    """The answer that the first line of a reply gives, such as ``Returned: no budget`` or ``赢单：￥18万``; None when it is none.

    Nothing is guessed: a line that only begins so ("Accepted the meeting for Tuesday") is no answer.
    """
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")[:LONGEST_REASON]
    match = _LINE.fullmatch(line.strip("*_ \"'“”"))
    word = _plain(match["word"]) if match else ""
    if match is None or word not in _STRICT:
        return None
    rest = (match["rest"] or "").strip()
    found = make_answer(word, rest)
    if (match["mark"] or ":").isspace() and word.isascii() and found.money is None:
        return None  # "Returned the call" answers nothing; "Won $26,400" does
    return found


# --- check-ins -------------------------------------------------------------------------------------------------------------------

CHECK_IN_DAYS = 30
CHECK_INS = 5
"""Account executives follow a lead for three to five months (W16); after that the item asks for the outcome."""


@dataclass(frozen=True, slots=True)
class CheckIn:
    """Which check-in an item is, with whom, and what they said once it is finished."""

    number: int
    ae: str
    said: str = ""

    @property
    def asks_outcome(self) -> bool:
        """The months are over: what became of it?"""
        return self.number > CHECK_INS

    def __str__(self) -> str:
        """How it is kept in the item's note: ``3/5 Ravi Menon: proposal is out``."""
        return f"{self.number}/{CHECK_INS} {self.ae}" + (f": {self.said}" if self.said else "")


def check_in_of(note: str) -> CheckIn:
    """The check-in that a note tells of."""
    head, _, rest = note.partition(" ")
    number = head.partition("/")[0]
    ae, _, said = (rest if number.isdecimal() else note).partition(": ")
    return CheckIn(int(number) if number.isdecimal() else 1, ae, said)
