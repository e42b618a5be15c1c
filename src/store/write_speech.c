/* Quotations, reports of messages, their parties and channels. */
#include "ledger/variants.h"
#include "store/write.h"

DatelineStatus write_parties(Database *db, const Document *doc, int64_t article, const Id *record,
                             const char *role, const PartyList *parties, DatelineError *err)
{
    for (uint32_t i = 0; i < parties->count; i++) {
        const Party *party = &parties->items[i];
        Row row = database_row(db, STATEMENT_INSERT_PARTY);
        row_int(&row, article);
        row_id(&row, record);
        row_cstring(&row, role);
        row_int(&row, i);
        row_str(&row, actor_key(doc, party->actor));
        if (party->mention == NONE)
            row_null(&row);
        else
            row_int(&row, party->mention);
        TRY(row_run(&row, err));
    }
    return DATELINE_OK;
}

DatelineStatus write_chain(Database *db, const Document *doc, int64_t article, const Id *record,
                           const ChannelChain *chain, DatelineError *err)
{
    for (uint32_t i = 0; i < chain->count; i++) {
        const ChannelLink *link = &chain->items[i];
        Row row = database_row(db, STATEMENT_INSERT_LINK);
        row_int(&row, article);
        row_id(&row, record);
        row_int(&row, i);
        row_cstring(&row, channel_role_name(link->role));
        row_str(&row, actor_key(doc, link->actor));
        row_str(&row, link->name);
        row_span(&row, link->evidence);
        if (link->time == NONE)
            row_null(&row);
        else
            row_int(&row, link->time);
        TRY(row_run(&row, err));
    }
    return DATELINE_OK;
}

static void add_mention(Row *row, const Document *doc, uint32_t actor, uint32_t mention)
{
    row_str(row, actor_key(doc, actor));
    row_span(row, mention < doc->mentions.count ? doc->mentions.items[mention].span : (Span){0, 0});
}

static DatelineStatus write_quotation(Database *db, const Document *doc, int64_t article,
                                      const Quotation *quotation, const Saying *saying,
                                      int64_t *out_number, DatelineError *err)
{
    Row row = database_row(db, STATEMENT_INSERT_QUOTATION);
    row_record(&row, article, &quotation->id, quotation->span, quotation->sentence, &quotation->by);
    row_cstring(&row, quotation_kind_name(quotation->kind));
    row_span(&row, quotation->cue);
    add_mention(&row, doc, quotation->speaker_actor, quotation->speaker);
    row_str(&row, actor_key(doc, quotation->addressee_actor));
    row_span(&row, quotation->hearer);
    if (quotation->message < doc->messages.count)
        row_id(&row, &doc->messages.items[quotation->message].id);
    else
        row_null(&row);
    if (quotation->continues < doc->quotations.count)
        row_id(&row, &doc->quotations.items[quotation->continues].id);
    else
        row_null(&row);
    row_text(&row, document_str(doc, quotation->span));
    row_span(&row, quotation->source);
    row_str(&row, quotation->medium);
    row_span(&row, quotation->medium_span);
    row_str(&row, quotation->platform);
    row_str(&row, quotation->occasion);
    row_span(&row, quotation->occasion_span);
    Str vector = saying == NULL ? (Str){NULL, 0} : saying_vector(saying);
    if (vector.len == 0)
        row_null(&row);
    else
        row_blob(&row, vector);
    TRY(row_run(&row, err));
    *out_number = sqlite3_last_insert_rowid(db->handle);
    return write_chain(db, doc, article, &quotation->id, &quotation->chain, err);
}

static void add_dated(Row *row, const DateValue *date, Span span)
{
    row_date(row, date);
    if (date->weekday == 0)
        row_null(row);
    else
        row_int(row, date->weekday);
    row_span(row, span);
}

static DatelineStatus write_contents(Database *db, const Document *doc, int64_t article,
                                     const Message *message, DatelineError *err)
{
    for (uint32_t i = 0; i < message->contents.count; i++) {
        const MessageContent *content = &message->contents.items[i];
        Row row = database_row(db, STATEMENT_INSERT_CONTENT_OF_REPORT);
        row_int(&row, article);
        row_id(&row, &message->id);
        row_int(&row, i);
        row_cstring(&row, content_kind_name(content->kind));
        row_span(&row, content->span);
        row_span(&row, content->cue);
        if (content->quotation < doc->quotations.count)
            row_id(&row, &doc->quotations.items[content->quotation].id);
        else
            row_null(&row);
        row_str(&row, content->rule);
        TRY(row_run(&row, err));
    }
    return DATELINE_OK;
}

static void add_answer(Row *row, const Document *doc, const Answer *answer)
{
    if (span_is_empty(answer->span)) {
        for (int i = 0; i < 8; i++) row_null(row);
        return;
    }
    row_cstring(row, message_kind_name(answer->kind));
    row_span(row, answer->span);
    row_date(row, &answer->sent);
    if (answer->sent.weekday == 0)
        row_null(row);
    else
        row_int(row, answer->sent.weekday);
    if (answer->message < doc->messages.count)
        row_id(row, &doc->messages.items[answer->message].id);
    else
        row_null(row);
}

static DatelineStatus write_report(Database *db, const Document *doc, int64_t article,
                                   const Message *message, DatelineError *err)
{
    Row row = database_row(db, STATEMENT_INSERT_REPORT);
    row_record(&row, article, &message->id, message->span, message->sentence, &message->by);
    row_cstring(&row, message_kind_name(message->kind));
    row_str(&row, message->occasion);
    row_span(&row, message->occasion_span);
    if (message->occasion_year == 0)
        row_null(&row);
    else
        row_int(&row, message->occasion_year);
    add_dated(&row, &message->sent, message->sent_span);
    add_dated(&row, &message->received, message->received_span);
    add_dated(&row, &message->reported, message->reported_span);
    row_bool(&row, message->is_exchange);
    row_bool(&row, message->is_earlier);
    row_cstring(&row, status_name(message->status));
    add_answer(&row, doc, &message->reply_to);
    TRY(row_run(&row, err));
    TRY(write_parties(db, doc, article, &message->id, "sender", &message->senders, err));
    TRY(write_parties(db, doc, article, &message->id, "recipient", &message->recipients, err));
    TRY(write_contents(db, doc, article, message, err));
    return write_chain(db, doc, article, &message->id, &message->chain, err);
}

DatelineStatus write_speech(Database *db, const Document *doc, int64_t article,
                            const PreparedArticle *prepared, int64_t *out_first_quotation,
                            DatelineError *err)
{
    *out_first_quotation = 0;
    for (uint32_t i = 0; i < doc->quotations.count; i++) {
        int64_t number;
        TRY(write_quotation(db, doc, article, &doc->quotations.items[i], prepared->spoken[i].saying,
                            &number, err));
        if (i == 0) *out_first_quotation = number;
    }
    for (uint32_t i = 0; i < doc->messages.count; i++)
        TRY(write_report(db, doc, article, &doc->messages.items[i], err));
    return DATELINE_OK;
}
