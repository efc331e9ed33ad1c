"""The style sheet as a template: ``$token`` is a colour, ``$pxN`` a measure at the chosen text size, ``$img_name`` a picture.

Background, border, radius, padding and colour only; fonts are set in code, because a style sheet would drop the tabular digits.
A focused control gets a border of 2 px and 1 px less padding, so nothing moves.
"""

from __future__ import annotations

SHEET = """
QMainWindow, QDialog, QWidget[role="window"] { background: $window; }
QWidget[role="surface"] { background: $surface; }
QWidget[role="rail"] { background: $rail; }
QToolTip { background: $surface; color: $t1; border: 1px solid $line_2; padding: 4px 6px; }

QLabel { background: transparent; }
QLabel[role="t1"] { color: $t1; }
QLabel[role="t2"] { color: $t2; }
QLabel[role="t3"] { color: $t3; }
QLabel[role="accent"] { color: $accent; }
QLabel[role="green"] { color: $green; }
QLabel[role="amber"] { color: $amber; }
QLabel[role="red"] { color: $red; }
QLabel[role="violet"] { color: $violet; }
QLabel:disabled { color: $dis; }

Chip { border-radius: 4px; padding: 0 6px; min-height: $px18; max-height: $px18; background: $subtle; color: $t2; }
Chip[kind="ac"] { background: $accent_bg; color: $accent; }
Chip[kind="am"] { background: $amber_bg; color: $amber; }
Chip[kind="rd"] { background: $red_bg; color: $red; }
Chip[kind="vi"] { background: $violet_bg; color: $violet; }
Chip[kind="gr"] { background: $green_bg; color: $green; }

.QPushButton, .QToolButton { background: $surface; border: 1px solid $line_2; border-radius: 6px; padding: 0 12px; min-height: 28px; }
.QPushButton:hover, .QToolButton:hover { background: $hover; }
.QPushButton:pressed, .QToolButton:pressed { background: $track; }
.QPushButton:focus, .QToolButton:focus { border: 2px solid $accent; padding: 0 11px; min-height: 26px; }
.QPushButton:disabled, .QToolButton:disabled { background: $subtle; color: $dis; border-color: $line; }
.QPushButton[kind="primary"] { background: $accent; border-color: $accent; color: $on; }
.QPushButton[kind="primary"]:hover { background: $accent_h; }
.QPushButton[kind="primary"]:disabled { background: $subtle; color: $dis; border-color: $line; }
.QPushButton[kind="link"] { background: transparent; border: 2px solid transparent; color: $accent; padding: 0 4px; }
.QPushButton[kind="link"]:hover { color: $accent_h; }
.QPushButton[kind="link"]:focus { border: 2px solid $accent; }

QLineEdit, QAbstractSpinBox, QComboBox { background: $surface; border: 1px solid $line_2; border-radius: 6px; padding: 0 10px;
  min-height: $px32; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus, QComboBox:on { border: 2px solid $accent; padding: 0 9px; min-height: $px30; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled { background: $subtle; color: $dis; border-color: $line; }
QLineEdit[verdict="wrong"] { border: 2px solid $red; padding: 0 9px; min-height: $px30; }
QLineEdit[kind="bare"] { background: transparent; border: 2px solid transparent; border-radius: 4px; padding: 0 2px; min-height: $px20; }
QLineEdit[kind="bare"]:focus { border: 2px solid $accent; background: $surface; }
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus, QComboBox QLineEdit, QComboBox QLineEdit:focus { background: transparent;
  border: none; padding: 0; min-height: 0; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { subcontrol-origin: border; width: 20px; border: none;
  background: transparent; }
QAbstractSpinBox[kind="boxed"]::up-button, QAbstractSpinBox[kind="boxed"]::down-button { width: 0; }
QAbstractSpinBox[kind="boxed"]::up-arrow, QAbstractSpinBox[kind="boxed"]::down-arrow { image: none; width: 0; }
QAbstractSpinBox::up-button { subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; }
QAbstractSpinBox::up-arrow { image: $img_up; width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: $img_arrow; width: 10px; height: 10px; }
QDateTimeEdit::drop-down, QComboBox::drop-down { border: none; width: 26px; }
QDateTimeEdit::down-arrow, QComboBox::down-arrow { image: $img_arrow; width: 14px; height: 14px; }
QDateTimeEdit::down-arrow:disabled, QComboBox::down-arrow:disabled { image: $img_arrow_off; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $line_2; padding: 4px; outline: none; }
QComboBox QAbstractItemView::item { min-height: $px26; padding: 0 6px; border-radius: 4px; }
QComboBox QAbstractItemView::item:selected { background: $accent_bg; color: $accent; }

QTextEdit, QPlainTextEdit { background: $surface; border: 1px solid $line_2; border-radius: 6px; padding: 6px; }
QTextEdit:focus, QPlainTextEdit:focus { border: 2px solid $accent; padding: 5px; }
FlatText, FlatText:focus { background: transparent; border: none; padding: 0; color: $t1; }
FlatText[role="t2"] { color: $t2; }
FlatText[role="t3"] { color: $t3; }
QTextEdit[kind="bare"] { background: transparent; border: 2px solid transparent; padding: 5px; }
QTextEdit[kind="bare"]:focus { border: 2px solid $accent; }
QTextEdit:disabled, QPlainTextEdit:disabled { background: $subtle; color: $dis; border-color: $line; }

QCheckBox, QRadioButton { spacing: 8px; padding: 2px; border: 2px solid transparent; border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $accent; }
QCheckBox:disabled, QRadioButton:disabled { color: $dis; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator { width: 14px; height: 14px; border: 1px solid $t3;
  background: $surface; }
QCheckBox::indicator, QAbstractItemView::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked { background: $accent; border-color: $accent; image: $img_tick; }
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate { background: $accent; border-color: $accent;
  image: $img_dash; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid $accent; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $subtle; border-color: $line_2; }

QAbstractItemView { background: $surface; border: none; outline: none; }
QListView[kind="choices"] { border: 1px solid $line_2; border-radius: 6px; padding: 4px; }
QListView[kind="choices"]:focus { border: 2px solid $accent; padding: 3px; }
QListView[kind="choices"]::item { min-height: $px26; padding: 0 6px; border-radius: 4px; }
QListView[kind="choices"]::item:selected { background: $accent_bg; color: $accent; }
QListView:focus, QTableView:focus, QTreeView:focus { border: none; }
QTableView { gridline-color: $line; alternate-background-color: $subtle; }
QTableView::item { padding: 0 8px; border-bottom: 1px solid $line; }
QTableView::item:hover, QTreeView::item:hover { background: $hover; }
QTableView::item:selected, QTreeView::item:selected { background: $accent_bg; color: $t1; }
QTableView::item:focus { border: 2px solid $accent; }
QTreeView::item { min-height: $px26; }
QTreeView::branch:has-children:open { image: $img_branch_open; }
QTreeView::branch:has-children:closed { image: $img_branch_shut; }
QHeaderView { background: $window; border: none; }
QHeaderView::section { background: $window; color: $t3; border: none; border-bottom: 1px solid $line; padding: 0 8px; min-height: $px30; }
QTableCornerButton::section { background: $window; border: none; }

QTabBar { background: transparent; border: none; }
QTabBar::tab { background: transparent; color: $t2; border: 2px solid transparent; padding: 0 2px; margin-right: 16px; min-height: $px34; }
QTabBar::tab:selected { color: $t1; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { border: 2px solid $accent; }
QTabWidget::pane { border: none; }

QSplitter::handle { background: $line; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[role="content"] { background: transparent; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: $line_2; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 24px; }
QScrollBar::handle:horizontal { min-width: 24px; }
QScrollBar::handle:hover { background: $t3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; background: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QSlider { background: transparent; }
QSlider::groove:horizontal { background: $track; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; height: 4px; border-radius: 2px; }
QSlider::handle:horizontal { background: $surface; border: 2px solid $accent; width: 10px; height: 10px; margin: -5px 0; border-radius: 7px; }
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus { background: $accent; }

QMenu { background: $surface; border: 1px solid $line_2; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 10px; border-radius: 4px; }
QMenu::item:selected { background: $accent_bg; color: $accent; }
QMenu::item:disabled { color: $dis; }
QMenu::separator { height: 1px; background: $line; margin: 4px 6px; }
QMenuBar { background: $window; border: none; }
QMenuBar::item { padding: 4px 8px; background: transparent; }
QMenuBar::item:selected { background: $hover; }

QProgressBar { background: $track; border: none; border-radius: 2px; min-height: 4px; max-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QGroupBox { border: 1px solid $line; border-radius: 8px; margin-top: 10px; padding: 12px; }
QGroupBox::title { subcontrol-origin: margin; left: 10px; color: $t2; }
QCalendarWidget QWidget { alternate-background-color: $window; }

Banner { background: $amber_bg; border: 1px solid $amber_line; border-radius: 6px; }
Banner[kind="red"] { background: $red_bg; border-color: $red_line; }
Banner[kind="green"] { background: $green_bg; border-color: $green_line; }
Banner[flush="true"] { border-radius: 0; border-top: none; border-left: none; border-right: none; }
Banner QLabel { color: $amber; }
Banner[kind="red"] QLabel { color: $red; }
Banner[kind="green"] QLabel { color: $green; }
Toast { background: $subtle; border: 1px solid $line_2; border-radius: 6px; }
VerdictStrip { background: $amber_bg; border: 1px solid $amber_line; border-radius: 8px; }
VerdictStrip[verdict="ready"] { background: $green_bg; border-color: $green_line; }
TallyBar { background: $surface; border: none; border-top: 1px solid $line; }
FocusTop { background: $surface; border: none; border-bottom: 1px solid $line; }
FocusBottom { background: $window; border: none; border-top: 1px solid $line; }
PersonSide { background: $window; border: none; border-right: 1px solid $line; }
NextSide { background: $window; border: none; border-left: 1px solid $line; }
Rail { background: $rail; border: none; border-right: 1px solid $line; }
"""
