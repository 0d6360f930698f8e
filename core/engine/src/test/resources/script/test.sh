#!/bin/bash

export TEST_ID=${1:-site.12}
export PERGOLA='/opt/per gola/bin/pergola'
cd /data/test_runs/12/build || exit 1
# Ends this script: its environment cannot be had. Tells the run so, if the script was not started by hand.
pergola_env_failed() {
  printf 'pergola: %s\n' "$1" >&2
  [ -z "${PERGOLA_RUN:-}" ] || "${PERGOLA:-pergola}" --quiet set_status -s ENV_FAILED -n "$1" "$TEST_ID"
  exit 1
}
# Sees to it that there is a command 'module'; $1 is what needs it.
pergola_modules() {
  local init
  for init in '' ${MODULESHOME:+"$MODULESHOME/init/bash"} /etc/profile.d/{z00_lmod,lmod,modules}.sh; do
    [ ! -r "$init" ] || . "$init"
    ! type module >/dev/null 2>&1 || return 0
  done
  pergola_env_failed "there is no command 'module' on ${HOSTNAME:-this machine}, and this test wants the modules $1;\
 let a line of 'preamble' define it, such as 'source /etc/profile.d/modules.sh'"
}
# Runs it; what it says goes to the log and, in one line, to $pergola_said.
pergola_module() {
  local file code=0
  pergola_said=
  file=$(mktemp) || { module "$@"; return; }
  module "$@" >"$file" 2>&1 || code=$?
  cat "$file" >&2
  pergola_said=$(sed -e 's/^[[:blank:]]*//' -e '/^$/d' -e '/^Please check/,$d' "$file" | head -n 3 | tr '\n' ' ')
  pergola_said=${pergola_said%% }
  rm -f "$file"
  return $code
}
# The loaded modules that a name stands for, with or without its version.
pergola_loaded() {
  local each found=1 loaded
  IFS=: read -r -a loaded <<<"${LOADEDMODULES:-}"
  for each in ${loaded[@]+"${loaded[@]}"}; do
    case $each in
      $1 | $1/*) ;;
      *) case $1:$each in */*:$1[.-]*) ;; *) continue ;; esac ;;
    esac
    printf '%s\n' "$each"
    found=0
  done
  return $found
}
# Whether it is loaded, by this name or by another one for it; $2 is what was loaded before.
pergola_is_loaded() {
  pergola_loaded "$1" >/dev/null && return
  case $1 in */default | */latest) pergola_loaded "${1%/*}" >/dev/null && return ;; esac
  [ "${LOADEDMODULES:-}" != "$2" ] && module is-loaded "$1" >/dev/null 2>&1 \
    && ! module is-loaded pergola-no-such-module >/dev/null 2>&1
}
# Modules that are there and look like the one that is not.
pergola_near() {
  module -t avail 2>&1 | sed -e 's/[[:blank:]<(].*//' -e '/[:/]$/d' | awk -v wanted="${1%%/*}" '
    function least(a, b) { return a < b ? a : b }
    function distance(s, t,  i, j, d) {
      for (i = 0; i <= length(s); i++) d[i, 0] = i
      for (j = 0; j <= length(t); j++) d[0, j] = j
      for (i = 1; i <= length(s); i++) for (j = 1; j <= length(t); j++)
        d[i, j] = least(least(d[i - 1, j], d[i, j - 1]) + 1,
          d[i - 1, j - 1] + (substr(s, i, 1) != substr(t, j, 1)))
      return d[length(s), length(t)]
    }
    BEGIN { wanted = tolower(wanted) }
    $0 == "" { next }
    { name = tolower($0); sub("/.*", "", name) }
    name == wanted && index($0, "/") { same[++sames] = $0; next }
    index(tolower($0), wanted) || distance(name, wanted) <= 1 + (length(wanted) > 4) { near[++nears] = $0 }
    END {
      for (i = 1; i <= sames && i <= 6; i++) printf "%s%s", (i > 1 ? ", " : ""), same[i]
      for (i = 1; !sames && i <= nears && i <= 6; i++) printf "%s%s", (i > 1 ? ", " : ""), near[i]
    }' 2>/dev/null
}
# $1 failed for module $2, with exit code $3.
pergola_no_module() {
  local near why=$pergola_said
  near=$(pergola_near "$2")
  [ -n "$why" ] || why="it ended with $3 and said nothing, but the modules loaded now are '${LOADEDMODULES:-}'"
  pergola_env_failed "'$1' failed: $why${near:+ (there are: $near)}"
}
pergola_load() {
  local code=0 before=${LOADEDMODULES:-}
  pergola_module load "$1" || code=$?
  [ $code -eq 0 ] && pergola_is_loaded "$1" "$before" || pergola_no_module "module load $1" "$1" $code
}
pergola_unload() {
  local code=0
  pergola_module unload "$1" || code=$?
  [ $code -eq 0 ] && ! pergola_loaded "$1" >/dev/null || pergola_no_module "module unload $1" "$1" $code
}
pergola_swap() {
  local code=0 old before=${LOADEDMODULES:-}
  old=$(pergola_loaded "$1" | head -n 1)
  if [ -z "$old" ] || pergola_loaded "$2" >/dev/null; then
    pergola_load "$2"
    return
  fi
  pergola_module swap "$old" "$2" || code=$?
  [ $code -eq 0 ] && pergola_is_loaded "$2" "$before" && { [ "$1" != "${1#*[*?[]}" ] || ! pergola_loaded "$old" >/dev/null; } \
    || pergola_no_module "module swap $old $2" "$2" $code
}
# The version of a module that is loaded, as its name has it.
pergola_version() {
  local full
  full=$(pergola_loaded "$1" | head -n 1)
  full=${full#"$1"}
  printf '%s' "${full#/}"
}
source /etc/site.sh
pergola_modules 'gcc/12, -intel, PrgEnv-*->PrgEnv-gnu'
pergola_load gcc/12
export CC=gcc
export gcc_VERSION="$(pergola_version gcc)"
pergola_unload intel
pergola_swap 'PrgEnv-*' PrgEnv-gnu
export WORDS="two words"
export QUOTED='one $word'
export COMPUTED="$(nproc)"
unset GONE
set -e -o pipefail

./prog {1..3}
echo 'two
lines'
