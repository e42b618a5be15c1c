/*
 * Records that were written in segments, because they are long, or a file was full:
 *
 *     response      WARC-Segment-Number: 1      kept
 *     continuation  WARC-Segment-Number: 2      joined to it
 *     continuation  WARC-Segment-Number: 3, WARC-Segment-Total-Length: 9000      read as one record
 */
#include <stdlib.h>

#include "archive.h"

/* Of records whose segments have not all come; more would be an attempt on our memory. */
#define MOST_SEGMENTED 16

struct Segmented {
    ArchiveRecord record; /* its texts live in the run's lasting memory, its block in block */
    Str path;
    Buffer block;
    uint64_t next; /* number of the segment to come */
    bool is_done;
};

static Segmented *find_segmented(const Archives *archives, Str origin)
{
    for (uint32_t i = 0; i < archives->segmented.count; i++) {
        Segmented *one = archives->segmented.items[i];
        if (!one->is_done && str_equal(one->record.id, origin)) return one;
    }
    return NULL;
}

/* A place among the segmented records: a free one, or a new one. NULL: there are too many. */
static Segmented *new_segmented(IntakeRun *run)
{
    Archives *archives = archive_state(run);
    for (uint32_t i = 0; i < archives->segmented.count; i++)
        if (archives->segmented.items[i]->is_done) return archives->segmented.items[i];
    if (archives->segmented.count == MOST_SEGMENTED) return NULL;
    Segmented *one = arena_alloc(run->lasting, sizeof *one);
    *list_add(run->lasting, &archives->segmented) = one;
    return one;
}

void archive_begin_segmented(IntakeRun *run, const ArchiveRecord *record)
{
    archive_report(run, record);
    Segmented *one = new_segmented(run);
    if (one == NULL) {
        run_problem(run, INTAKE_TOO_LARGE, record->offset, 0,
                    "more than %d records wait for their further segments", MOST_SEGMENTED);
        return;
    }
    Buffer block = one->block;
    buffer_clear(&block);
    *one = (Segmented){.record = *record, .path = run->path, .block = block, .next = 2};
    ArchiveRecord *kept = &one->record;
    kept->faults = (Faults){0};
    kept->is_sound = false; /* one segment is */
    kept->id = arena_copy_str(run->lasting, record->id);
    kept->url = arena_copy_str(run->lasting, record->url);
    kept->fetched = arena_copy_str(run->lasting, record->fetched);
    kept->content_type = arena_copy_str(run->lasting, record->content_type);
    kept->payload_digest = arena_copy_str(run->lasting, record->payload_digest);
    buffer_add_str(&one->block, record->block);
}

/* All segments are there, or no more will come. */
static DatelineStatus read_joined(IntakeRun *run, Segmented *one)
{
    Str path = run->path;
    run->path = one->path;
    one->is_done = true;
    one->record.block = buffer_str(&one->block);
    DatelineStatus status = archive_read_record(run, &one->record);
    run->path = path;
    return status;
}

DatelineStatus archive_continue(IntakeRun *run, ArchiveRecord *segment, Str origin, uint64_t number,
                                uint64_t total)
{
    Segmented *one = find_segmented(archive_state(run), origin);
    if (one != NULL && number != one->next)
        faults_add(&segment->faults, "segment %llu where %llu is expected",
                   (unsigned long long)number, (unsigned long long)one->next);
    else if (one != NULL && one->block.len + segment->block.len > LARGEST_BLOCK_BYTES)
        faults_add(&segment->faults, "its record becomes longer than the limit of %u bytes",
                   LARGEST_BLOCK_BYTES);
    archive_report(run, segment);
    if (one == NULL) archive_skip(run, segment, INTAKE_SKIP_LOST_SEGMENT);
    if (one == NULL || segment->faults.count > 0) return DATELINE_OK;
    buffer_add_str(&one->block, segment->block);
    one->next++;
    if (total == UNKNOWN_LENGTH) return DATELINE_OK;
    if (total != one->block.len)
        faults_add(&one->record.faults, "its segments have %zu bytes, not %llu", one->block.len,
                   (unsigned long long)total);
    return read_joined(run, one);
}

DatelineStatus archive_finish(IntakeRun *run)
{
    if (run->archives == NULL) return DATELINE_OK;
    for (uint32_t i = 0; i < run->archives->segmented.count; i++) {
        Segmented *one = run->archives->segmented.items[i];
        if (one->is_done) continue;
        one->record.is_cut = true;
        faults_add(&one->record.faults, "segment %llu of the record did not come",
                   (unsigned long long)one->next);
        TRY(read_joined(run, one));
    }
    return DATELINE_OK;
}

void archive_release(Archives *archives)
{
    if (archives == NULL) return;
    for (uint32_t i = 0; i < archives->segmented.count; i++)
        buffer_release(&archives->segmented.items[i]->block);
    buffer_release(&archives->joined);
    buffer_release(&archives->decoded);
    seen_release(&archives->seen);
    arena_free(archives->arena);
}
