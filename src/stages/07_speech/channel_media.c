/*
 * A link that only says what sort of outlet it was becomes the outlet that the text names beside it.
 *
 *     "…, North Korean state media said. … KCNA added."
 *     reported by the state media of PRK          ->  reported by KCNA
 *
 *     "a North Korean newspaper reported Wednesday. … The Rodong Sinmun carried it."
 *     reported by "a North Korean newspaper"      ->  reported by Rodong Sinmun
 */
#include "channel_media.h"

#define FARTHEST_SENTENCES 3

static const Actor *named_outlet(const Document *doc, uint32_t actor)
{
    if (actor == NONE) return NULL;
    const Actor *found = &doc->actors.items[actor];
    return found->kind == ACTOR_MEDIA && found->is_from_data ? found : NULL;
}

/* What a link without a name says of the outlet. */
typedef struct Sort {
    bool is_sort;  /* false: it names one, or says nothing */
    Str country;   /* empty if not said */
    bool is_state; /* "state media" */
} Sort;

static uint32_t first_mention_from(const Document *doc, uint32_t offset)
{
    uint32_t low = 0, high = doc->mentions.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (doc->mentions.items[middle].span.start < offset) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* "[North Korean] newspaper": the country of a mention within these bytes. */
static Str country_within(const Document *doc, Span span)
{
    for (uint32_t m = first_mention_from(doc, span.start); m < doc->mentions.count; m++) {
        const Mention *mention = &doc->mentions.items[m];
        if (mention->span.start >= span.end) break;
        if (mention->actor == NONE || !span_contains(span, mention->span)) continue;
        const Actor *actor = &doc->actors.items[mention->actor];
        if (actor->country.len > 0) return actor->country;
    }
    return (Str){NULL, 0};
}

static bool ends_in_outlet_word(Str name)
{
    static const char *const words[] = {"media",     "newspaper", "daily",       "agency",
                                        "broadcaster", "paper",   "news outlet", "television"};
    for (size_t i = 0; i < COUNT(words); i++)
        if (str_ends(name, str_from_cstring(words[i]))) return true;
    return false;
}

static Sort sort_of(const Document *doc, const ChannelLink *link)
{
    if (link->role == CHANNEL_SAID || link->role == CHANNEL_OUTLET || span_is_empty(link->evidence))
        return (Sort){0};
    if (link->actor == NONE) {
        if (!ends_in_outlet_word(link->name)) return (Sort){0};
        return (Sort){.is_sort = true, .country = country_within(doc, link->evidence)};
    }
    const Actor *actor = &doc->actors.items[link->actor];
    if (actor->kind != ACTOR_MEDIA || actor->is_from_data) return (Sort){0};
    return (Sort){.is_sort = ends_in_outlet_word(actor->name),
                  .country = actor->country,
                  .is_state = str_equal(actor->ownership, STR("state"))};
}

static bool fits(const Sort *sort, const Actor *outlet)
{
    bool is_of_country = sort->country.len == 0 || str_equal(sort->country, outlet->country);
    return is_of_country && (!sort->is_state || str_equal(outlet->ownership, STR("state")));
}

static uint32_t sentence_at(const Document *doc, uint32_t offset)
{
    uint32_t token = document_token_at(doc, offset);
    return token < doc->tokens.count ? document_token(doc, token)->sentence : NONE;
}

/* The one outlet of that sort named in the sentences around; NONE if there is none, or several. */
static uint32_t outlet_beside(const Document *doc, const Sort *sort, Span evidence)
{
    uint32_t sentence = sentence_at(doc, evidence.start), found = NONE;
    if (sentence == NONE) return NONE;
    uint32_t first = sentence > FARTHEST_SENTENCES ? sentence - FARTHEST_SENTENCES : 0;
    uint32_t end = sentence + FARTHEST_SENTENCES;
    if (end >= doc->sentences.count) end = doc->sentences.count - 1;
    uint32_t limit = doc->sentences.items[end].span.end;
    uint32_t m = first_mention_from(doc, doc->sentences.items[first].span.start);
    for (; m < doc->mentions.count && doc->mentions.items[m].span.start < limit; m++) {
        const Mention *mention = &doc->mentions.items[m];
        const Actor *outlet = named_outlet(doc, mention->actor);
        if (outlet == NULL || !fits(sort, outlet) || mention->actor == found) continue;
        if (found != NONE) return NONE;
        found = mention->actor;
    }
    return found;
}

static bool has_actor(const ChannelChain *chain, uint32_t actor)
{
    for (uint32_t i = 0; i < chain->count; i++)
        if (chain->items[i].actor == actor) return true;
    return false;
}

/* The link to a named outlet of that sort; NULL. Printers stand in no sentence. */
static ChannelLink *find_fitting(const Document *doc, const ChannelChain *chain, const Sort *sort)
{
    for (uint32_t i = 0; i < chain->count; i++) {
        ChannelLink *link = &chain->items[i];
        const Actor *outlet = named_outlet(doc, link->actor);
        bool is_between = link->role != CHANNEL_SAID && link->role != CHANNEL_OUTLET;
        if (outlet != NULL && is_between && !span_is_empty(link->evidence) && fits(sort, outlet))
            return link;
    }
    return NULL;
}

static void settle(const Document *doc, ChannelChain *chain)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < chain->count; i++) {
        ChannelLink link = chain->items[i];
        Sort sort = sort_of(doc, &link);
        if (sort.is_sort) {
            ChannelLink *named = find_fitting(doc, chain, &sort);
            if (named != NULL) { /* "state media KCNA" was counted as two, one quoting the other */
                if (link.role < named->role) named->role = link.role;
                continue;
            }
            uint32_t outlet = outlet_beside(doc, &sort, link.evidence);
            if (outlet != NONE && has_actor(chain, outlet)) continue;
            if (outlet != NONE) {
                link.actor = outlet;
                link.name = doc->actors.items[outlet].name;
            }
        }
        chain->items[kept++] = link;
    }
    chain->count = kept;
}

void channels_settle_media(Document *doc)
{
    for (uint32_t i = 0; i < doc->messages.count; i++) settle(doc, &doc->messages.items[i].chain);
    for (uint32_t i = 0; i < doc->quotations.count; i++)
        settle(doc, &doc->quotations.items[i].chain);
}
