/*
 * What the forms of the lexicon mean where they stand: a capital is a government or a place, "the
 * North" a state or a direction, "Korean" of one state or the other.
 */
#include "scan.h"

/* "Moscow-Pyongyang relations" */
static bool is_beside_hyphen(const Scan *scan, TokenRange range)
{
    return (range.first > 0 && is_joining_hyphen(scan, range.first - 1)) ||
           (range.end < scan->doc->tokens.count && is_joining_hyphen(scan, range.end));
}

/* "in Moscow", "(Moscow, Russia)", "visited Moscow": the city, not its government. */
static bool is_city_here(const Scan *scan, TokenRange range)
{
    uint32_t limit = scan_sentence_end(scan, range.first);
    uint32_t start = scan_sentence_first(scan, range.first);
    const Dateline *dateline = &scan->doc->meta.dateline;
    if (dateline->is_present && span_contains(dateline->span, scan_token(scan, range.first)->span))
        return true;
    if (is_beside_hyphen(scan, range)) return false;
    if (range.end + 1 < limit && is_word(scan, range.end, STR(",")) && range.first == start &&
        (scan_flags(scan, range.end + 1) & WORD_CALENDAR) != 0)
        return true;
    if (range.end + 1 < limit && is_word(scan, range.end, STR(",")) &&
        scan->marks[range.end + 1].form != NULL &&
        scan->marks[range.end + 1].form->kind == FORM_STATE)
        return true;
    if (range.end < limit &&
        (is_word(scan, range.end, STR("(")) || is_word(scan, range.end, STR("/"))) &&
        range.first == start)
        return true; /* a dateline */
    if (range.first == start) return (scan_token(scan, range.first)->flags & TOKEN_ALL_CAPS) != 0;
    uint32_t before = range.first - 1;
    uint32_t flags = scan_flags(scan, before);
    if (str_equal(scan_token(scan, before)->lower, STR("to"))) {
        if (before > start && is_word(scan, before - 1, STR("according"))) return false;
        uint32_t head = scan_token(scan, range.first)->head;
        return (before > start && (scan_flags(scan, before - 1) & WORD_MOTION) != 0) ||
               (head != NONE &&
                (world_word_flags(scan->world, scan_token(scan, head)->lemma) & WORD_MOTION) != 0);
    }
    if ((flags & WORD_IN_PLACE) != 0 || place_is_city_of(scan, range.first)) return true;
    return (world_word_flags(scan->world, scan_token(scan, before)->lemma) & WORD_MOTION) != 0;
}

static bool is_metonym_here(const Scan *scan, const Metonym *metonym, TokenRange range)
{
    if (metonym->kind != METONYM_CONTEXT) return true;
    if (!scan_is_named(scan, metonym->country)) return false;
    if (!is_word(scan, range.first, STR("the"))) return true;
    /* "the North Korean", "the South China Sea" */
    if (range.end >= scan->doc->tokens.count || is_possessive(scan, range.end)) return true;
    return !is_capitalised(scan, range.end) || is_joining_hyphen(scan, range.end);
}

Str mark_owner(const Scan *scan, Mark mark)
{
    const World *world = scan->world;
    if (mark.form == NULL) return (Str){NULL, 0};
    switch (mark.form->kind) {
    case FORM_STATE:
    case FORM_NATIONALITY:
    case FORM_CAPITAL: return world->states.items[mark.form->row].code;
    case FORM_METONYM: return world->metonyms.items[mark.form->row].country;
    case FORM_SHARED: return scan_shared_owner(scan, &world->shared.items[mark.form->row]);
    case FORM_ORGANISATION: return world->organisations.items[mark.form->row].key;
    case FORM_MEDIUM:
    case FORM_LEADER: break;
    }
    return (Str){NULL, 0};
}

/* "Kenya's National Intelligence Service": the name that the data know as another state's. */
static bool add_body_of_owner(Scan *scan, Mark mark, TokenRange range)
{
    if (scan->finds.count == 0 || range.first == 0 || !is_possessive(scan, range.first - 1))
        return false;
    const Find *owner = &scan->finds.items[scan->finds.count - 1];
    const Metonym *metonym = &scan->world->metonyms.items[mark.form->row];
    uint32_t body = metonym->body.len > 0 ? world_body(scan->world, metonym->body) : NONE;
    if (owner->kind != FIND_STATE || owner->tokens.end != range.first - 1 || body == NONE ||
        str_equal(owner->owner, metonym->country))
        return false;
    Str country = owner->owner;
    Find *find = scan_add(scan, FIND_BODY, range, range, STR("BODY-OF-STATE"), 0.8f);
    find->row = body;
    find->owner = country;
    return true;
}

/* "the Example Daily | newspaper": past the word for what the medium is. */
static uint32_t past_outlet_noun(const Scan *scan, uint32_t end)
{
    uint32_t limit = end < scan->doc->tokens.count ? scan_sentence_end(scan, end - 1) : end;
    uint32_t next;
    if (end >= limit || is_capitalised(scan, end) ||
        scan_match(scan, &scan->world->outlet_words, end, limit, &next) == MAP_NONE)
        return end;
    return next < limit && scan_token(scan, next)->tag == TAG_NOUN ? end : next;
}

void mark_add(Scan *scan, Mark mark, TokenRange range)
{
    Str owner = mark_owner(scan, mark);
    Find *find = NULL;
    switch (mark.form->kind) {
    case FORM_STATE:
        find = scan_add(scan, FIND_STATE, range, range, STR("NAME-STATE"), 0.95f);
        break;
    case FORM_NATIONALITY:
        find = scan_add(scan, FIND_NATIONALITY, range, range, STR("NAME-NATIONALITY"), 0.9f);
        find->is_plural = mark.form->plural;
        break;
    case FORM_SHARED:
        find = scan_add(scan, FIND_NATIONALITY, range, range, STR("NAME-SHARED"), 0.6f);
        break;
    case FORM_CAPITAL:
        if (is_city_here(scan, range))
            find = scan_add(scan, FIND_PLACE, range, range, STR("NAME-CAPITAL-PLACE"), 0.8f);
        else
            find = scan_add(scan, FIND_METONYM, range, range, STR("NAME-CAPITAL"), 0.7f);
        break;
    case FORM_METONYM:
        if (!is_metonym_here(scan, &scan->world->metonyms.items[mark.form->row], range)) return;
        if (add_body_of_owner(scan, mark, range)) return;
        find = scan_add(scan, FIND_METONYM, range, range, STR("NAME-METONYM"), 0.9f);
        break;
    case FORM_ORGANISATION:
        find = scan_add(scan, FIND_ORGANISATION, range, range, STR("NAME-ORGANISATION"), 0.95f);
        break;
    case FORM_MEDIUM:
        find = scan_add(scan, FIND_MEDIUM, range, range, STR("NAME-MEDIUM"), 0.95f);
        find->past = past_outlet_noun(scan, range.end);
        break;
    case FORM_LEADER: return;
    }
    find->row = mark.form->row;
    find->owner = owner;
    if (mark.form->kind == FORM_CAPITAL || mark.form->kind == FORM_METONYM)
        find->is_definite = mark.form->kind == FORM_METONYM;
}

bool mark_can_own(const Scan *scan, Mark mark, uint32_t token)
{
    if (mark.form == NULL || mark.form->kind == FORM_LEADER || mark.form->kind == FORM_MEDIUM)
        return false;
    if (mark.form->kind != FORM_METONYM) return true;
    return is_metonym_here(scan, &scan->world->metonyms.items[mark.form->row],
                           (TokenRange){token, mark.end});
}
