"""The bus calls those first from whom others read."""

from __future__ import annotations

from sdrdesk.core.bus import Bus, Event
from sdrdesk.core.changes import ChangeSet


def test_first_subscribers_hear_before_those_who_read_from_them() -> None:
    """A window that hears of a change reads at once; a list kept in memory must know of it by then, however late it was made."""
    bus, heard = Bus(), list[str]()

    def say(name: str) -> object:
        def hear(_event: Event) -> None:
            heard.append(name)

        return hear

    bus.subscribe(say("window"))  # type: ignore[arg-type]
    stop = bus.subscribe(say("list"), first=True)  # type: ignore[arg-type]
    bus.publish(ChangeSet())
    assert heard == ["list", "window"]
    stop()
    bus.publish(ChangeSet())
    assert heard == ["list", "window", "window"]
