/* Writing one article's records, table by table. Within a transaction. */
#ifndef STORE_WRITE_H
#define STORE_WRITE_H

#include "store/store.h"

/* Writes nothing, and the others are not called, if the article is there already. */
DatelineStatus write_article(Database *db, const Document *doc, const PreparedArticle *prepared,
                             bool *out_is_new, int64_t *out_number, DatelineError *err) MUST_CHECK;
DatelineStatus write_entities(Database *db, const Document *doc, int64_t article,
                              DatelineError *err) MUST_CHECK;
/* Introductions, printed forms, and by what the persons of other articles are recognised. */
DatelineStatus write_names(Store *store, const Document *doc, int64_t article,
                           DatelineError *err) MUST_CHECK;
/* *out_first_quotation: the number of the first; the others follow in their order. */
DatelineStatus write_speech(Database *db, const Document *doc, int64_t article,
                            const PreparedArticle *prepared, int64_t *out_first_quotation,
                            DatelineError *err) MUST_CHECK;
DatelineStatus write_assertions(Database *db, const Document *doc, int64_t article,
                                DatelineError *err) MUST_CHECK;

/* Claims of the article that another of its claims denies or leaves open, as conflicts. */
DatelineStatus write_disputes(Store *store, const Document *doc, int64_t article,
                              DatelineError *err) MUST_CHECK;
/* What others find the article by, and what has to be derived anew because of it. */
DatelineStatus write_keys(Store *store, const Document *doc, int64_t article,
                          int64_t first_quotation, const PreparedArticle *prepared,
                          DatelineError *err) MUST_CHECK;

/* The quotations of a new article, which have numbers in a row, are noted: they are compared with those of others
 * with all of the transaction, before it ends. */
DatelineStatus keys_note_quotations(Store *store, const Document *doc, int64_t article,
                                    int64_t first_number, const PreparedArticle *prepared,
                                    DatelineError *err) MUST_CHECK;
DatelineStatus keys_link_noted(Store *store, DatelineError *err) MUST_CHECK;
/* The same for an article in a ledger whose keys were dropped. */
DatelineStatus keys_restore_quotations(Store *store, int64_t article,
                                       DatelineError *err) MUST_CHECK;
/* A quotation whose speaker turns out another leaves those it was like, and is compared anew under the
 * other. With is_forced also where two of the same words were compared already. */
DatelineStatus keys_unlink_quotation(Store *store, int64_t number, DatelineError *err) MUST_CHECK;
DatelineStatus keys_link_quotation(Store *store, int64_t number, bool is_forced,
                                   DatelineError *err) MUST_CHECK;
/* Two of those with the same words stand for all: the first two that are left. */
DatelineStatus keys_settle_wording(Store *store, int64_t wording, DatelineError *err) MUST_CHECK;

/* Shared by the writers of records. */
DatelineStatus write_parties(Database *db, const Document *doc, int64_t article, const Id *record,
                             const char *role, const PartyList *parties,
                             DatelineError *err) MUST_CHECK;
DatelineStatus write_chain(Database *db, const Document *doc, int64_t article, const Id *record,
                           const ChannelChain *chain, DatelineError *err) MUST_CHECK;

/* The day the article speaks from: what "today" means in it. False if it tells none; *out is 0 then. */
bool article_day(const Metadata *meta, int32_t *out);

/* Key of an actor of the document; empty for NONE. */
Str actor_key(const Document *doc, uint32_t actor);

#endif
