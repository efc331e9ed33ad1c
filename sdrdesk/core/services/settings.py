"""Settings: declared in domain/profile.py, kept as JSON text in the database, so that they travel with a backup."""

from __future__ import annotations

import datetime as dt
import json
import secrets

from sqlalchemy import Connection, delete, insert, select
from tzlocal import get_localzone

from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.clock import Clock, zone
from sdrdesk.core.domain.calendar import DayOff
from sdrdesk.core.domain.profile import SETTINGS, Profile
from sdrdesk.core.errors import ValidationError
from sdrdesk.core.store.store import Store
from sdrdesk.core.store.tables import day_off, setting


class SettingsService:
    """Reads and changes settings; ``fixed_zone`` is the zone of ``--now``, which then is the user's."""

    def __init__(self, store: Store, clock: Clock, fixed_zone: dt.tzinfo | None = None) -> None:
        self._store = store
        self._clock = clock
        self._fixed_zone = fixed_zone

    def profile(self, s: Connection | None = None) -> Profile:
        """The settings as they stand; within ``s`` when a block is open already."""
        if s is not None:
            return self._read(s)
        with self._store.read() as block:
            return self._read(block)

    def _read(self, s: Connection) -> Profile:
        values = {k: json.loads(v) for k, v in s.execute(select(setting.c.key, setting.c.value))}
        days = tuple(
            DayOff(dt.date.fromisoformat(d.first_on), dt.date.fromisoformat(d.last_on), d.kind, d.note, d.id)
            for d in s.execute(select(day_off).order_by(day_off.c.first_on, day_off.c.id))
        )
        return Profile(values, self._zone(str(values.get("user.zone") or "")), days)

    def _zone(self, name: str) -> dt.tzinfo:
        local: dt.tzinfo = zone(name, default=get_localzone())
        if self._fixed_zone is None:
            return local
        now = self._clock.now()
        same = now.astimezone(local).utcoffset() == now.astimezone(self._fixed_zone).utcoffset()
        return local if same else self._fixed_zone

    def change(self, values: dict[str, object], *, op: OpKind = OpKind.SETTINGS) -> Outcome[None]:
        """Set several settings in one step.

        Raises:
            ValidationError: an unknown key, or a value that the setting cannot take; nothing is changed.
        """
        for key, value in values.items():
            _check(key, value)
        with self._store.write(op) as uow:
            uow.args = {"keys": sorted(values)}
            uow.s.execute(delete(setting).where(setting.c.key.in_(values)))
            uow.s.execute(insert(setting), [{"key": k, "value": json.dumps(v, ensure_ascii=False)} for k, v in values.items()])
        return Outcome(None, uow.changes)

    def profile_id(self) -> str:
        """A name for this profile in the keyring; made at first need."""
        found = self.profile().text("app.profile_id")
        if found:
            return found
        made = secrets.token_hex(8)
        with self._store.write(OpKind.SETUP, actor="job", undoable=False) as uow:
            uow.s.execute(insert(setting).values(key="app.profile_id", value=json.dumps(made)))
        return made


def _check(key: str, value: object) -> None:
    declared = SETTINGS.get(key)
    if declared is None:
        raise ValidationError("setting_unknown", field=key)
    fits = isinstance(value, declared.kind) and not (declared.kind is int and isinstance(value, bool))
    if not fits or (declared.allowed and value not in declared.allowed):
        raise ValidationError("setting_value", field=key, value=str(value))
    if isinstance(value, int) and declared.low is not None and not declared.low <= value <= (declared.high or value):
        raise ValidationError("setting_value", field=key, value=str(value))
    if key == "user.workdays" and not (value and all(isinstance(d, int) and 0 <= d <= 6 for d in value)):  # type: ignore[attr-defined]
        raise ValidationError("setting_value", field=key, value=str(value))
    if key in ("user.work_start", "user.work_end", "remind.quiet_from", "remind.quiet_to"):
        _parse(dt.time.fromisoformat, key, value)
    if key == "remind.paused_until" and value:
        _parse(dt.datetime.fromisoformat, key, value)
    if key == "user.start_date" and value:
        _parse(dt.date.fromisoformat, key, value)
    if key == "user.zone" and value and zone(str(value), default=dt.timezone.min) is dt.timezone.min:
        raise ValidationError("setting_value", field=key, value=str(value))


def _parse(parser: object, key: str, value: object) -> None:
    try:
        parser(str(value))  # type: ignore[operator]
    except ValueError as error:
        raise ValidationError("setting_value", field=key, value=str(value)) from error
