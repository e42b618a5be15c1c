/* The reports between two parties as they are read from the file, and writing the messages made of
 * them: shared by settle_messages.c and write_messages.c. */
#ifndef STORE_MESSAGE_BUCKET_H
#define STORE_MESSAGE_BUCKET_H

#include "ledger/messages.h"
#include "store/store.h"

/* A report's number in the file and its evidence, beside what the ledger compares. */
typedef struct Evidence {
    int64_t number;
    int64_t article;
    int64_t original; /* article that this one repeats; 0 if none */
    Span span;
    Span sent_span;
    Span received_span;
} Evidence;

typedef struct BucketReader {
    Store *store;
    MessageBucket bucket;
    List(Report) reports;
    List(LedgerArticle) articles;
    List(Evidence) evidence;       /* [report] */
    List(int64_t) article_numbers; /* [article] */
} BucketReader;

/* The message with its parties, reports, conflicts and the number of its sources. */
DatelineStatus write_message(const BucketReader *reader, const MergedMessage *message,
                             DatelineError *err) MUST_CHECK;

#endif
