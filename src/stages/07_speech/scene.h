/*
 * One sentence as the message rules look at it: which words are cues (message nouns, verbs that
 * pass a message on, occasions) and which mention covers a word.
 *
 *     In his [New Year's] {greeting} to (Vladimir Putin), (Kim Jong Un) wished ...
 *            occasion      noun         mention            mention        verb (frame wish)
 */
#ifndef SPEECH_SCENE_H
#define SPEECH_SCENE_H

#include "message_data.h"
#include "record/tree.h"

/* One or more message words that name one thing: "greeting message", "letter of condolence". */
typedef struct NounCue {
    TokenRange tokens;
    uint32_t head; /* token */
    NounUse use;
    MessageKind kind;
} NounCue;

typedef struct VerbCue {
    TokenRange tokens;
    uint32_t verb; /* token: the first of the phrase */
    const VerbEntry *entry;
    bool is_passive;
} VerbCue;

typedef struct OccasionCue {
    TokenRange tokens;
    const OccasionEntry *entry;
} OccasionCue;

/* More cues in one sentence than this are no sentence of news. */
#define MOST_CUES 48
/* What a sentence says after this many tokens is not looked at: no sentence of news is as long. */
#define LONGEST_SENTENCE_TOKENS 400
/* From a cue to a party that fills one of its slots. */
#define LONGEST_REACH_TOKENS 45

typedef enum CueWords {
    CUE_WORDS_OCCASION = 1,
    CUE_WORDS_NOUN = 2,
    CUE_WORDS_VERB = 4,
    CUE_WORDS_CHANNEL = 8,
} CueWords;

/* Made once for a document. */
typedef struct Staging {
    const MessageData *data;
    Document *doc;
    Arena *scratch;
    Tree tree;
    const Str *words;     /* [tokens.count] lower case */
    const uint8_t *cues;  /* [tokens.count] bits of CueWords: which words for messages may begin here */
    uint32_t *mention_of; /* [tokens.count] outermost mention that covers the token, or NONE */
    uint32_t *time_of;    /* [tokens.count] time that covers the token, or NONE */
    Party last_sender;    /* of the message told last; actor NONE before the first */
    Party last_recipient;
    Party last_caller; /* of the call told last */
    Party last_called;
} Staging;

typedef struct Scene {
    const Staging *staging;
    const Tree *tree;
    const MessageData *data;
    Document *doc;
    uint32_t sentence;
    uint32_t first, end; /* tokens */
    bool is_verbless;    /* a headline whose verb the tagger did not see, or that has none */
    List(NounCue) nouns;
    List(VerbCue) verbs;
    List(OccasionCue) occasions;
} Scene;

void staging_init(Staging *staging, const MessageData *data, Document *doc, Arena *scratch);
void scene_init(Scene *scene, const Staging *staging, uint32_t sentence);

/* The cue whose tokens hold this one; NULL if none does. */
const NounCue *scene_noun_at(const Scene *scene, uint32_t token);
const VerbCue *scene_verb_at(const Scene *scene, uint32_t token);
const OccasionCue *scene_occasion_at(const Scene *scene, uint32_t token);

/* ---- words ---- */

static inline const Token *token_at(const Scene *scene, uint32_t token)
{
    return &scene->doc->tokens.items[token];
}

static inline Str word_at(const Scene *scene, uint32_t token)
{
    return scene->doc->tokens.items[token].lower;
}

/* Is the token inside the sentence this word? */
bool scene_has_word(const Scene *scene, uint32_t token, Str word);
/* One of the words of a space-separated list: "in with through". */
bool word_is_one_of(Str word, const char *list);
/* A verb that carries tense or is a participle; any word where no syntax was found. */
bool token_is_verb(const Token *token);
bool token_is_noun(const Token *token);
bool token_is_finite(const Token *token);
bool token_is_quote(const Token *token);
/* How far to the right of a token a cue looks for what fills its slots. */
uint32_t scene_reach(const Scene *scene, uint32_t from);
/* "'s" or "'" after a possessor. */
bool token_is_possessive_mark(const Scene *scene, uint32_t token);
/* "his", "their" */
bool token_is_possessive_pronoun(const Scene *scene, uint32_t token);

/* Past "on Monday" and adverbs, at most a few tokens. */
uint32_t scene_skip_time(const Scene *scene, uint32_t token);

/* The outermost mention over a token; NULL if none or the token lies outside the sentence. */
const Mention *scene_mention_at(const Scene *scene, uint32_t token);

#endif
