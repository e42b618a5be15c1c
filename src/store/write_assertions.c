/* Events, claims, figures. */
#include "store/write.h"

/* "economic; territory" */
static Str join_contexts(const Document *doc, const Event *event)
{
    Str joined = {0};
    for (uint32_t i = 0; i < event->contexts.count; i++)
        joined = i == 0 ? event->contexts.items[i]
                        : arena_format(doc->arena, STR_FMT "; " STR_FMT, STR_ARG(joined),
                                       STR_ARG(event->contexts.items[i]));
    return joined;
}

static DatelineStatus write_event(Database *db, const Document *doc, int64_t article,
                                  const Event *event, DatelineError *err)
{
    Row row = database_row(db, STATEMENT_INSERT_EVENT);
    row_record(&row, article, &event->id, event->span, event->sentence, &event->by);
    row_span(&row, event->predicate);
    row_cstring(&row, plover_type_name(event->plover));
    row_str(&row, event->mode);
    row_str(&row, event->cameo);
    row_cstring(&row, status_name(event->status));
    row_str(&row, actor_key(doc, event->attributed_to));
    row_date(&row, &event->when);
    const Place *place = event->place == NONE ? NULL : &doc->places.items[event->place];
    row_str(&row, place == NULL ? (Str){0} : place->name);
    row_span(&row, event->place_span);
    row_place(&row, place);
    if (place == NULL) {
        row_null(&row);
        row_null(&row);
        row_null(&row);
    } else {
        row_int(&row, place->geonames);
        row_int(&row, place->candidates);
        row_str(&row, place->by.rule);
    }
    Str contexts = join_contexts(doc, event);
    row_str(&row, contexts);
    row_cstring(&row, event->content == PLOVER_NONE ? NULL : plover_type_name(event->content));
    row_str(&row, event->content_mode);
    if (event->times > 0)
        row_int(&row, event->times);
    else
        row_null(&row);
    TRY(row_run(&row, err));
    TRY(write_parties(db, doc, article, &event->id, "source", &event->sources, err));
    TRY(write_parties(db, doc, article, &event->id, "target", &event->targets, err));
    return write_parties(db, doc, article, &event->id, "claimant", &event->claimants, err);
}

static DatelineStatus write_claim(Database *db, const Document *doc, int64_t article,
                                  const Claim *claim, DatelineError *err)
{
    Row row = database_row(db, STATEMENT_INSERT_CLAIM);
    row_record(&row, article, &claim->id, claim->span, claim->sentence, &claim->by);
    row_span(&row, claim->proposition);
    row_span(&row, claim->cue);
    row_cstring(&row, stance_name(claim->stance));
    row_cstring(&row, polarity_name(claim->polarity));
    row_cstring(&row, status_name(claim->status));
    row_number(&row, (double)claim->certainty);
    if (claim->answers < doc->claims.count)
        row_id(&row, &doc->claims.items[claim->answers].id);
    else
        row_null(&row);
    if (claim->quotation < doc->quotations.count)
        row_id(&row, &doc->quotations.items[claim->quotation].id);
    else
        row_null(&row);
    TRY(row_run(&row, err));
    return write_parties(db, doc, article, &claim->id, "holder", &claim->holders, err);
}

static DatelineStatus write_figure(Database *db, const Document *doc, int64_t article,
                                   const Figure *figure, DatelineError *err)
{
    Row row = database_row(db, STATEMENT_INSERT_FIGURE);
    row_record(&row, article, &figure->id, figure->span, figure->sentence, &figure->by);
    row_span(&row, figure->quantity);
    row_number(&row, figure->low);
    row_number(&row, figure->high);
    row_cstring(&row, hedge_name(figure->hedge));
    row_str(&row, figure->unit);
    row_str(&row, figure->counted);
    row_span(&row, figure->counted_span);
    if (figure->event < doc->events.count)
        row_id(&row, &doc->events.items[figure->event].id);
    else
        row_null(&row);
    if (figure->claim < doc->claims.count)
        row_id(&row, &doc->claims.items[figure->claim].id);
    else
        row_null(&row);
    row_str(&row, str_from_cstring(figure_size_name(figure->size)));
    return row_run(&row, err);
}

DatelineStatus write_assertions(Database *db, const Document *doc, int64_t article,
                                DatelineError *err)
{
    for (uint32_t i = 0; i < doc->events.count; i++)
        TRY(write_event(db, doc, article, &doc->events.items[i], err));
    for (uint32_t i = 0; i < doc->claims.count; i++)
        TRY(write_claim(db, doc, article, &doc->claims.items[i], err));
    for (uint32_t i = 0; i < doc->figures.count; i++)
        TRY(write_figure(db, doc, article, &doc->figures.items[i], err));
    return DATELINE_OK;
}
