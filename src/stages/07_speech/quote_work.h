/* What the quotation rules share while they work on one document. */
#ifndef SPEECH_QUOTE_WORK_H
#define SPEECH_QUOTE_WORK_H

#include "quote_data.h"
#include "quote_marks.h"
#include "record/tree.h"
#include "scene.h"

typedef struct QuoteWork {
    const QuoteData *data;
    Document *doc;
    Arena *scratch;
    Tree tree;
    Str *lemmas;            /* [tokens] */
    uint32_t *mention_over; /* [tokens] outermost mention that covers the token, or NONE */
    uint32_t *run_over;     /* [tokens] quoted run that covers the token, or NONE */
    QuotedRuns runs;
} QuoteWork;

/* A cue word with whoever it makes speak. */
typedef struct QuoteFrame {
    CueUse use;
    TokenRange cue;
    uint32_t verb;      /* the cue's first token */
    uint32_t speaker;   /* token: head of the speaker's phrase; NONE */
    uint32_t voice;     /* mention of who speaks; NONE: nobody the article knows by name */
    TokenRange source;  /* the words that name the speaker; empty if none do */
    TokenRange group;   /* cue and speaker together, where they stand side by side */
    uint32_t hearer;    /* token: head of the phrase that names who is spoken to; NONE */
    uint32_t addressee; /* its mention; NONE */
    TokenRange heard;   /* its words; empty if nobody is named */
} QuoteFrame;

typedef List(QuoteFrame) QuoteFrames;

void quote_work_init(QuoteWork *work, const QuoteData *data, const Staging *staging, Document *doc,
                     Arena *scratch);
/* The cues of a sentence that stand outside quotation marks, from left to right. */
void quote_frames_find(const QuoteWork *work, uint32_t sentence, QuoteFrames *out);

/* The mention that a token stands in or heads; NONE. */
uint32_t quote_mention_of(const QuoteWork *work, uint32_t token);

static inline const Token *quote_token(const QuoteWork *work, uint32_t token)
{
    return &work->doc->tokens.items[token];
}

/* Is the word, or the lemma of a token, in a list of quote_words.tsv? */
static inline bool quote_word_is(const QuoteWork *work, Str word, WordUse use)
{
    return map_find(&work->data->words[use], word) != MAP_NONE;
}

bool quote_token_is(const QuoteWork *work, uint32_t token, Str lower);

#endif
