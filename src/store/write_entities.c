/* Actors, the mentions that other records point to, times. */
#include <stdlib.h>

#include "store/write.h"

Str actor_key(const Document *doc, uint32_t actor)
{
    return actor < doc->actors.count ? doc->actors.items[actor].key : (Str){NULL, 0};
}

static DatelineStatus write_actor(Database *db, const Document *doc, int64_t article,
                                  uint32_t position, DatelineError *err)
{
    const Actor *actor = &doc->actors.items[position];
    Span introduced = {0, 0};
    if (actor->introduced < doc->mentions.count)
        introduced = doc->mentions.items[actor->introduced].span;
    Row row = database_row(db, STATEMENT_INSERT_ARTICLE_ACTOR);
    row_int(&row, article);
    row_int(&row, position);
    row_text(&row, actor->key);
    row_str(&row, actor->name);
    row_cstring(&row, actor_kind_name(actor->kind));
    row_str(&row, actor->country);
    row_str(&row, actor->sector);
    row_str(&row, actor->role);
    row_str(&row, actor->ownership);
    row_bool(&row, actor->is_from_data);
    row_span(&row, introduced);
    return row_run(&row, err);
}

static DatelineStatus write_mention(Database *db, const Document *doc, int64_t article,
                                    uint32_t position, DatelineError *err)
{
    const Mention *mention = &doc->mentions.items[position];
    Row row = database_row(db, STATEMENT_INSERT_MENTION);
    row_int(&row, article);
    row_int(&row, position);
    row_int(&row, mention->span.start);
    row_int(&row, mention->span.end);
    row_cstring(&row, mention_kind_name(mention->kind));
    row_str(&row, actor_key(doc, mention->actor));
    row_provenance(&row, &mention->by);
    return row_run(&row, err);
}

static DatelineStatus write_time(Database *db, int64_t article, uint32_t position, const Time *time,
                                 DatelineError *err)
{
    Row row = database_row(db, STATEMENT_INSERT_TIME);
    row_int(&row, article);
    row_int(&row, position);
    row_int(&row, time->span.start);
    row_int(&row, time->span.end);
    row_cstring(&row, time_type_name(time->type));
    row_str(&row, time->timex);
    row_date(&row, &time->value);
    row_str(&row, time->anchor);
    row_provenance(&row, &time->by);
    return row_run(&row, err);
}

static void mark(bool *used, const Document *doc, uint32_t mention)
{
    if (mention < doc->mentions.count) used[mention] = true;
}

static void mark_parties(bool *used, const Document *doc, const PartyList *parties)
{
    for (uint32_t i = 0; i < parties->count; i++) mark(used, doc, parties->items[i].mention);
}

static void mark_used(bool *used, const Document *doc)
{
    for (uint32_t i = 0; i < doc->actors.count; i++)
        mark(used, doc, doc->actors.items[i].introduced);
    for (uint32_t i = 0; i < doc->quotations.count; i++) {
        mark(used, doc, doc->quotations.items[i].speaker);
        mark(used, doc, doc->quotations.items[i].addressee);
    }
    for (uint32_t i = 0; i < doc->messages.count; i++) {
        mark_parties(used, doc, &doc->messages.items[i].senders);
        mark_parties(used, doc, &doc->messages.items[i].recipients);
    }
    for (uint32_t i = 0; i < doc->events.count; i++) {
        mark_parties(used, doc, &doc->events.items[i].sources);
        mark_parties(used, doc, &doc->events.items[i].targets);
    }
    for (uint32_t i = 0; i < doc->claims.count; i++)
        mark_parties(used, doc, &doc->claims.items[i].holders);
}

static DatelineStatus write_used_mentions(Database *db, const Document *doc, int64_t article,
                                          DatelineError *err)
{
    if (doc->mentions.count == 0) return DATELINE_OK;
    bool *used = calloc(doc->mentions.count, sizeof *used);
    if (used == NULL) abort();
    mark_used(used, doc);
    DatelineStatus status = DATELINE_OK;
    for (uint32_t i = 0; i < doc->mentions.count && status == DATELINE_OK; i++)
        if (used[i]) status = write_mention(db, doc, article, i, err);
    free(used);
    return status;
}

DatelineStatus write_entities(Database *db, const Document *doc, int64_t article,
                              DatelineError *err)
{
    for (uint32_t i = 0; i < doc->actors.count; i++) TRY(write_actor(db, doc, article, i, err));
    TRY(new_articles_note(db, article, err));
    TRY(write_used_mentions(db, doc, article, err));
    for (uint32_t i = 0; i < doc->times.count; i++)
        TRY(write_time(db, article, i, &doc->times.items[i], err));
    return DATELINE_OK;
}
