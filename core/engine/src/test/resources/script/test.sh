#!/bin/bash

export TEST_ID=${1:-site.12}
export PERGOLA='/opt/per gola/bin/pergola'
cd /data/test_runs/12/build || exit 1
source /etc/site.sh
pergola_env_failed() {
  echo "pergola: '$1' failed" >&2
  "${PERGOLA:-pergola}" --quiet set_status -s ENV_FAILED -n "$1 failed" "$TEST_ID"
  exit 1
}
module load gcc/12 || pergola_env_failed 'module load gcc/12'
module unload intel || pergola_env_failed 'module unload intel'
module swap openmpi mpich || pergola_env_failed 'module swap openmpi mpich'
export WORDS="two words"
export QUOTED='one $word'
export COMPUTED=$(nproc)
unset GONE
set -e -o pipefail

./prog {1..3}
echo 'two
lines'
