/*
 * The way of words to the reader, in every report of a message, a quotation or a claim.
 *
 *     said by Kim > reported by KCNA > quoted by Yonhap > printed by the Example Times
 *
 * A report is one article's; its copies stand under it. Of a quotation or claim, the reports are all
 * quotations of its group of wordings.
 */
#ifndef QUERY_CHAIN_H
#define QUERY_CHAIN_H

#include "query/query.h"

/* The record whose reports are meant by an id or the beginning of one: the group of a quotation, the
 * quotation of a claim. *out_asked is the record that was named, empty if there is none. Fails with
 * DATELINE_ERR_USAGE for a record that nobody passes on. */
DatelineStatus query_chain_of(Store *store, Str id, Arena *arena, QueryKind *out_kind, Str *out_asked,
                              Str *out_subject, DatelineError *err) MUST_CHECK;

/* A row a step of a chain; reports by date, steps from who said it to who prints it. Columns are those
 * of QUERY_CHAIN. filter->id is the subject; since, until and limit (of reports) count too. */
DatelineStatus query_chain(Store *store, const QueryFilter *filter, QuerySink sink, void *context,
                           uint64_t *out_rows, DatelineError *err) MUST_CHECK;

#endif
