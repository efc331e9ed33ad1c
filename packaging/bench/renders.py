"""10,000 emails: rendered by us beside raw Jinja2 with the template compiled once, and the lint of each. Prints, asserts nothing."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

MANY = 10_000
ROUNDS = 3


def took(work: Callable[[], object]) -> float:
    """Median seconds of a few rounds."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def main() -> None:
    """One template, as many people."""
    from jinja2 import Environment

    from sdrdesk.core.render.engine import load_templates, render
    from sdrdesk.core.render.lint import lint

    chosen = load_templates("en")["referral"]
    common = {
        "topic": "invoices",
        "value_prop": "approve in three days",
        "similar_customers": "Bolt;Nut",
        "sender_name": "Li Na",
        "sender_company": "Acme",
    }
    people = [common | {"first_name": f"Ann{n}", "company": f"House {n}", "salutation": f"Ann{n}"} for n in range(MANY)]
    plain = Environment(autoescape=False).from_string(
        "Hello {{ first_name }},\n\nwho looks after {{ topic }} at {{ company }}? We help to {{ value_prop }}.\n\n{{ sender_name }}\n{{ sender_company }}\n"
    )
    floor = took(lambda: [plain.render(values) for values in people])
    ours = took(lambda: [render(chosen, values) for values in people])
    done = render(chosen, people[0])
    checked = took(lambda: [lint(done.subject, done.body, language="en", first_name="Ann0", company="House 0") for _ in range(MANY // 10)])
    print(
        f"{MANY:,} renders: Jinja2 {floor:.2f} s, ours {ours:.2f} s ({ours / floor:.1f} times, subject and body); lint {checked / (MANY // 10) * 1000:.2f} ms each"
    )


if __name__ == "__main__":
    main()
