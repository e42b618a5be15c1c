#include "cli/add_report.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/json.h"
#include "cli/table.h"
#include "text/utf8.h"

/* A table of more rows is no help: then the files with something wrong come first. */
#define MOST_ROWS 20
#define TABLE_WIDTH 80

enum { COLUMN_FILE, COLUMN_ARTICLES, COLUMN_ADDED, COLUMN_KNOWN, COLUMN_FAILED, COLUMN_NOT_READ };
#define COLUMNS (COLUMN_NOT_READ + 1)

typedef struct Row {
    Str cells[COLUMNS];
} Row;

struct AddReport {
    bool is_json;
    Arena *arena;
    List(Row) first;  /* of all files, up to MOST_ROWS + 1 */
    List(Row) faulty; /* of those with something wrong, up to MOST_ROWS */
    uint64_t files;
    uint64_t faulty_files;
    IntakeCounts counts;
    uint64_t fates[ARTICLE_FATES];
    uint64_t not_analysed;
};

AddReport *add_report_new(bool is_json)
{
    Arena *arena = arena_new(4096);
    AddReport *report = arena_alloc(arena, sizeof *report);
    report->arena = arena;
    report->is_json = is_json;
    return report;
}

void add_report_free(AddReport *report)
{
    if (report != NULL) arena_free(report->arena);
}

void add_report_not_analysed(AddReport *report)
{
    report->not_analysed++;
}

uint64_t add_report_fate(const AddReport *report, ArticleFate fate)
{
    return report->fates[fate];
}

/* ---- JSON ------------------------------------------------------------------------------------ */

static void write_count(JsonWriter *json, const char *key, uint64_t count)
{
    json_key(json, key);
    json_int(json, (int64_t)count);
}

static void write_reasons(JsonWriter *json, const IntakeCounts *counts)
{
    json_key(json, "skipped");
    json_begin_object(json);
    for (int i = 0; i < INTAKE_SKIP_COUNT; i++)
        if (counts->skipped[i] > 0)
            write_count(json, intake_skip_name((IntakeSkip)i), counts->skipped[i]);
    json_end_object(json);
    json_key(json, "refused");
    json_begin_object(json);
    for (int i = 0; i < INTAKE_REASON_COUNT; i++)
        if (counts->problems[i] > 0)
            write_count(json, intake_reason_name((IntakeReason)i), counts->problems[i]);
    json_end_object(json);
}

static void write_counts(JsonWriter *json, const IntakeCounts *counts, const uint64_t *fates)
{
    write_count(json, "bytes", counts->bytes);
    write_count(json, "articles", counts->articles);
    write_count(json, "added", fates[ARTICLE_ADDED]);
    write_count(json, "known", fates[ARTICLE_KNOWN]);
    write_count(json, "failed", fates[ARTICLE_FAILED]);
    write_reasons(json, counts);
}

static void write_faults(JsonWriter *json, const FileResult *result)
{
    json_key(json, "faults");
    json_begin_array(json);
    for (uint32_t i = 0; i < result->faults.count; i++) {
        const FileFault *fault = &result->faults.items[i];
        json_begin_object(json);
        json_key(json, "reason");
        json_cstring(json, fault->reason);
        write_count(json, "byte", fault->offset);
        if (fault->line > 0) write_count(json, "line", fault->line);
        json_key(json, "message");
        json_str(json, utf8_make_valid(fault->message, result->arena));
        json_end_object(json);
    }
    json_end_array(json);
}

static void print_line(Buffer *line)
{
    buffer_add_char(line, '\n');
    fwrite(line->data, 1, line->len, stdout);
    buffer_release(line);
}

static void print_result(const FileResult *result)
{
    Buffer line = {0};
    JsonWriter json = {.out = &line};
    json_begin_object(&json);
    json_key(&json, "file");
    json_str(&json, utf8_make_valid(result->path, result->arena));
    write_counts(&json, &result->counts, result->fates);
    write_faults(&json, result);
    json_end_object(&json);
    print_line(&line);
}

static void print_json_summary(const AddReport *report, const IntakeCounts *total)
{
    Buffer line = {0};
    JsonWriter json = {.out = &line};
    json_begin_object(&json);
    write_count(&json, "files", total->files);
    write_counts(&json, total, report->fates);
    write_count(&json, "not_analysed", report->not_analysed);
    json_end_object(&json);
    print_line(&line);
}

/* ---- Table ----------------------------------------------------------------------------------- */

static void add_part(Buffer *out, uint64_t count, const char *name)
{
    if (count > 0) buffer_format(out, "%s%" PRIu64 " %s", out->len > 0 ? ", " : "", count, name);
}

/* "2 broken JSON, 600 skipped" */
static Str not_read(const IntakeCounts *counts, Arena *arena)
{
    Buffer out = {0};
    for (int i = 0; i < INTAKE_REASON_COUNT; i++)
        add_part(&out, counts->problems[i], intake_reason_name((IntakeReason)i));
    add_part(&out, counts_skipped(counts), "skipped");
    Str text = arena_copy_str(arena, buffer_str(&out));
    buffer_release(&out);
    return text;
}

static Row make_row(Str name, const IntakeCounts *counts, const uint64_t *fates, Str rest,
                    Arena *arena)
{
    return (Row){{
        [COLUMN_FILE] = utf8_make_valid(name, arena),
        [COLUMN_ARTICLES] = arena_format(arena, "%" PRIu64, counts->articles),
        [COLUMN_ADDED] = arena_format(arena, "%" PRIu64, fates[ARTICLE_ADDED]),
        [COLUMN_KNOWN] = arena_format(arena, "%" PRIu64, fates[ARTICLE_KNOWN]),
        [COLUMN_FAILED] = arena_format(arena, "%" PRIu64, fates[ARTICLE_FAILED]),
        [COLUMN_NOT_READ] = rest,
    }};
}

static void keep_row(AddReport *report, const FileResult *result, bool is_faulty)
{
    bool is_first = report->first.count <= MOST_ROWS,
         is_kept = is_first || (is_faulty && report->faulty.count < MOST_ROWS);
    if (!is_kept) return;
    Row row = make_row(arena_copy_str(report->arena, result->path), &result->counts, result->fates,
                       not_read(&result->counts, report->arena), report->arena);
    if (is_first) *list_add(report->arena, &report->first) = row;
    if (is_faulty && report->faulty.count < MOST_ROWS)
        *list_add(report->arena, &report->faulty) = row;
}

static void add_counts(IntakeCounts *sum, const IntakeCounts *more)
{
    sum->articles += more->articles;
    for (int i = 0; i < INTAKE_SKIP_COUNT; i++) sum->skipped[i] += more->skipped[i];
    for (int i = 0; i < INTAKE_REASON_COUNT; i++) sum->problems[i] += more->problems[i];
}

void add_report_take(void *context, const FileResult *result)
{
    AddReport *report = context;
    bool is_faulty = counts_problems(&result->counts) > 0 || result->fates[ARTICLE_FAILED] > 0;
    report->files++;
    report->faulty_files += is_faulty;
    for (int i = 0; i < ARTICLE_FATES; i++) report->fates[i] += result->fates[i];
    add_counts(&report->counts, &result->counts);
    if (report->is_json)
        print_result(result);
    else
        keep_row(report, result, is_faulty);
}

static const TableColumn columns[COLUMNS] = {
    [COLUMN_FILE] = {"file", true, false},     [COLUMN_ARTICLES] = {"articles", false, true},
    [COLUMN_ADDED] = {"added", false, true},   [COLUMN_KNOWN] = {"known", false, true},
    [COLUMN_FAILED] = {"failed", false, true}, [COLUMN_NOT_READ] = {"not read", true, false},
};

static void print_rows(const Row *rows, uint32_t count, const Row *total)
{
    TablePrinter *table = table_new(columns, COLUMNS, TABLE_WIDTH, 3, false);
    for (uint32_t i = 0; i < count; i++) table_add_row(table, rows[i].cells);
    if (total != NULL) table_add_row(table, total->cells);
    Buffer out = {0};
    table_take(table, true, &out);
    fwrite(out.data, 1, out.len, stderr);
    buffer_release(&out);
    table_free(table);
}

/* "not read: 2 broken JSON, 1 empty": why, of all files. */
static void print_reasons(const IntakeCounts *counts)
{
    Buffer refused = {0}, skipped = {0};
    for (int i = 0; i < INTAKE_REASON_COUNT; i++)
        add_part(&refused, counts->problems[i], intake_reason_name((IntakeReason)i));
    for (int i = 0; i < INTAKE_SKIP_COUNT; i++)
        add_part(&skipped, counts->skipped[i], intake_skip_name((IntakeSkip)i));
    if (refused.len > 0) fprintf(stderr, "not read: %s\n", refused.data);
    if (skipped.len > 0) fprintf(stderr, "skipped: %s\n", skipped.data);
    buffer_release(&refused);
    buffer_release(&skipped);
}

static Str count_not_read(const AddReport *report)
{
    uint64_t count = counts_problems(&report->counts) + counts_skipped(&report->counts);
    return count == 0 ? (Str){0} : arena_format(report->arena, "%" PRIu64, count);
}

void add_report_print_table(AddReport *report)
{
    bool is_told = report->faulty_files > 0 || counts_skipped(&report->counts) > 0;
    if (report->is_json || (report->files <= 1 && !is_told)) return;
    bool is_short = report->files <= MOST_ROWS;
    const Row *rows = is_short ? report->first.items : report->faulty.items;
    uint32_t count = is_short ? report->first.count : report->faulty.count;
    uint64_t others = report->files - count;
    Str name = STR("all files");
    if (others > 0)
        name = arena_format(report->arena, "all %" PRIu64 " files, %" PRIu64 " not shown",
                            report->files, others);
    Row total =
        make_row(name, &report->counts, report->fates, count_not_read(report), report->arena);
    print_rows(rows, count, report->files > 1 ? &total : NULL);
    if (report->files > 1) print_reasons(&report->counts);
}

/* ---- The last line --------------------------------------------------------------------------- */

void add_report_print_summary(const AddReport *report, const IntakeCounts *total)
{
    if (report->is_json) {
        print_json_summary(report, total);
        return;
    }
    uint64_t added = report->fates[ARTICLE_ADDED];
    uint64_t refused = counts_problems(total) + report->fates[ARTICLE_FAILED];
    printf("%" PRIu64 " file%s read: %" PRIu64 " article%s added, %" PRIu64 " known", total->files,
           total->files == 1 ? "" : "s", added, added == 1 ? "" : "s",
           report->fates[ARTICLE_KNOWN]);
    if (refused > 0) printf(", %" PRIu64 " refused", refused);
    if (report->not_analysed > 0)
        printf(", %" PRIu64 " not in English and not analysed", report->not_analysed);
    putchar('\n');
}
