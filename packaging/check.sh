#!/usr/bin/env bash
# The checks that need no test run: lint, types, layers, translations. One line each; the full text of a failing one.
# All of them run even when one fails, so that a single run tells everything. Exit status: 1 when any failed.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
readonly LOGS=test-results PY=.venv/bin/python
mkdir -p "$LOGS"
status=0

check() {
  local name=$1 log="$LOGS/check-$1.log" start=$SECONDS
  shift
  if "$@" >"$log" 2>&1; then
    printf 'check      %-13s ok      %3d s\n' "$name" $((SECONDS - start))
  else
    printf 'check      %-13s FAILED  %3d s   (%s)\n' "$name" $((SECONDS - start)) "$log"
    tail -n 60 "$log" | sed 's/^/    /'
    status=1
  fi
}

check lint "$PY" -m ruff check .
check types "$PY" -m mypy sdrdesk
# not .venv/bin/lint-imports: its first line names the folder in which the environment was made, which may have moved since
check layers "$PY" -c 'import sys; from importlinter.cli import lint_imports_command; sys.argv[0] = "lint-imports"; lint_imports_command()'
check translations "$PY" packaging/i18n.py --check
exit "$status"
