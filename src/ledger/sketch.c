#include "ledger/sketch.h"

#include <stdlib.h>

#include "ledger/messages.h"
#include "ledger/stand_ins.h"

/* News tells the most important first; what follows is often background of other events. */
#define READ_BYTES 4000
#define MOST_TERMS 64
/* Pairs of the strongest: twelve give 66 keys, by which nineteen of twenty like pairs are found. */
#define STRONGEST_TERMS 12

/* ---- Messages -------------------------------------------------------------------------------- */

typedef struct Sketching {
    const Document *doc;
    Arena *arena;
    Sketch *sketch;
} Sketching;

static Str key_of(const Document *doc, const Party *party)
{
    return party->actor < doc->actors.count ? doc->actors.items[party->actor].key : (Str){NULL, 0};
}

static bool has_known(const Document *doc, const PartyList *parties)
{
    for (uint32_t i = 0; i < parties->count; i++)
        if (key_of(doc, &parties->items[i]).len > 0) return true;
    return false;
}

static bool shares_actor(const PartyList *a, const PartyList *b)
{
    for (uint32_t i = 0; i < a->count; i++)
        for (uint32_t k = 0; k < b->count; k++)
            if (a->items[i].actor != NONE && a->items[i].actor == b->items[k].actor) return true;
    return false;
}

/* "Kim said in his message": whom it went to is what the one other report of a message of Kim's in
 * this article says. With two different answers, it stays unknown. */
static const PartyList *find_recipients(const Document *doc, const Message *message)
{
    if (has_known(doc, &message->recipients)) return &message->recipients;
    const PartyList *found = NULL;
    for (uint32_t i = 0; i < doc->messages.count; i++) {
        const Message *other = &doc->messages.items[i];
        if (other == message || !shares_actor(&message->senders, &other->senders)) continue;
        if (message_family(other->kind) != message_family(message->kind)) continue;
        if (!has_known(doc, &other->recipients)) continue;
        if (found != NULL && !shares_actor(found, &other->recipients)) return NULL;
        found = &other->recipients;
    }
    return found;
}

static void add_dyad(Sketching *sketching, uint32_t report, Str sender, Str recipient)
{
    int order = str_compare(sender, recipient);
    if (sender.len == 0 || recipient.len == 0 || order == 0) return;
    *list_add(sketching->arena, &sketching->sketch->dyads) =
        (Dyad){.report = report,
               .first = order < 0 ? sender : recipient,
               .second = order < 0 ? recipient : sender,
               .is_reverse = order > 0};
    const Message *message = &sketching->doc->messages.items[report];
    uint32_t key = message->is_exchange || message_is_mutual(message->kind)
                       ? message_key(order < 0 ? sender : recipient, order < 0 ? recipient : sender,
                                     message->occasion)
                       : message_key(sender, recipient, message->occasion);
    *list_add(sketching->arena, &sketching->sketch->messages) = key;
}

/* ---- States that stand for their leaders -------------------------------------------------------
 */

static const Actor *actor_of(const Document *doc, const Party *party)
{
    return party->actor < doc->actors.count ? &doc->actors.items[party->actor] : NULL;
}

static bool is_state(const Actor *actor)
{
    if (actor == NULL || actor->country.len == 0) return false;
    return actor->kind == ACTOR_STATE ||
           (actor->kind == ACTOR_GOVERNMENT && party_is_of_the_head(actor->key));
}

/* Is somebody on both sides, or somebody on the one and his state on the other? */
static bool shares_country(const Document *doc, const PartyList *a, const PartyList *b)
{
    if (shares_actor(a, b)) return true;
    for (uint32_t i = 0; i < a->count; i++)
        for (uint32_t k = 0; k < b->count; k++) {
            const Actor *x = actor_of(doc, &a->items[i]), *y = actor_of(doc, &b->items[k]);
            if (x != NULL && y != NULL && (is_state(x) || is_state(y)) &&
                str_equal(x->country, y->country))
                return true;
        }
    return false;
}

typedef enum Side { SENDERS, RECIPIENTS } Side;

static const PartyList *side_of(const Message *message, Side side)
{
    return side == SENDERS ? &message->senders : &message->recipients;
}

static bool may_be_one(const Message *a, const Message *b)
{
    return message_family(a->kind) == message_family(b->kind) &&
           (a->occasion.len == 0 || b->occasion.len == 0 || str_equal(a->occasion, b->occasion));
}

/* "Pyongyang congratulated Xi" in an article that also says "Kim Jong Un congratulated Xi": the
 * state is the man. Where two men of that state could be meant, it stays the state. */
static Str find_person(const Document *doc, const Message *message, Side side, const Party *party)
{
    const Actor *state = actor_of(doc, party), *found = NULL;
    if (!is_state(state)) return key_of(doc, party);
    Side other_side = side == SENDERS ? RECIPIENTS : SENDERS;
    for (uint32_t i = 0; i < doc->messages.count; i++) {
        const Message *other = &doc->messages.items[i];
        if (other == message || !may_be_one(message, other)) continue;
        if (!shares_country(doc, side_of(message, other_side), side_of(other, other_side)))
            continue;
        for (uint32_t k = 0; k < side_of(other, side)->count; k++) {
            const Actor *person = actor_of(doc, &side_of(other, side)->items[k]);
            if (person == NULL || person->kind != ACTOR_PERSON) continue;
            if (!str_equal(person->country, state->country)) continue;
            if (found != NULL && found != person) return state->key;
            found = person;
        }
    }
    return found != NULL ? found->key : state->key;
}

/* "The Philippine government" is the Philippines; and whoever summons an ambassador or sends a
 * note verbale and whoever is summoned, it is one state that deals with another. */
static Str name_state(const Sketching *sketching, const Message *message, const Actor *actor,
                      Str key)
{
    if (actor == NULL || actor->country.len == 0) return key;
    bool is_government = actor->kind == ACTOR_GOVERNMENT && str_ends(key, STR(":government"));
    bool is_official = actor->kind == ACTOR_GOVERNMENT || actor->kind == ACTOR_PERSON ||
                       actor->kind == ACTOR_ORGANISATION;
    bool is_note = message->kind == MESSAGE_NOTE && actor->kind == ACTOR_GOVERNMENT;
    bool is_of_states = is_note || (message->kind == MESSAGE_SUMMONS && is_official);
    if (!is_government && !is_of_states) return key;
    return arena_format(sketching->arena, "state:" STR_FMT, STR_ARG(actor->country));
}

/* A circular to fifty heads of state is told of by its first pairs; an article with more reports
 * than this is a list. */
#define MOST_PARTIES 8
#define MOST_REPORTS 200

/* When it was made, as far as it is told, else when the article speaks from. */
static bool day_of_statement(const Document *doc, const Message *message, int32_t *out)
{
    const DateValue *dates[] = {&message->sent, &doc->meta.published, &doc->meta.dateline.date};
    for (size_t i = 0; i < COUNT(dates); i++) {
        if (!dates[i]->is_known || dates[i]->last_day != dates[i]->first_day) continue;
        *out = dates[i]->first_day;
        return true;
    }
    return false;
}

/* Whose statement to nobody in particular it is, and of which month: "gov:FRA:foreign
 * ministry@2031-05"; empty for anything else, and without a day. Of several who make it together
 * the first by key counts. */
static Str statement_key(const Sketching *sketching, const Message *message)
{
    const Document *doc = sketching->doc;
    int32_t day;
    Str first = {NULL, 0};
    if (message->kind != MESSAGE_STATEMENT || message->recipients.count > 0) return first;
    if (!day_of_statement(doc, message, &day)) return first;
    for (uint32_t i = 0; i < message->senders.count; i++) {
        Str key = key_of(doc, &message->senders.items[i]);
        if (key.len > 0 && (first.len == 0 || str_compare(key, first) < 0)) first = key;
    }
    if (first.len == 0) return first;
    CivilDate civil = civil_from_day(day);
    return arena_format(sketching->arena, STR_FMT "@%04d-%02d", STR_ARG(first), civil.year,
                        civil.month);
}

static void add_report(Sketching *sketching, uint32_t report)
{
    const Document *doc = sketching->doc;
    const Message *message = &doc->messages.items[report];
    const PartyList *recipients = find_recipients(doc, message);
    uint32_t before = sketching->sketch->dyads.count;
    bool looks_for_persons = doc->messages.count <= MOST_REPORTS;
    for (uint32_t i = 0; i < message->senders.count && i < MOST_PARTIES; i++) {
        const Party *sender = &message->senders.items[i];
        Str from =
            looks_for_persons ? find_person(doc, message, SENDERS, sender) : key_of(doc, sender);
        from = name_state(sketching, message, actor_of(doc, sender), from);
        for (uint32_t k = 0; recipients != NULL && k < recipients->count && k < MOST_PARTIES; k++) {
            const Party *recipient = &recipients->items[k];
            Str to = looks_for_persons ? find_person(doc, message, RECIPIENTS, recipient)
                                       : key_of(doc, recipient);
            to = name_state(sketching, message, actor_of(doc, recipient), to);
            add_dyad(sketching, report, from, to);
        }
    }
    if (sketching->sketch->dyads.count > before) return;
    Str statement = statement_key(sketching, message);
    *list_add(sketching->arena, &sketching->sketch->dyads) =
        (Dyad){.report = report, .second = statement.len > 0 ? statement : id_str(&message->id)};
}

/* ---- Together -------------------------------------------------------------------------------- */

static int compare_keys(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static void sort_once(KeyList *keys)
{
    if (keys->count > 1) qsort(keys->items, keys->count, sizeof *keys->items, compare_keys);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < keys->count; i++)
        if (kept == 0 || keys->items[kept - 1] != keys->items[i])
            keys->items[kept++] = keys->items[i];
    keys->count = kept;
}

Sketch *sketch_make(const LedgerData *data, const Document *doc, Arena *arena)
{
    Sketch *sketch = arena_alloc(arena, sizeof *sketch);
    sketch->terms = terms_of_two(data, doc->meta.title, doc->text, READ_BYTES, MOST_TERMS, arena);
    Sketching sketching = {.doc = doc, .arena = arena, .sketch = sketch};
    for (uint32_t i = 0; i < doc->messages.count; i++) add_report(&sketching, i);
    sort_once(&sketch->messages);
    return sketch;
}

void sketch_story_keys(const Sketch *sketch, Arena *arena, KeyList *out)
{
    terms_pair_keys(&sketch->terms, STRONGEST_TERMS, 0, arena, out);
    sort_once(out);
}

/* ---- As bytes: count of messages (2), messages (4 each), terms -------------------------------- */

static void put_number(unsigned char *at, uint32_t value)
{
    for (uint32_t k = 0; k < 4; k++) at[k] = (unsigned char)(value >> (8 * k));
}

static uint32_t get_number(const unsigned char *at)
{
    uint32_t value = 0;
    for (uint32_t k = 0; k < 4; k++) value |= (uint32_t)at[k] << (8 * k);
    return value;
}

#define MOST_MESSAGES 0xFFFF

Str sketch_pack(const Sketch *sketch, Arena *arena)
{
    Str terms = terms_pack(&sketch->terms, arena);
    uint32_t count =
        sketch->messages.count < MOST_MESSAGES ? sketch->messages.count : MOST_MESSAGES;
    uint32_t len = 2 + 4 * count + terms.len;
    unsigned char *bytes = arena_alloc(arena, len);
    bytes[0] = (unsigned char)(count & 0xFF);
    bytes[1] = (unsigned char)(count >> 8);
    unsigned char *at = bytes + 2;
    for (uint32_t i = 0; i < count; i++, at += 4) put_number(at, sketch->messages.items[i]);
    if (terms.len > 0) memcpy(at, terms.data, terms.len);
    return (Str){(const char *)bytes, len};
}

bool sketch_unpack(Str packed, Arena *arena, Sketch *out)
{
    *out = (Sketch){0};
    if (packed.len < 2) return false;
    const unsigned char *bytes = (const unsigned char *)packed.data;
    uint32_t count = (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8;
    uint32_t head = 2 + 4 * count;
    if (packed.len < head) return false;
    const unsigned char *at = bytes + 2;
    for (uint32_t i = 0; i < count; i++, at += 4) *list_add(arena, &out->messages) = get_number(at);
    out->terms = terms_unpack((Str){packed.data + head, packed.len - head}, arena);
    return true;
}
