#!/usr/bin/env bash
# train.sh CORPORA OUT: trains the syntax model and writes it to OUT. Under CORPORA lie the treebanks
# ud-ewt and ud-gum (CoNLL-U, packed with xz) and news-plain/articles.jsonl.xz (title and text of
# news articles). Takes about half an hour on one core; the same corpora give the same bytes.
set -euo pipefail
corpora=$1 out=$2
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# -O3 sees more to warn about than the build that is tested: a warning is no reason to stop here.
meson setup "$work/build" "$root" -Dtrain=true -Dbuildtype=release -Dwerror=false >/dev/null
tools=$work/build/tools/train
ninja -C "$work/build" tools/train/{train_syntax,split_text,cluster_words} >/dev/null

for packed in "$corpora"/ud-{ewt,gum}/*.conllu.xz; do
  xz -dc "$packed" >"$work/$(basename "${packed%.xz}")"
done
python3 "$root/tools/train/extract_text.py" "$corpora/news-plain/articles.jsonl.xz" |
  nice "$tools/split_text" >"$work/sentences.txt"
nice "$tools/cluster_words" "$work/sentences.txt" "$work/clusters.bin" >/dev/null
nice "$tools/train_syntax" --clusters "$work/clusters.bin" --sentences "$work/sentences.txt" \
  "$out" "$work"/*train.conllu -- "$work"/*dev.conllu
