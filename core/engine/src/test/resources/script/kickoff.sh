#!/bin/bash
#SBATCH -N 2

umask 0027
exec >>/data/jobs/1/kickoff.log 2>&1
export PERGOLA_CONFIG_FILE='/site/a b/pergola.yaml'
module load java
/opt/pergola _pilot '/work dir' 1 &
pilot=$!
trap 'kill -TERM "$pilot" 2>/dev/null' TERM INT HUP
while :; do
  wait "$pilot"
  code=$?
  kill -0 "$pilot" 2>/dev/null || break
done
if [ "$code" -ne 0 ]; then
  /opt/pergola _pilot --sweep '/work dir' 1 "$code"
fi
exit "$code"
