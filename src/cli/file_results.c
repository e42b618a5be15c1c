#include "cli/file_results.h"

#include <stdlib.h>

#define FIRST_CHUNK_BYTES 512

uint64_t counts_problems(const IntakeCounts *counts)
{
    uint64_t sum = 0;
    for (int i = 0; i < INTAKE_REASON_COUNT; i++) sum += counts->problems[i];
    return sum;
}

uint64_t counts_skipped(const IntakeCounts *counts)
{
    uint64_t sum = 0;
    for (int i = 0; i < INTAKE_SKIP_COUNT; i++) sum += counts->skipped[i];
    return sum;
}

static IntakeCounts counts_between(const IntakeCounts *before, const IntakeCounts *after)
{
    IntakeCounts out = {.files = after->files - before->files,
                        .bytes = after->bytes - before->bytes,
                        .articles = after->articles - before->articles};
    for (int i = 0; i < INTAKE_SKIP_COUNT; i++)
        out.skipped[i] = after->skipped[i] - before->skipped[i];
    for (int i = 0; i < INTAKE_REASON_COUNT; i++)
        out.problems[i] = after->problems[i] - before->problems[i];
    return out;
}

static FileResult *add_result(FileResults *results, Str path)
{
    Arena *arena = arena_new(FIRST_CHUNK_BYTES);
    FileResult *result = arena_alloc(arena, sizeof *result);
    result->arena = arena;
    result->path = arena_copy_str(arena, path);
    if (results->newest == NULL)
        results->oldest = result;
    else
        results->newest->next = result;
    results->newest = result;
    return result;
}

static void take_oldest(FileResults *results)
{
    FileResult *oldest = results->oldest;
    results->oldest = oldest->next;
    if (results->oldest == NULL) results->newest = NULL;
    results->take(results->context, oldest);
    arena_free(oldest->arena);
}

static void take_whole(FileResults *results)
{
    while (results->oldest != NULL && results->oldest->is_ended && results->oldest->pending == 0)
        take_oldest(results);
}

/* The first by place are kept, in order: what is wrong with reading is known before what is wrong with analysis, the more
 * so the more threads there are. */
static void add_fault(FileResult *result, const FileFault *fault)
{
    uint32_t count = result->faults.count;
    if (count >= FAULTS_KEPT && result->faults.items[count - 1].offset <= fault->offset) return;
    if (count < FAULTS_KEPT) {
        list_add(result->arena, &result->faults);
        count++;
    }
    FileFault *faults = result->faults.items;
    uint32_t at = count - 1;
    for (; at > 0 && faults[at - 1].offset > fault->offset; at--) faults[at] = faults[at - 1];
    faults[at] = *fault;
    faults[at].message = arena_copy_str(result->arena, fault->message);
}

void file_results_begin(FileResults *results, Str path, const IntakeCounts *counts)
{
    results->before = *counts;
    results->before.files--; /* the file is counted already */
    add_result(results, path);
}

void file_results_end(FileResults *results, const IntakeCounts *counts)
{
    FileResult *result = results->newest;
    result->counts = counts_between(&results->before, counts);
    result->is_ended = true;
    take_whole(results);
}

void file_results_problem(FileResults *results, const IntakeProblem *problem)
{
    bool is_within = results->newest != NULL && !results->newest->is_ended;
    FileResult *result = is_within ? results->newest : add_result(results, problem->path);
    add_fault(result, &(FileFault){.reason = intake_reason_name(problem->reason),
                                   .offset = problem->offset,
                                   .line = problem->line,
                                   .message = problem->message});
    if (is_within) return;
    result->counts.problems[problem->reason]++;
    result->is_ended = true;
    take_whole(results);
}

void file_results_article(FileResults *results)
{
    results->newest->pending++;
}

void file_results_skip(FileResults *results)
{
    results->newest->pending--;
    results->newest->fates[ARTICLE_KNOWN]++;
}

void file_results_deliver(FileResults *results, ArticleFate fate, const FileFault *fault)
{
    FileResult *result = results->oldest;
    while (result != NULL && result->pending == 0) result = result->next;
    if (result == NULL) return;
    result->pending--;
    result->fates[fate]++;
    if (fault != NULL) add_fault(result, fault);
    take_whole(results);
}

void file_results_finish(FileResults *results)
{
    while (results->oldest != NULL) take_oldest(results);
}
