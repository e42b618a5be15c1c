/*
 * A claim and what is said against it in the same article:
 *
 *     "South Korea and NATO have claimed that ..."    asserts
 *     "Neither has confirmed or denied such claims."  neither confirms nor denies
 */
#include "store/settle.h"
#include "store/write.h"

static bool is_against(const Claim *answer)
{
    switch (answer->stance) {
    case STANCE_DENIES:
    case STANCE_NEITHER:
    case STANCE_RETRACTS:
    case STANCE_DISPUTES:
    case STANCE_DOUBTS: return true;
    case STANCE_ASSERTS:
    case STANCE_CONFIRMS:
    case STANCE_PROPOSES:
    case STANCE_PREDICTS:
    case STANCE_REJECTS: /* a proposal: it is no contradiction that not all want it */
    case STANCE_ACCEPTS:
    case STANCE_COUNT: return false;
    }
    return false;
}

static void add_member(Store *store, const Document *doc, int64_t article, const Claim *claim,
                       ConflictMemberList *members)
{
    *list_add(store->scratch, members) =
        (ConflictMember){.record = claim->id,
                         .article = article,
                         .article_id = doc->id,
                         .span = claim->span,
                         .value = str_from_cstring(stance_name(claim->stance))};
}

static DatelineStatus write_dispute(Store *store, const Document *doc, int64_t article,
                                    uint32_t index, DatelineError *err)
{
    const Claim *claim = &doc->claims.items[index];
    const DateValue *published = &doc->meta.published;
    ConflictMemberList members = {0};
    add_member(store, doc, article, claim, &members);
    for (uint32_t i = 0; i < doc->claims.count; i++) {
        const Claim *answer = &doc->claims.items[i];
        if (i != index && answer->answers == index && is_against(answer))
            add_member(store, doc, article, answer, &members);
    }
    if (members.count < 2) return DATELINE_OK;
    return conflict_write(store, "status", &claim->id, STR("claim"), published->is_known,
                          published->first_day, &members, err);
}

DatelineStatus write_disputes(Store *store, const Document *doc, int64_t article,
                              DatelineError *err)
{
    bool *has_answer = arena_alloc(store->scratch, doc->claims.count + 1);
    for (uint32_t i = 0; i < doc->claims.count; i++)
        if (doc->claims.items[i].answers < doc->claims.count)
            has_answer[doc->claims.items[i].answers] = true;
    for (uint32_t i = 0; i < doc->claims.count; i++)
        if (has_answer[i]) TRY(write_dispute(store, doc, article, i, err));
    return DATELINE_OK;
}
