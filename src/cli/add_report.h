/*
 * What `add` says of its files: a table on standard error for people, JSON lines on standard output
 * for programs.
 *
 *     file            articles  added  known  failed  not read
 *     news/a.html            1      1      0       0
 *     news/dump.jsonl       99     98      1       0  1 broken JSON
 */
#ifndef CLI_ADD_REPORT_H
#define CLI_ADD_REPORT_H

#include "base/buffer.h"
#include "cli/file_results.h"

typedef struct AddReport AddReport;

/* With is_json each result is printed as it comes; else rows are kept for the table. */
AddReport *add_report_new(bool is_json);
void add_report_free(AddReport *report);

/* A FileResults.take; context is the AddReport. */
void add_report_take(void *context, const FileResult *result);

/* Nothing if there is one file, and nothing wrong with it. */
void add_report_print_table(AddReport *report);
/* The last line; total: of all files. */
void add_report_print_summary(const AddReport *report, const IntakeCounts *total);

/* An added article is in a language that is not analysed. */
void add_report_not_analysed(AddReport *report);

uint64_t add_report_fate(const AddReport *report, ArticleFate fate);

#endif
