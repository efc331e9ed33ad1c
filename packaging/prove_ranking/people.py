"""People with their facts and their hidden truth, all from a seed; who arrives when does not depend on what a policy does."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from random import Random

from prove_ranking import clock
from prove_ranking.chance import sigmoid, stream
from prove_ranking.policy import Person
from prove_ranking.worlds import World

INDUSTRIES = ("software", "manufacturing", "finance", "health", "logistics", "retail", "energy", "education")
FUNCTIONS = ("IT", "Marketing", "Operations", "Finance", "HR")
LEVELS = ("Chief {} Officer", "VP {}", "Head of {}", "{} Manager", "{} Specialist")
LEVEL_SHARE = (8, 14, 26, 32, 20)
LEVEL_REACH = (-0.55, -0.3, 0.0, 0.2, 0.3)  # the higher, the harder to get on the line
ROLES = ("decider", "buyer", "influencer", "user", "initiator", "gatekeeper")
ROLE_EFFECT = {"decider": 0.4, "buyer": 0.25, "influencer": 0.1, "user": -0.2, "initiator": 0.1, "gatekeeper": -0.6}
LEADS = ("seed", "net", "spear")
PLACES = (
    ("United States", "America/New_York", 20), ("United States", "America/Chicago", 11), ("United States", "America/Denver", 4),
    ("United States", "America/Los_Angeles", 10), ("United Kingdom", "Europe/London", 24), ("Germany", "Europe/Berlin", 17),
    ("China", "Asia/Shanghai", 14),
)  # fmt: skip
FIRST = ("Ann", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gia", "Hugo", "Ida", "Jon", "Kim", "Lea", "Max", "Nora", "Otto", "Pia", "Rui", "Sam")
LAST = ("Abel", "Bauer", "Chen", "Dunn", "Evans", "Fox", "Gray", "Hahn", "Irwin", "Jones", "Klein", "Li", "Moss", "Nash", "Otis", "Pohl")


@dataclass(frozen=True, slots=True)
class Phase:
    """Habits and fit for as long as they hold (a whole quarter, or half of one where the world turns)."""

    fit: float
    reach: float
    windows: tuple[tuple[float, float, float], ...]  # (centre, width, pull in log-odds)
    weekdays: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Hidden:
    """What nobody can read. Times are in minutes since the first midnight."""

    phases: tuple[Phase, Phase]
    turn: float
    never: bool
    starts: float
    ends: float
    line_gate: float  # share of calls that a switchboard puts through
    answers_mail: float
    patience: float
    need: tuple[tuple[float, float], ...]
    interest: float
    half_life: float  # minutes
    reply_half_life: float
    born: float
    bad_number: bool
    bad_address: bool
    wrong_person: bool

    def phase(self, t: float) -> Phase:
        """The one that holds then."""
        return self.phases[t >= self.turn]


@dataclass(frozen=True, slots=True)
class _Company:
    name: str
    size: int
    industry: int
    country: str
    zone: str
    quality: tuple[float, float]
    need: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class _Segments:
    """How much each segment is worth in this seed, before and after the turn."""

    industry: tuple[tuple[float, ...], tuple[float, ...]]
    size_best: float
    function: tuple[float, ...]


@dataclass(slots=True)
class Population:
    """Everybody who will be on the desk in the quarter, and when they arrive (0 and less: there from the start)."""

    seed: int
    world: World
    days: int
    people: dict[int, Person] = field(default_factory=dict)
    hidden: dict[int, Hidden] = field(default_factory=dict)
    first_due: dict[int, float] = field(default_factory=dict)

    @property
    def at_start(self) -> dict[int, Person]:
        """Who is there on the first morning."""
        start = clock.morning(0)
        return {i: p for i, p in self.people.items() if self.hidden[i].born < start}


def populate(world: World, seed: int, days: int) -> Population:
    """The people of one seed. Companies are shared by about three people, and share half of their need."""
    rng = stream(seed, 1)
    found = Population(seed, world, days)
    segments = _segments(world, rng)
    arrivals = _arrivals(world, days, rng)
    companies = [_company(world, i, stream(seed, 2, i)) for i in range(max(8, len(arrivals) * 2 // 5))]
    for number, (born, lead, first) in enumerate(arrivals, start=1):
        person, hidden = _person(world, segments, companies, number, born, lead, days, stream(seed, 3, number))
        found.people[number], found.hidden[number], found.first_due[number] = person, hidden, first
    return found


def _segments(world: World, rng: Random) -> _Segments:
    before = tuple(rng.gauss(0, world.industry_spread) for _ in INDUSTRIES)
    after = tuple(-v for v in before) if world.turn_day is not None else before
    return _Segments((before, after), rng.gauss(5.6, 0.9), tuple(rng.gauss(0, 0.25) for _ in FUNCTIONS))


def _arrivals(world: World, days: int, rng: Random) -> list[tuple[float, int, float]]:
    """(moment, lead type, first due) of everybody. Those there at the start are enrolled in waves over three weeks."""
    found: list[tuple[float, int, float]] = []
    for _ in range(world.start_people):
        lead = rng.choices((0, 1, 2), (10, 20, 70))[0]
        day = 0 if rng.random() < 0.45 else rng.randrange(15)
        found.append((-rng.uniform(0.2, 60) * clock.DAY, lead, clock.morning(clock.nth_working_day(day))))
    for day in range(days):
        calendar = clock.nth_working_day(day)
        for lead, rate in ((1, world.nets_a_day), (0, world.seeds_a_day)):
            for _ in range(int(rate) + (rng.random() < rate % 1)):
                born = calendar * clock.DAY + rng.triangular(2 * 60, 23 * 60, 14 * 60)
                found.append((born, lead, born))
        if day % world.list_every == world.list_every - 1:
            born = clock.morning(calendar)
            found += [(born + 0.01 * k, 2, born + 0.01 * k) for k in range(world.list_size)]
    return sorted(found)


def _need(rng: Random, share: float) -> tuple[tuple[float, float], ...]:
    """Windows of need over the quarter: weeks of wanting something, then long stretches of not."""
    found = []
    length = 24.0
    t = -rng.expovariate(1 / length) if rng.random() < share else rng.expovariate(share / (1 - share) / length)
    while t < 100:
        end = max(t, 0.0) + rng.lognormvariate(math.log(length * 0.85), 0.5)
        found.append((t * clock.DAY, end * clock.DAY))
        t = end + rng.expovariate(share / (1 - share) / length)
    return tuple(found)


def _company(world: World, number: int, rng: Random) -> _Company:
    country, zone, _ = rng.choices(PLACES, [p[2] for p in PLACES])[0]
    size = int(min(60_000, max(4, rng.lognormvariate(5.2, 1.5))))
    quality = rng.gauss(0, world.company_spread)
    later = rng.gauss(0, world.company_spread) if world.turn_day is not None else quality
    return _Company(
        f"Firm {number:03d}", size, rng.randrange(len(INDUSTRIES)), country, zone, (quality, later), _need(rng, world.need_share / 2)
    )


def _phase(world: World, fit: float, level: int, function: int, mobile: bool, rng: Random) -> Phase:
    reach = rng.gauss(world.reach_mobile if mobile else world.reach_switchboard, world.reach_spread) + LEVEL_REACH[level]
    reach += 0.12 if function < 2 else -0.03  # heads of IT and marketing are a little easier (W12)
    windows = []
    for _ in range(1 if rng.random() < 0.6 else 2):
        centre, spread, _share = rng.choices(world.hours, [h[2] for h in world.hours])[0]
        windows.append((rng.gauss(centre, spread), rng.uniform(*world.hour_width), world.hour_pull * rng.uniform(0.6, 1.4)))
    return Phase(fit, reach, tuple(windows), tuple(rng.gauss(0, world.weekday_spread) for _ in range(5)))


def _person(
    world: World, segments: _Segments, companies: list[_Company], number: int, born: float, lead: int, days: int, rng: Random
) -> tuple[Person, Hidden]:
    company = rng.choice(companies)
    level = rng.choices(range(5), LEVEL_SHARE)[0]
    function = rng.randrange(len(FUNCTIONS))
    role = rng.choice(ROLES) if rng.random() < 0.35 else ""
    log_size = math.log(company.size)
    facts = [
        segments.industry[p][company.industry]
        + (-1 if p and world.turn_day is not None else 1) * world.size_slope * (log_size - 5.2)
        - world.size_hump * ((log_size - segments.size_best) ** 2 - 2.5)
        + world.level_effect[level]
        + world.lead_effect[lead]
        + segments.function[function]
        + ROLE_EFFECT.get(role, 0.0)
        for p in (0, 1)
    ]
    own = rng.gauss(0, world.own_spread)
    fits = [max(-3.0, min(3.0, world.facts_matter * f + company.quality[p] + own)) for p, f in enumerate(facts)]
    mobile = rng.random() < 0.48
    grade, score = _judged(world, fits[0], rng)
    tier = "T1" if log_size + rng.gauss(0, 1) > 7.2 else "T2" if log_size + rng.gauss(0, 1) > 5 else "T3"
    has_phone, has_email = rng.random() < 0.9, rng.random() < 0.93
    person = Person(
        id=number,
        name=f"{rng.choice(FIRST)} {rng.choice(LAST)} {number}",
        title=LEVELS[level].format(FUNCTIONS[function]),
        buyer_role=role,
        company=company.name,
        company_size=company.size,
        industry=INDUSTRIES[company.industry],
        country=company.country,
        zone=company.zone,
        lead_type=LEADS[lead],
        grade=grade,
        tier=tier,
        score=score,
        line="mobile" if mobile else "switchboard",
        created=clock.moment(born),
        has_phone=has_phone or not has_email,
        has_email=has_email,
    )
    before = _phase(world, fits[0], level, function, mobile, rng)
    after = _phase(world, fits[1], level, function, mobile, rng) if world.turn_day is not None else before
    hidden = Hidden(
        phases=(before, after),
        turn=math.inf if world.turn_day is None else clock.morning(clock.nth_working_day(world.turn_day)),
        never=rng.random() < world.never,
        starts=rng.gauss(8.6, 0.4),
        ends=rng.gauss(world.day_ends, 0.6),
        line_gate=1.0 if mobile else sigmoid(rng.gauss(0.75, 0.9)),
        answers_mail=rng.gauss(0, 0.9),
        patience=world.patience * rng.lognormvariate(-0.1, 0.45),
        need=tuple(sorted(company.need + _need(rng, world.need_share / 2))),
        interest=rng.betavariate(4, 1.6) if lead == 1 else 0.0,
        half_life=60 * rng.lognormvariate(math.log(world.net_half_life), 0.5),
        reply_half_life=60 * rng.lognormvariate(math.log(12), 0.6),
        born=born,
        bad_number=rng.random() < 0.035,
        bad_address=rng.random() < 0.04,
        wrong_person=rng.random() < 0.03,
    )
    return person, hidden


def _judged(world: World, fit: float, rng: Random) -> tuple[str, int]:
    """Grade and score: what somebody made of the person before, right only in part."""
    share = abs(world.grade_truth)
    seen = math.copysign(share, world.grade_truth) * fit + rng.gauss(0, max(0.3, 1.15 - 0.3 * share))
    grade = "A" if seen > 0.95 else "B" if seen > 0.1 else "C" if seen > -0.8 else "D"
    score = 50 + 17 * (world.score_truth * fit + rng.gauss(0, 0.95))
    return grade, int(max(0, min(100, round(score))))
