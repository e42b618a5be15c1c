/*
 * How fast the language core is: sentences, tokens, tags, lemmas, trees and names, on one core.
 *
 *     dateline-bench-core ARTICLES [MOST]     the first MOST articles (500) of ARTICLES
 *
 * Stages are run over all articles in several rounds; the fastest counts, as noise only ever adds.
 * Then the layers of the network, each timed by itself, at every level of instructions this machine
 * has; all must say the same of every word. Times are the processor's.
 */
#include <stdio.h>
#include <stdlib.h>

#include "01_intake/intake.h"
#include "measure.h"
#include "model/model_file.h"
#include "model/net.h"
#include "pipeline/batch.h"
#include "text/data.h"

#define ROUNDS 5
#define STAGES_OF_CORE 3u /* clean, segment, syntax */
#define SEGMENT_STAGE 1
#define SYNTAX_STAGE 2
#define MOST_SECONDS 6.0   /* for the rounds of one level of instructions */
#define ARTICLES_COMPARED 10u /* each level reads as many at least */

typedef struct Bench {
    const Pipeline *pipeline;
    Arena *arena; /* of what is read */
    List(DatelineSource) sources;
    uint32_t most;
} Bench;

/* ---- reading ---- */

static DatelineText copy_text(Arena *arena, DatelineText text)
{
    return (DatelineText){arena_copy(arena, text.data, text.len), text.len};
}

static DatelineStatus keep_source(void *context, const DatelineSource *source, DatelineError *err)
{
    (void)err;
    Bench *bench = context;
    if (bench->sources.count == bench->most) return DATELINE_OK;
    DatelineSource *copy = list_add(bench->arena, &bench->sources);
    *copy = (DatelineSource){.format = source->format, .language = {"en", 2}};
    copy->page = copy_text(bench->arena, source->page);
    return DATELINE_OK;
}

static void read_articles(Bench *bench, const char *path)
{
    DatelineError err;
    IntakeCounts counts = {0};
    const IntakeSink sink = {.context = bench, .article = keep_source};
    check(intake_read(path, &sink, &counts, &err), path, &err);
    if (bench->sources.count == 0) die(path, "has no articles");
}

/* ---- the stages ---- */

static DatelineStatus ignore(void *context, const BatchResult *result, DatelineError *err)
{
    (void)context, (void)result, (void)err;
    return DATELINE_OK;
}

static void run_threads(const Bench *bench, uint32_t threads)
{
    DatelineError err;
    Batch *batch = batch_new(&(BatchPlan){.pipeline = bench->pipeline,
                                          .threads = threads,
                                          .stage_count = STAGES_OF_CORE,
                                          .deliver = ignore});
    for (uint32_t i = 0; i < bench->sources.count; i++)
        check(batch_add(batch, &bench->sources.items[i], &err), "analysis", &err);
    check(batch_finish(batch, &err), "analysis", &err);
    batch_free(batch);
}

static uint64_t run_round(const Bench *bench, StageTimes *times)
{
    DatelineError err;
    uint64_t words = 0;
    for (uint32_t i = 0; i < bench->sources.count; i++) {
        Document *doc;
        check(pipeline_run(bench->pipeline, &bench->sources.items[i], STAGES_OF_CORE, times, &doc,
                           &err),
              "analysis", &err);
        words += doc->tokens.count;
        document_free(doc);
    }
    return words;
}

/* Microseconds a word, in segment and in syntax. */
static uint64_t measure_stages(const Bench *bench, double *segment, double *syntax)
{
    uint64_t words = 0, least = UINT64_MAX;
    for (int i = 0; i < ROUNDS; i++) {
        StageTimes times = {0};
        words = run_round(bench, &times);
        uint64_t both = times.nanoseconds[SEGMENT_STAGE] + times.nanoseconds[SYNTAX_STAGE];
        if (both >= least) continue;
        least = both;
        *segment = (double)times.nanoseconds[SEGMENT_STAGE] / 1e3 / (double)words;
        *syntax = (double)times.nanoseconds[SYNTAX_STAGE] / 1e3 / (double)words;
    }
    return words;
}

/* ---- the layers ---- */

typedef enum LayerOfNet {
    LAYER_EMBED,
    LAYER_ENCODE,
    LAYER_TAG,
    LAYER_NAME,
    LAYER_ARCS,
    LAYER_TREE,
    LAYER_RELATE,
    LAYER_COUNT,
} LayerOfNet;

static const char *const layer_names[LAYER_COUNT] = {"embed", "encode", "tag",   "name",
                                                     "arcs",  "tree",   "relate"};

typedef struct Article {
    SyntaxWord *words;
    uint32_t word_count;
    uint32_t *lens; /* of its sentences */
    uint32_t sentence_count;
    uint32_t longest;
} Article;

typedef struct Profile {
    Net net;
    Article *articles;
    uint32_t article_count;
    Arena *arena;
} Profile;

typedef struct Level {
    const char *name;
    double micros[LAYER_COUNT]; /* a word */
    double total;
    uint64_t said; /* hash of all that was said of the words */
} Level;

static void read_net(Profile *profile, const DataFiles *files)
{
    DatelineError err;
    Str bytes, sections[SECTION_COUNT];
    check(data_file_read(files, "models/syntax.bin", profile->arena, &bytes, &err), "model", &err);
    check(model_file_read(bytes, sections, &err), "model", &err);
    check(net_read(sections[SECTION_NET], profile->arena, &profile->net, &err), "model", &err);
}

static void take_article(Profile *profile, const Document *doc)
{
    Article *article = &profile->articles[profile->article_count++];
    *article = (Article){.word_count = doc->tokens.count, .sentence_count = doc->sentences.count};
    article->words = arena_new_items(profile->arena, SyntaxWord, doc->tokens.count);
    article->lens = arena_new_items(profile->arena, uint32_t, doc->sentences.count);
    for (uint32_t i = 0; i < doc->tokens.count; i++)
        article->words[i] = (SyntaxWord){
            .form = arena_copy_str(profile->arena, document_str(doc, doc->tokens.items[i].span)),
            .lower = arena_copy_str(profile->arena, doc->tokens.items[i].lower)};
    for (uint32_t i = 0; i < doc->sentences.count; i++) {
        TokenRange tokens = doc->sentences.items[i].tokens;
        article->lens[i] = tokens.end - tokens.first;
        if (article->lens[i] > article->longest) article->longest = article->lens[i];
    }
}

static void take_articles(Profile *profile, const Bench *bench)
{
    DatelineError err;
    profile->articles = arena_new_items(profile->arena, Article, bench->sources.count);
    for (uint32_t i = 0; i < bench->sources.count; i++) {
        Document *doc;
        check(pipeline_run(bench->pipeline, &bench->sources.items[i], SYNTAX_STAGE, NULL, &doc,
                           &err),
              "analysis", &err);
        take_article(profile, doc);
        document_free(doc);
    }
}

static void lap(double *since, double *total)
{
    double now = processor_seconds();
    *total += now - *since;
    *since = now;
}

static void run_batch(const Net *net, NetWorkspace *workspace, const Batch *batch, double *seconds)
{
    double since = processor_seconds();
    net_embed(net, workspace, batch);
    lap(&since, &seconds[LAYER_EMBED]);
    net_encode(net, workspace, batch);
    lap(&since, &seconds[LAYER_ENCODE]);
    net_tag(net, workspace, batch);
    lap(&since, &seconds[LAYER_TAG]);
    net_score_arcs(net, workspace, batch);
    lap(&since, &seconds[LAYER_ARCS]);
    net_attach(workspace, batch);
    lap(&since, &seconds[LAYER_TREE]);
    net_relate(net, workspace, batch);
    lap(&since, &seconds[LAYER_RELATE]);
    net_name(net, workspace, batch);
    lap(&since, &seconds[LAYER_NAME]);
}

static void run_article(const Profile *profile, const Article *article, NetWorkspace *workspace,
                        double *seconds)
{
    for (uint32_t first = 0, word = 0; first < article->sentence_count;) {
        Batch batch = net_take_batch(article->words + word, article->lens + first,
                                     article->sentence_count - first, workspace->most_words);
        run_batch(&profile->net, workspace, &batch, seconds);
        first += batch.sentence_count;
        word += batch.count;
    }
}

static uint64_t hash_articles(const Profile *profile)
{
    uint64_t hash = 0;
    for (uint32_t i = 0; i < profile->article_count && i < ARTICLES_COMPARED; i++)
        for (uint32_t t = 0; t < profile->articles[i].word_count; t++) {
            const SyntaxWord *word = &profile->articles[i].words[t];
            uint32_t said[] = {word->tag, word->name, word->relation, word->head};
            hash = hash_bytes(said, sizeof said, hash);
        }
    return hash;
}

static NetWorkspace *new_workspace(const Profile *profile, const Kernels *kernels, Arena *arena)
{
    uint32_t longest = WORDS_AT_ONCE;
    for (uint32_t i = 0; i < profile->article_count; i++)
        if (profile->articles[i].longest > longest) longest = profile->articles[i].longest;
    NetWorkspace *workspace = net_workspace_new(&profile->net, longest, arena);
    workspace->cache = word_cache_new(WORD_CACHE_BITS, profile->net.size);
    workspace->kernels = kernels;
    return workspace;
}

/* All articles, or as many as can be read in the time. */
static Level run_level(const Profile *profile, NetWorkspace *workspace)
{
    double seconds[LAYER_COUNT] = {0}, start = processor_seconds();
    uint64_t words = 0;
    for (uint32_t i = 0; i < profile->article_count; i++) {
        if (i >= ARTICLES_COMPARED && processor_seconds() - start > MOST_SECONDS) break;
        run_article(profile, &profile->articles[i], workspace, seconds);
        words += profile->articles[i].word_count;
    }
    Level level = {.name = workspace->kernels->name};
    for (int layer = 0; layer < LAYER_COUNT; layer++) {
        level.micros[layer] = seconds[layer] * 1e6 / (double)words;
        level.total += level.micros[layer];
    }
    return level;
}

/* The best of the rounds there is time for. */
static Level measure_level(const Profile *profile, const Kernels *kernels)
{
    Arena *arena = arena_new(1u << 20);
    NetWorkspace *workspace = new_workspace(profile, kernels, arena);
    Level best = {.total = 1e9};
    double start = processor_seconds();
    for (int i = 0; i < ROUNDS && (i == 0 || processor_seconds() - start < MOST_SECONDS); i++) {
        Level level = run_level(profile, workspace);
        if (level.total < best.total) best = level;
    }
    best.said = hash_articles(profile);
    word_cache_free(workspace->cache);
    arena_free(arena);
    return best;
}

static void print_levels(const Level *levels, uint32_t count)
{
    printf("\n| microseconds a word |");
    for (uint32_t i = 0; i < count; i++) printf(" %11s |", levels[i].name);
    printf("\n|---------------------|");
    for (uint32_t i = 0; i < count; i++) printf("------------:|");
    for (int layer = 0; layer < LAYER_COUNT; layer++) {
        printf("\n| %-19s |", layer_names[layer]);
        for (uint32_t i = 0; i < count; i++) printf(" %11.2f |", levels[i].micros[layer]);
    }
    printf("\n| %-19s |", "the network");
    for (uint32_t i = 0; i < count; i++) printf(" %11.2f |", levels[i].total);
    printf("\n| %-19s |", "its words a second");
    for (uint32_t i = 0; i < count; i++) printf(" %11.0f |", 1e6 / levels[i].total);
    printf("\n");
}

#define MOST_LEVELS 8u

/* Returns what the network takes at the best level, microseconds a word. */
static double measure_levels(const Bench *bench)
{
    Profile *profile = arena_alloc(bench->arena, sizeof *profile);
    DataFiles *files = data_files_new(NULL);
    profile->arena = bench->arena;
    read_net(profile, files);
    take_articles(profile, bench);
    Level levels[MOST_LEVELS];
    uint32_t count = 0;
    for (const Kernels *kernels; (kernels = kernels_at(count)) != NULL && count < MOST_LEVELS;) {
        levels[count++] = measure_level(profile, kernels);
        if (levels[count - 1].said != levels[0].said) die(kernels->name, "says other things");
    }
    print_levels(levels, count);
    data_files_free(files);
    return levels[count - 1].total;
}

int main(int argc, char **argv)
{
    if (argc < 2) die("usage", "dateline-bench-core ARTICLES [MOST]");
    Bench bench = {.most = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 500};
    bench.arena = arena_new(1u << 20);
    DatelineError err;
    Pipeline *pipeline;
    double start = processor_seconds();
    check(pipeline_new_light(NULL, &pipeline, &err), "loading", &err);
    double load = processor_seconds() - start;
    bench.pipeline = pipeline;
    read_articles(&bench, argv[1]);
    run_threads(&bench, 2);
    double peak = peak_megabytes();
    double segment = 0, syntax = 0;
    uint64_t words = measure_stages(&bench, &segment, &syntax);
    printf("%u articles, %llu words; data and model loaded in %.0f ms; peak memory with two threads "
           "%.0f MB\n\n",
           bench.sources.count, (unsigned long long)words, load * 1e3, peak);
    printf("whole core, one thread: %.0f words/s: %.2f microseconds a word, %.2f in segment, %.2f in "
           "syntax\n",
           1e6 / (segment + syntax), segment + syntax, segment, syntax);
    fflush(stdout);
    double network = measure_levels(&bench);
    printf("\nsyntax without the network: %.2f microseconds a word\n", syntax - network);
    pipeline_free(pipeline);
    arena_free(bench.arena);
    return 0;
}
