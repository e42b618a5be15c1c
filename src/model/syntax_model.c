#include "model/syntax_model.h"

#include "model/model_file.h"
#include "model/net.h"

#define MOST_NAMES 255u /* a number is one byte */

typedef struct NameList {
    Str *names;
    uint32_t count;
} NameList;

struct SyntaxModel {
    NameList tags;
    NameList relations;
    NameList names;
    Net net;
};

struct SyntaxWorkspace {
    NetWorkspace *net;
};

static DatelineStatus read_names(Str section, const char *what, Arena *arena, NameList *out,
                                 DatelineError *err)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < section.len; i++) count += section.data[i] == '\n';
    if (count == 0 || count > MOST_NAMES || section.data[section.len - 1] != '\n')
        return FAIL(err, DATELINE_ERR_DATA, DATELINE_NO_OFFSET,
                    "syntax model: %u names of %s, from 1 to %u expected", (unsigned)count, what,
                    (unsigned)MOST_NAMES);
    out->names = arena_new_items(arena, Str, count);
    out->count = count;
    uint32_t start = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t end = str_find(section, STR("\n"), start);
        out->names[i] = (Str){section.data + start, end - start};
        start = end + 1;
    }
    return DATELINE_OK;
}

static DatelineStatus check_counts(const SyntaxModel *model, DatelineError *err)
{
    const Net *net = &model->net;
    if (!str_equal(model->relations.names[0], STR("root")))
        return FAIL(err, DATELINE_ERR_DATA, DATELINE_NO_OFFSET,
                    "syntax model: the first relation is not 'root'");
    if (net->tag_count == model->tags.count && net->relation_count == model->relations.count &&
        net->name_count == model->names.count && net->relation_count > 1 &&
        net->name_count <= 1 + 2 * MOST_NAME_CLASSES)
        return DATELINE_OK;
    return FAIL(err, DATELINE_ERR_DATA, DATELINE_NO_OFFSET,
                "syntax model: %u tags, %u relations and %u labels of names with a network for %u, "
                "%u and %u",
                (unsigned)model->tags.count, (unsigned)model->relations.count,
                (unsigned)model->names.count, (unsigned)net->tag_count,
                (unsigned)net->relation_count, (unsigned)net->name_count);
}

DatelineStatus syntax_model_read(Str bytes, Arena *arena, const SyntaxModel **out,
                                 DatelineError *err)
{
    Str sections[SECTION_COUNT];
    SyntaxModel *model = arena_alloc(arena, sizeof *model);
    TRY(model_file_read(bytes, sections, err));
    TRY(read_names(sections[SECTION_TAGS], "tags", arena, &model->tags, err));
    TRY(read_names(sections[SECTION_RELATIONS], "relations", arena, &model->relations, err));
    TRY(read_names(sections[SECTION_NAMES], "labels", arena, &model->names, err));
    TRY(net_read(sections[SECTION_NET], arena, &model->net, err));
    TRY(check_counts(model, err));
    *out = model;
    return DATELINE_OK;
}

uint32_t syntax_model_tag_count(const SyntaxModel *model)
{
    return model->tags.count;
}

Str syntax_model_tag_name(const SyntaxModel *model, uint32_t tag)
{
    assert(tag < model->tags.count);
    return model->tags.names[tag];
}

uint32_t syntax_model_relation_count(const SyntaxModel *model)
{
    return model->relations.count;
}

Str syntax_model_relation_name(const SyntaxModel *model, uint32_t relation)
{
    assert(relation < model->relations.count);
    return model->relations.names[relation];
}

uint32_t syntax_model_name_count(const SyntaxModel *model)
{
    return model->names.count;
}

Str syntax_model_name_label(const SyntaxModel *model, uint32_t name)
{
    assert(name < model->names.count);
    return model->names.names[name];
}

SyntaxWorkspace *syntax_workspace_new(const SyntaxModel *model, uint32_t longest_sentence,
                                      WordCache *cache, Arena *arena)
{
    SyntaxWorkspace *workspace = arena_alloc(arena, sizeof *workspace);
    uint32_t most = longest_sentence > WORDS_AT_ONCE ? longest_sentence : WORDS_AT_ONCE;
    workspace->net = net_workspace_new(&model->net, most, arena);
    workspace->net->cache = cache;
    return workspace;
}

WordCache *syntax_word_cache_new(const SyntaxModel *model)
{
    return word_cache_new(WORD_CACHE_BITS, model->net.size);
}

uint32_t syntax_model_context_width(const SyntaxModel *model)
{
    return model->net.size;
}

WordContexts word_contexts_new(const SyntaxModel *model, uint32_t words, Arena *arena)
{
    uint32_t width = model->net.size;
    return (WordContexts){.values = arena_new_items(arena, int8_t, (size_t)words * width),
                          .scales = arena_new_items(arena, float, words),
                          .width = width};
}

static WordContexts word_contexts_from(const WordContexts *contexts, size_t word)
{
    return (WordContexts){contexts->values + word * contexts->width, contexts->scales + word, contexts->width};
}

void syntax_model_parse(const SyntaxModel *model, SyntaxWorkspace *workspace, SyntaxWord *words,
                        const uint32_t *lens, uint32_t sentence_count, const WordContexts *contexts)
{
    const SyntaxWord *first = words;
    while (sentence_count > 0) {
        Batch batch = net_take_batch(words, lens, sentence_count, workspace->net->most_words);
        if (contexts != NULL) batch.contexts = word_contexts_from(contexts, (size_t)(words - first));
        net_run(&model->net, workspace->net, &batch);
        words += batch.count;
        lens += batch.sentence_count;
        sentence_count -= batch.sentence_count;
    }
}
