#include "model/syntax_model.h"

#include "model/model_file.h"
#include "model/parser.h"
#include "model/tagger.h"

typedef struct NameList {
    Str *names;
    uint32_t count;
} NameList;

struct SyntaxModel {
    NameList tags;
    NameList relations;
    WordClusters clusters;
    WeightTable tagger;
    WeightTable parser;
};

struct SyntaxWorkspace {
    uint32_t longest;
    WordAtoms *atoms;
    ParseState state;
};

static DatelineStatus read_names(Str section, const char *what, uint32_t most, Arena *arena,
                                 NameList *out, DatelineError *err)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < section.len; i++) count += section.data[i] == '\n';
    if (count == 0 || count > most || section.data[section.len - 1] != '\n')
        return FAIL(err, DATELINE_ERR_DATA, DATELINE_NO_OFFSET,
                    "syntax model: %u names of %s, from 1 to %u expected", (unsigned)count, what,
                    (unsigned)most);
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

static DatelineStatus read_clusters(Str section, WordClusters *out, DatelineError *err)
{
    const unsigned char *bytes = (const unsigned char *)section.data;
    uint32_t count = section.len < 4 ? 0 : read_u32(bytes);
    if (section.len < 4 || section.len - 4 != 5 * (uint64_t)count)
        return FAIL(err, DATELINE_ERR_DATA, DATELINE_NO_OFFSET,
                    "syntax model: %u bytes of clusters do not match their count",
                    (unsigned)section.len);
    *out = (WordClusters){bytes + 4, bytes + 4 + 4 * (size_t)count, count};
    return DATELINE_OK;
}

static DatelineStatus check_classes(const SyntaxModel *model, DatelineError *err)
{
    if (!str_equal(model->relations.names[LABEL_ROOT], STR("root")))
        return FAIL(err, DATELINE_ERR_DATA, DATELINE_NO_OFFSET,
                    "syntax model: the first relation is not 'root'");
    if (model->tagger.class_count != model->tags.count ||
        model->parser.class_count != 2 * model->relations.count - 1)
        return FAIL(err, DATELINE_ERR_DATA, DATELINE_NO_OFFSET,
                    "syntax model: %u tags with %u classes, %u relations with %u classes",
                    (unsigned)model->tags.count, (unsigned)model->tagger.class_count,
                    (unsigned)model->relations.count, (unsigned)model->parser.class_count);
    return DATELINE_OK;
}

DatelineStatus syntax_model_read(Str bytes, Arena *arena, const SyntaxModel **out,
                                 DatelineError *err)
{
    Str sections[SECTION_COUNT];
    SyntaxModel *model = arena_alloc(arena, sizeof *model);
    TRY(model_file_read(bytes, sections, err));
    TRY(read_names(sections[SECTION_TAGS], "tags", MOST_CLASSES - 1, arena, &model->tags, err));
    TRY(read_names(sections[SECTION_RELATIONS], "relations", MOST_RELATIONS, arena,
                   &model->relations, err));
    TRY(read_clusters(sections[SECTION_CLUSTERS], &model->clusters, err));
    TRY(weights_read(sections[SECTION_TAGGER], "tagger", &model->tagger, err));
    TRY(weights_read(sections[SECTION_PARSER], "parser", &model->parser, err));
    TRY(check_classes(model, err));
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

SyntaxWorkspace *syntax_workspace_new(uint32_t longest_sentence, Arena *arena)
{
    SyntaxWorkspace *workspace = arena_alloc(arena, sizeof *workspace);
    workspace->longest = longest_sentence;
    workspace->atoms = arena_new_items(arena, WordAtoms, longest_sentence);
    workspace->state.stack = arena_new_items(arena, uint32_t, STATE_STACK_ITEMS(longest_sentence));
    workspace->state.nodes = arena_new_items(arena, ParseNode, STATE_NODE_ITEMS(longest_sentence));
    return workspace;
}

void syntax_model_parse(const SyntaxModel *model, SyntaxWorkspace *workspace, SyntaxWord *words,
                        uint32_t count)
{
    assert(count > 0 && count <= workspace->longest);
    atoms_build(words, count, &model->clusters, workspace->atoms);
    tagger_run(&model->tagger, words, workspace->atoms, count);
    state_init(&workspace->state, words, workspace->atoms, count);
    parser_run(&model->parser, model->relations.count, &workspace->state, words);
}
