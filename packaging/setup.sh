#!/usr/bin/env bash
# Gets a checkout ready: the Debian libraries that Qt needs, and the Python packages of the lock file in .venv.
#
#   packaging/setup.sh          what `make run` needs
#   packaging/setup.sh --test   also what `make test` needs
#
# It says what is missing before it installs anything, installs only that, and where it may not install it prints the command and
# goes on. What is done already is not done again. Full logs: test-results/setup-*.log. SDRDESK_PYTHON names an interpreter to use.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export LC_ALL=C.UTF-8 # apt's answers are read below
readonly LOGS=test-results VENV=.venv STARTED=$SECONDS
readonly PIP_VERSION=26.3
readonly PIP_WHEEL=pip-$PIP_VERSION-py3-none-any.whl
readonly PIP_SHA256=f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13
WITH_TESTS=no
CHANGED=no

say() { printf '%-10s %s\n' "$1" "$2"; }
listed() { local all; all=$(printf '%s, ' "${@//|/ or }"); printf '%s' "${all%, }"; }

# ---------------------------------------------------------------------------------------------------------------- Debian packages

# The names of a group of debian-packages.txt, alternatives as a|b.
group() { awk -v g="$1" '$1 == g { print $2 }' packaging/debian-packages.txt; }

# Of the given names (a|b: either) those that are not installed.
missing_of() {
  local here name alternative found
  # shellcheck disable=SC2046 # package names, one word each
  here=" $(dpkg-query -W -f='${db:Status-Status}=${Package} ' $(printf '%s ' "${@//|/ }") 2>/dev/null || true)"
  for name in "$@"; do
    found=no
    for alternative in ${name//|/ }; do [[ $here == *" installed=$alternative "* ]] && found=yes; done
    [[ $found == yes ]] || printf '%s\n' "$name"
  done
}

known_to_apt() { [[ $(apt-cache policy "$1" 2>/dev/null) == *"Candidate: "[^\(]* ]]; }

# For each name the first alternative that apt knows; the first of all where it knows none.
resolve() {
  local name alternative chosen
  for name in "$@"; do
    chosen=${name%%|*}
    for alternative in ${name//|/ }; do
      if known_to_apt "$alternative"; then chosen=$alternative && break; fi
    done
    printf '%s\n' "$chosen"
  done
}

# Sets ROOT to what stands before a command that needs root; fails where there is no way.
find_root() {
  ROOT=()
  ((EUID == 0)) && return 0
  command -v sudo >/dev/null || return 1
  if sudo -n true 2>/dev/null; then
    ROOT=(sudo -n)
  elif [[ -t 0 ]]; then
    say "" "sudo may ask for your password, for apt-get only."
    ROOT=(sudo)
  else
    return 1
  fi
}

apt_get() {
  "${ROOT[@]}" env DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=l LC_ALL=C.UTF-8 \
    apt-get -o DPkg::Lock::Timeout=120 -o Acquire::Retries=3 "$@" >>"$LOGS/setup-apt.log" 2>&1
}

# Installs the missing ones of the given names; never fails, says what is left to do by hand.
install_debian() {
  local missing names name wanted=() unknown=() fresh_dovecot=no
  mapfile -t missing < <(missing_of "$@")
  ((${#missing[@]})) || return 0
  say libraries "$(($# - ${#missing[@]})) of $# Debian packages are installed; missing: $(listed "${missing[@]}")"
  : >"$LOGS/setup-apt.log"
  if ! find_root; then
    mapfile -t names < <(resolve "${missing[@]}")
    say "" "I may not install them (no root, no sudo). Please run this, or ask who may; meanwhile I go on without:"
    say "" "    sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names[*]}"
    return 0
  fi
  apt_get update || say "" "apt-get update failed ($LOGS/setup-apt.log); trying with the lists that are here"
  mapfile -t names < <(resolve "${missing[@]}")
  for name in "${names[@]}"; do
    if known_to_apt "$name"; then wanted+=("$name"); else unknown+=("$name"); fi
  done
  ((${#unknown[@]} == 0)) || say "" "apt does not know: $(listed "${unknown[@]}") (is the list of package sources complete?)"
  ((${#wanted[@]})) || return 0
  [[ " ${wanted[*]} " == *" dovecot-"* && -n $(missing_of dovecot-core) && ! -e /run/dovecot/master.pid ]] && fresh_dovecot=yes
  say "" "installing with apt-get (log: $LOGS/setup-apt.log) ..."
  if apt_get install -y --no-install-recommends "${wanted[@]}"; then
    CHANGED=yes
    say "" "installed: $(listed "${wanted[@]}")"
  else
    tail -n 3 "$LOGS/setup-apt.log" | sed 's/^/             /'
    say "" "apt-get failed. Please run this, then repeat; meanwhile I go on without:"
    say "" "    ${ROOT[0]+sudo }apt-get install -y --no-install-recommends ${wanted[*]}"
  fi
  [[ $fresh_dovecot == no ]] || stop_dovecot
}

# The tests start a Dovecot of their own; the service that its package starts serves nobody.
stop_dovecot() {
  [[ -z $(missing_of dovecot-core) ]] || return 0
  if [[ -d /run/systemd/system ]]; then
    "${ROOT[@]}" systemctl disable --now dovecot.service dovecot.socket >>"$LOGS/setup-apt.log" 2>&1 || true
  else
    "${ROOT[@]}" /etc/init.d/dovecot stop >>"$LOGS/setup-apt.log" 2>&1 || true
    "${ROOT[@]}" update-rc.d dovecot disable >>"$LOGS/setup-apt.log" 2>&1 || true
  fi
  say "" "dovecot is here for the tests only: the system service that its package starts is stopped and disabled."
}

# ------------------------------------------------------------------------------------------------------------------------- Python

is_suitable() { "$1" -c 'import sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null; }
has_ensurepip() { "$1" -c 'import ensurepip' 2>/dev/null; }

# Prints the interpreter to use: the first that brings pip, else the first that will do; nothing where there is none.
find_python() {
  local candidate second=""
  for candidate in ${SDRDESK_PYTHON:+"$SDRDESK_PYTHON"} python3.11 python3.12 python3.13 python3.14 python3 /usr/bin/python3; do
    is_suitable "$candidate" || continue
    if has_ensurepip "$candidate"; then
      command -v "$candidate"
      return
    fi
    second=${second:-$(command -v "$candidate")}
  done
  printf '%s' "$second"
}

# The Debian package that gives the machine an interpreter which can make a virtual environment, or nothing when it has one.
python_package() {
  local python version
  python=$(find_python)
  if [[ -z $python ]]; then
    group python
  elif ! has_ensurepip "$python"; then
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    printf 'python%s-venv\n' "$version"
  fi
}

venv_works() { "$VENV/bin/python" -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

make_venv() {
  local python
  venv_works && return 0
  python=$(find_python)
  if [[ -z $python ]]; then
    say python "Python 3.11 or newer is needed and was not found. Install it (Debian 12: apt-get install python3-venv) and repeat."
    exit 4
  fi
  rm -rf "$VENV"
  CHANGED=yes
  say python "$("$python" -V 2>&1 | cut -d' ' -f2) ($python) -> $VENV"
  if has_ensurepip "$python"; then
    "$python" -m venv "$VENV" >"$LOGS/setup-venv.log" 2>&1 && renew_pip >>"$LOGS/setup-venv.log" 2>&1 && return 0
  fi
  say "" "this Python brings no pip that will do; fetching $PIP_WHEEL from pypi.org"
  "$python" -m venv --clear --without-pip "$VENV" >"$LOGS/setup-venv.log" 2>&1 || give_up setup-venv.log
  fetch_pip "$python" >>"$LOGS/setup-venv.log" 2>&1 || give_up setup-venv.log
}

# The same pip everywhere: Ubuntu 22.04's reads the lock file's conditions wrongly under its Python 3.11.0rc1.
renew_pip() {
  printf 'pip==%s --hash=sha256:%s\n' "$PIP_VERSION" "$PIP_SHA256" >"$VENV/pip.lock"
  PIP_USER=0 "$VENV/bin/python" -m pip install --no-input --disable-pip-version-check --only-binary :all: --require-hashes -r "$VENV/pip.lock"
}

# For a machine where python3-venv is missing and cannot be installed: pip's own wheel, checked by its hash, installs itself.
fetch_pip() {
  "$1" - "$PIP_WHEEL" "$PIP_SHA256" "$VENV/$PIP_WHEEL" <<'PYTHON' || return 1
import hashlib
import pathlib
import re
import sys
import urllib.parse
import urllib.request

name, sha256, target = sys.argv[1:]
index = "https://pypi.org/simple/pip/"
page = urllib.request.urlopen(index, timeout=60).read().decode()
link = next(h for h in re.findall(r'href="([^"#]+)', page) if h.endswith("/" + name))
wheel = urllib.request.urlopen(urllib.parse.urljoin(index, link), timeout=60).read()
if hashlib.sha256(wheel).hexdigest() != sha256:
    sys.exit(f"{name} from {index} is not the file that was expected")
pathlib.Path(target).write_bytes(wheel)
PYTHON
  "$VENV/bin/python" "$VENV/$PIP_WHEEL/pip" install --no-index "$VENV/$PIP_WHEEL"
  rm "$VENV/$PIP_WHEEL"
}

give_up() {
  tail -n 8 "$LOGS/$1" | sed 's/^/           /'
  say "" "That failed (full log: $LOGS/$1). Mend it, then repeat: what is done is kept."
  exit 4
}

# Installs exactly what the lock file names, each file checked by its hash; not again while the lock file stays the same.
install_locked() {
  local lock=$1 stamp=$VENV/.installed-$1 now
  now=$(cat "$lock" "$VENV/pyvenv.cfg" | sha256sum)
  [[ -f $stamp && $(<"$stamp") == "$now" ]] && return 0
  say packages "$(grep -c '==' "$lock") Python packages of $lock (minutes the first time; log: $LOGS/setup-pip.log) ..."
  PIP_USER=0 "$VENV/bin/python" -m pip install --no-input --disable-pip-version-check --require-hashes -r "$lock" \
    >"$LOGS/setup-pip.log" 2>&1 || give_up setup-pip.log
  printf '%s\n' "$now" >"$stamp"
  CHANGED=yes
}

# The checkout itself: on the interpreter's path by a .pth file, so that nothing needs to be built, and a short command beside it.
install_checkout() {
  local site
  site=$("$VENV/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
  printf '%s\n' "$PWD" >"$site/sdrdesk-checkout.pth"
  # shellcheck disable=SC2016 # to be expanded when it runs
  printf '#!/bin/sh\nexec "$(dirname "$(readlink -f "$0")")/python" -m sdrdesk "$@"\n' >"$VENV/bin/sdrdesk"
  chmod +x "$VENV/bin/sdrdesk"
}

# The proof, whatever the system is: does each library that Qt's platforms link to exist here?
check_qt() {
  local stamp=$VENV/.qt-libraries-found lost
  [[ $CHANGED == no && -f $stamp ]] && return 0
  rm -f "$stamp"
  lost=$(find "$VENV"/lib/python3*/site-packages/PySide6 \
    \( -name 'QtWidgets*.so' -o -name 'QtSvg.*.so' -o -name 'QtPrintSupport*.so' -o -name 'QtDBus*.so' -o -name 'libqxcb.so' \
    -o -name 'libqoffscreen.so' \) -exec ldd {} + 2>/dev/null | awk '/not found/ { print $1 }' | sort -u | tr '\n' ' ')
  if [[ -n $lost ]]; then
    say window "cannot open yet; Qt does not find: $lost(the command line works without)"
  else
    touch "$stamp"
  fi
}

main() {
  local packages=() python
  case "${1:-}" in
    --test) WITH_TESTS=yes ;;
    "") ;;
    *) say usage "packaging/setup.sh [--test]" && exit 2 ;;
  esac
  mkdir -p "$LOGS"
  mapfile -t packages < <(group run)
  [[ $WITH_TESTS == no ]] || mapfile -t -O "${#packages[@]}" packages < <(group test)
  if command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; then
    if ! venv_works; then
      python=$(python_package)
      [[ -z $python ]] || packages+=("$python")
    fi
    install_debian "${packages[@]}"
  fi
  make_venv
  install_locked requirements.lock
  [[ $WITH_TESTS == no ]] || install_locked requirements-dev.lock
  install_checkout
  check_qt
  say setup "ready ($((SECONDS - STARTED)) s)"
}

main "$@"
