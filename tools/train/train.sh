#!/usr/bin/env bash
# train.sh CORPORA OUT: trains the syntax model on the treebanks under CORPORA (ud-ewt, ud-gum;
# CoNLL-U, packed with xz) and writes it to OUT. Takes a few minutes on one core; the same corpora
# give the same bytes.
set -euo pipefail
corpora=$1 out=$2
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
meson setup "$work/build" "$root" -Dtrain=true -Dbuildtype=release -Dwerror=false >/dev/null
ninja -C "$work/build" tools/train/train_syntax >/dev/null
for packed in "$corpora"/ud-{ewt,gum}/*.conllu.xz; do
  xz -dc "$packed" >"$work/$(basename "${packed%.xz}")"
done
nice "$work/build/tools/train/train_syntax" "$out" "$work"/*train.conllu -- "$work"/*dev.conllu
