#include "syntax.h"

#include "caches.h"
#include "features.h"
#include "lemma.h"
#include "repair.h"
#include "report_clause.h"
#include "text/data.h"

#define MODEL_FILE "models/syntax.bin"

typedef struct SyntaxData {
    const SyntaxModel *model;
    Caches *caches;
    const LemmaTable *lemmas;
    const FeatureTable *features;
    Tag *tags; /* [tag of the model] */
    Xpos *xposes;
    Relation *relations; /* [relation of the model] */
    NameType *names;     /* [label of a name of the model] */
    uint32_t name_count;
} SyntaxData;

static DatelineStatus read_tag_name(SyntaxData *data, uint32_t index, DatelineError *err)
{
    Str name = syntax_model_tag_name(data->model, index);
    uint32_t slash = str_find(name, STR("/"), 0);
    if (slash == STR_NOT_FOUND)
        return FAIL(err, DATELINE_ERR_DATA, DATELINE_NO_OFFSET,
                    MODEL_FILE ": tag '" STR_FMT "' is not a pair", STR_ARG(name));
    Str tag = {name.data, slash};
    Str xpos = {name.data + slash + 1, name.len - slash - 1};
    if (tag_from_name(tag, &data->tags[index]) && xpos_from_name(xpos, &data->xposes[index]))
        return DATELINE_OK;
    return FAIL(err, DATELINE_ERR_DATA, DATELINE_NO_OFFSET,
                MODEL_FILE ": tag '" STR_FMT "' is not known", STR_ARG(name));
}

/* "O", then in pairs "B-PER", "I-PER": the first word of a name of a class, its other words. */
static bool starts_name(uint32_t label)
{
    return label % 2 == 1;
}

static DatelineStatus read_name_label(SyntaxData *data, uint32_t index, DatelineError *err)
{
    Str label = syntax_model_name_label(data->model, index), type = label;
    bool starts = starts_name(index);
    if (index > 0 && str_starts(label, starts ? STR("B-") : STR("I-")))
        type = (Str){label.data + 2, label.len - 2};
    if (name_type_from_name(type, &data->names[index]) &&
        (index == 0) == (data->names[index] == NAME_TYPE_NONE) &&
        (index == 0 || starts || data->names[index] == data->names[index - 1]))
        return DATELINE_OK;
    return FAIL(err, DATELINE_ERR_DATA, DATELINE_NO_OFFSET,
                MODEL_FILE ": label %u of a name, '" STR_FMT "', is not known", (unsigned)index,
                STR_ARG(label));
}

static DatelineStatus read_name_labels(SyntaxData *data, Arena *arena, DatelineError *err)
{
    uint32_t count = syntax_model_name_count(data->model);
    data->name_count = count;
    data->names = arena_new_items(arena, NameType, count);
    for (uint32_t i = 0; i < count; i++) TRY(read_name_label(data, i, err));
    return DATELINE_OK;
}

static DatelineStatus read_names(SyntaxData *data, Arena *arena, DatelineError *err)
{
    uint32_t tag_count = syntax_model_tag_count(data->model);
    uint32_t relation_count = syntax_model_relation_count(data->model);
    data->tags = arena_new_items(arena, Tag, tag_count);
    data->xposes = arena_new_items(arena, Xpos, tag_count);
    data->relations = arena_new_items(arena, Relation, relation_count);
    for (uint32_t i = 0; i < tag_count; i++) TRY(read_tag_name(data, i, err));
    for (uint32_t i = 0; i < relation_count; i++) {
        Str name = syntax_model_relation_name(data->model, i);
        if (!relation_from_name(name, &data->relations[i]))
            return FAIL(err, DATELINE_ERR_DATA, DATELINE_NO_OFFSET,
                        MODEL_FILE ": relation '" STR_FMT "' is not known", STR_ARG(name));
    }
    return DATELINE_OK;
}

static DatelineStatus syntax_load(const DataFiles *files, Arena *arena, void **out_data,
                                  DatelineError *err)
{
    SyntaxData *data = arena_alloc(arena, sizeof *data);
    Str bytes;
    TRY(data_file_read(files, MODEL_FILE, arena, &bytes, err));
    TRY(syntax_model_read(bytes, arena, &data->model, err));
    if (syntax_model_context_width(data->model) != WORD_CONTEXT_WIDTH)
        return FAIL(err, DATELINE_ERR_DATA, DATELINE_NO_OFFSET,
                    MODEL_FILE ": %u numbers a word, other models read %u", (unsigned)syntax_model_context_width(data->model),
                    WORD_CONTEXT_WIDTH);
    TRY(read_names(data, arena, err));
    TRY(read_name_labels(data, arena, err));
    TRY(lemma_table_load(files, arena, &data->lemmas, err));
    TRY(feature_table_load(files, arena, &data->features, err));
    data->caches = caches_new(data->model);
    *out_data = data;
    return DATELINE_OK;
}

static void syntax_unload(void *data)
{
    caches_free(((SyntaxData *)data)->caches);
}

static SyntaxWord *take_words(const Document *doc, Arena *scratch)
{
    SyntaxWord *words = arena_new_items(scratch, SyntaxWord, doc->tokens.count);
    for (uint32_t i = 0; i < doc->tokens.count; i++) {
        const Token *token = &doc->tokens.items[i];
        words[i] = (SyntaxWord){.form = document_str(doc, token->span), .lower = token->lower};
    }
    return words;
}

/* "'s" before a participle is "has", if it is no passive: "he's sent a letter". */
static bool is_short_has(const Document *doc, const Token *token)
{
    return token->relation == REL_AUX && token->head != NONE &&
           str_equal(token->lower, STR("'s")) && document_token(doc, token->head)->xpos == XPOS_VBN;
}

static void set_lemmas(const LemmaTable *lemmas, Document *doc, TokenRange tokens)
{
    for (uint32_t i = tokens.first; i < tokens.end; i++) {
        Token *token = &doc->tokens.items[i];
        Str form = document_str(doc, token->span);
        token->lemma = is_short_has(doc, token) ? STR("have")
                                                : lemma_of(lemmas, form, token->lower, token->tag,
                                                           token->xpos, doc->arena);
    }
}

static void store_name(const SyntaxData *data, Token *token, const SyntaxWord *word)
{
    token->name = data->names[word->name];
    token->starts_name = starts_name(word->name);
    for (uint32_t i = 1; i + 1 < data->name_count; i += 2)
        token->name_scores[data->names[i]] = word->name_scores[i / 2];
}

static void store_words(const SyntaxData *data, Document *doc, Sentence *sentence,
                        const SyntaxWord *words)
{
    uint32_t first = sentence->tokens.first;
    for (uint32_t i = first; i < sentence->tokens.end; i++) {
        Token *token = &doc->tokens.items[i];
        const SyntaxWord *word = &words[i];
        token->tag = data->tags[word->tag];
        token->xpos = data->xposes[word->tag];
        token->relation = data->relations[word->relation];
        store_name(data, token, word);
        token->head = word->head == SYNTAX_ROOT ? NONE : first + word->head;
        if (token->head == NONE) sentence->root = i;
    }
    set_lemmas(data->lemmas, doc, sentence->tokens);
}

static void parse(const SyntaxData *data, Document *doc, SyntaxWord *words, Arena *scratch)
{
    uint32_t *lens = arena_new_items(scratch, uint32_t, doc->sentences.count);
    uint32_t longest = 0;
    for (uint32_t i = 0; i < doc->sentences.count; i++) {
        TokenRange tokens = doc->sentences.items[i].tokens;
        lens[i] = tokens.end - tokens.first;
        if (lens[i] > longest) longest = lens[i];
    }
    doc->contexts = word_contexts_new(data->model, doc->tokens.count, doc->arena);
    WordCache *cache = caches_take(data->caches);
    SyntaxWorkspace *workspace = syntax_workspace_new(data->model, longest, cache, scratch);
    syntax_model_parse(data->model, workspace, words, lens, doc->sentences.count, &doc->contexts);
    caches_give_back(data->caches, cache);
}

static DatelineStatus syntax_run(const void *data, Document *doc, Arena *scratch,
                                 DatelineError *err)
{
    (void)err;
    const SyntaxData *syntax = data;
    SyntaxWord *words = take_words(doc, scratch);
    parse(syntax, doc, words, scratch);
    for (uint32_t i = 0; i < doc->sentences.count; i++) {
        Sentence *sentence = &doc->sentences.items[i];
        store_words(syntax, doc, sentence, words);
        repair_sentence(doc, sentence);
        report_clauses_mend(doc, sentence);
        features_set(syntax->features, doc, sentence, scratch);
    }
    return DATELINE_OK;
}

const Stage stage_syntax = {
    .name = "syntax",
    .does = "Tokens to tags, lemmas and dependencies.",
    .reads = PART_TEXT | PART_TOKENS,
    .writes = PART_SYNTAX,
    .language = "en",
    .load = syntax_load,
    .unload = syntax_unload,
    .run = syntax_run,
};
