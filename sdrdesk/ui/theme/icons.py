"""Line icons (lucide) in the colours of the theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from sdrdesk.core.paths import resource
from sdrdesk.ui.theme.state import current

# The files are drawn on a grid of 24 and shown at 16, so 2.25 there is 1.5 px here.
_STROKE = 'stroke-width="2.25"'
_RATIOS = (1.0, 2.0)


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text("utf-8").replace('stroke-width="2"', _STROKE)


def svg(name: str, colour: str) -> bytes:
    """The drawing of an icon in one colour (``#RRGGBB``). Raises FileNotFoundError for an unknown name."""
    return _source(name).replace("currentColor", colour).encode()


@lru_cache(maxsize=512)
def _render(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    # Read before anything is painted: an exception under an open painter takes the process down.
    drawing = QSvgRenderer(QByteArray(svg(name, colour)))
    image = QPixmap(round(size * ratio), round(size * ratio))
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    drawing.render(painter, QRectF(0, 0, image.width(), image.height()))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def pixmap(name: str, token: str = "t2", size: int = 16, ratio: float | None = None) -> QPixmap:
    """An icon as a picture.

    Args:
        name: file name without ending in resources/icons.
        token: colour of the present theme.
        size: side in device-independent pixels.
        ratio: device pixels for each of those; the screen's when not given.
    """
    app = QGuiApplication.instance()
    if ratio is None:
        ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    return _render(name, current().tokens[token], size, ratio)


def icon(name: str, token: str = "t2", size: int = 16) -> QIcon:
    """An icon for actions and menus, with its disabled form; ask again after ``theme.changed``."""
    made = QIcon()
    for ratio in _RATIOS:
        made.addPixmap(pixmap(name, token, size, ratio))
        made.addPixmap(pixmap(name, "dis", size, ratio), QIcon.Mode.Disabled)
    return made
