"""The worlds: numbers that say how people are. Each world says which belief about selling it breaks.

Effects of industry, company size, title and so on are drawn anew for every seed within these numbers: no ranker can be
tuned to them. ``plain`` was calibrated to the published averages (W12, P9); the other worlds differ where they say so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class World:
    """One way the market can be."""

    name: str
    about: str
    # how many people, and how fast new ones come
    start_people: int = 700
    nets_a_day: float = 4.0
    seeds_a_day: float = 0.7
    list_size: int = 60  # spears come as a list
    list_every: int = 5  # working days
    # who is worth it: spread or size of the effects on the hidden fit
    industry_spread: float = 0.5
    size_slope: float = 0.0  # for each e-fold of size; 0 means an optimum somewhere in the middle
    size_hump: float = 0.22
    level_effect: tuple[float, ...] = (0.45, 0.35, 0.15, -0.1, -0.5)  # C-level, VP, head, manager, specialist
    lead_effect: tuple[float, ...] = (0.75, 0.15, -0.15)  # seed, net, spear
    company_spread: float = 0.45
    own_spread: float = 0.75
    grade_truth: float = 0.6  # how much a grade tells of the fit; below zero: the wrong way round
    score_truth: float = 0.4
    facts_matter: float = 1.0  # 0: nothing that can be read says anything about the fit
    # habits of picking up
    reach_mobile: float = -4.05
    reach_switchboard: float = -3.92
    reach_spread: float = 1.25
    never: float = 0.18
    hours: tuple[tuple[float, float, float], ...] = ((10.3, 1.1, 0.55), (16.2, 0.9, 0.45))  # (centre, spread between people, share)
    hour_width: tuple[float, float] = (0.8, 1.6)
    hour_pull: float = 1.7  # log-odds at the middle of a person's own window
    weekday_spread: float = 0.45
    day_ends: float = 17.6
    # temper
    patience: float = 1.0  # how much each further attempt annoys
    need_share: float = 0.25
    net_half_life: float = 6.0  # hours
    turn_day: int | None = None  # the working day on which habits and the good segments change


PLAIN = World(
    "plain",
    "The published order holds: seeds before nets before spears, A before D, mornings and late afternoons; all of it only on average.",
)

WORLDS: dict[str, World] = {
    w.name: w
    for w in (
        PLAIN,
        replace(
            PLAIN,
            name="late",
            about="Breaks: 'there is a best hour to call'. Each person has a narrow hour and a weekday of their own, anywhere in the day.",
            hours=((9.0, 0.7, 0.3), (12.5, 1.2, 0.3), (17.2, 0.8, 0.4)),
            hour_width=(0.5, 0.9),
            hour_pull=3.4,
            weekday_spread=0.9,
            reach_mobile=-4.35,
            reach_switchboard=-4.3,
            day_ends=18.4,
        ),
        replace(
            PLAIN,
            name="contrary",
            about="Breaks: the published order. Seeds and grade A are the worst, small firms the best, lunch and evening the time to call.",
            lead_effect=(-0.8, 0.0, 0.15),
            grade_truth=-0.6,
            score_truth=0.3,
            size_slope=-0.4,
            size_hump=0.0,
            level_effect=(-0.5, -0.3, 0.0, 0.2, 0.4),
            hours=((12.5, 0.5, 0.5), (18.3, 0.7, 0.5)),
            hour_pull=2.2,
            reach_mobile=-3.75,
            reach_switchboard=-3.7,
            day_ends=19.5,
        ),
        replace(
            PLAIN,
            name="drift",
            about="Breaks: 'what was learned stays true'. In the middle of the quarter habits change, and the good segments become the bad ones.",
            industry_spread=0.85,
            size_slope=0.25,
            size_hump=0.0,
            turn_day=31,
        ),
        replace(
            PLAIN,
            name="touchy",
            about="Breaks: 'persistence pays, the overdue gain'. Each further attempt costs much more than it brings; interest fades in two hours.",
            patience=2.6,
            net_half_life=2.0,
        ),
        replace(
            PLAIN,
            name="blank",
            about="Breaks: 'the facts tell'. Grade, score, size, title and lead type say nothing of the fit; only what people do tells.",
            facts_matter=0.0,
            grade_truth=0.0,
            score_truth=0.0,
            own_spread=1.0,
            company_spread=0.75,
        ),
    )
}
