/*
 * A trained model of English: words of one sentence in, tags, names and dependencies out.
 *
 *     Xi   said  he   agreed  .
 *     PROPN/NNP  VERB/VBD  PRON/PRP  VERB/VBD  PUNCT/.
 *     nsubj(said, Xi)  root(said)  nsubj(agreed, he)  ccomp(said, agreed)  punct(said, .)
 *
 * The model speaks in numbers; what they mean stands in the model file, as names. A tag's name is
 * the universal tag and the treebank tag with a slash between ("VERB/VBD").
 */
#ifndef MODEL_SYNTAX_MODEL_H
#define MODEL_SYNTAX_MODEL_H

#include "base/arena.h"
#include "base/error.h"
#include "base/word_contexts.h"
#include "model/word_cache.h"

typedef struct SyntaxModel SyntaxModel;

#define SYNTAX_ROOT UINT32_MAX
#define MOST_NAME_CLASSES 8u

typedef struct SyntaxWord {
    Str form;         /* as it stands in the text; not empty */
    Str lower;        /* lower case, apostrophes and hyphens plain */
    uint8_t tag;      /* set by the model: number of its tag */
    uint8_t name;     /* number of its label of a name: "O", "B-PER", "I-PER" */
    /* For each class of names, in the order of the labels: how much more the word looks like a part
     * of such a name than like none, in eighths of a nat, held within a byte. */
    int8_t name_scores[MOST_NAME_CLASSES];
    uint8_t relation; /* number of its relation to its head */
    uint32_t head;    /* index in the sentence, or SYNTAX_ROOT: exactly one in a sentence */
} SyntaxWord;

/* bytes must outlive the model; most of them are used as they lie, nothing is unpacked. A file that is
 * not whole, not of this version or not consistent in itself is refused. */
DatelineStatus syntax_model_read(Str bytes, Arena *arena, const SyntaxModel **out,
                                 DatelineError *err) MUST_CHECK;

uint32_t syntax_model_tag_count(const SyntaxModel *model);
Str syntax_model_tag_name(const SyntaxModel *model, uint32_t tag);
uint32_t syntax_model_relation_count(const SyntaxModel *model);
Str syntax_model_relation_name(const SyntaxModel *model, uint32_t relation);

uint32_t syntax_model_name_count(const SyntaxModel *model);
Str syntax_model_name_label(const SyntaxModel *model, uint32_t name);

uint32_t syntax_model_context_width(const SyntaxModel *model);
WordContexts word_contexts_new(const SyntaxModel *model, uint32_t words, Arena *arena);

/* Memory for sentences of up to so many words, used again for each. The cache may be NULL, and may
 * be handed on from one workspace to the next. */
typedef struct SyntaxWorkspace SyntaxWorkspace;
SyntaxWorkspace *syntax_workspace_new(const SyntaxModel *model, uint32_t longest_sentence,
                                      WordCache *cache, Arena *arena);
WordCache *syntax_word_cache_new(const SyntaxModel *model);

/* Words of sentences one after the other; lens: how many each has, none too many. Sets tag, name,
 * relation and head of every word, and their contexts unless these are NULL. Time is linear in the number of words but for the arcs, which are
 * the square of a sentence's. */
void syntax_model_parse(const SyntaxModel *model, SyntaxWorkspace *workspace, SyntaxWord *words,
                        const uint32_t *lens, uint32_t sentence_count, const WordContexts *contexts);

#endif
