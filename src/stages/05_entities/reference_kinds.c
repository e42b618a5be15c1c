/*
 * What a noun phrase can be, and how many: which pronouns may go to it.
 *
 *     "Ms Example", "the queen"    a woman
 *     "the council"                a group: it or they
 *     "Section 96", "the bridge"   a thing
 *     "Sunday"                     a time, to which none goes
 */
#include "coref.h"

static uint8_t kinds_of_actor(ActorKind kind)
{
    switch (kind) {
    case ACTOR_PERSON: return KIND_PERSON;
    case ACTOR_STATE:
    case ACTOR_GOVERNMENT:
    case ACTOR_ARMED_GROUP:
    case ACTOR_ORGANISATION:
    case ACTOR_MEDIA: return KIND_GROUP | KIND_THING;
    case ACTOR_GROUP: return KIND_PERSON | KIND_GROUP;
    case ACTOR_PLACE: return KIND_THING | KIND_GROUP;
    case ACTOR_UNKNOWN:
    case ACTOR_COUNT: return KIND_ANY;
    }
    return KIND_ANY;
}

static uint8_t kinds_of_name_type(NameType type)
{
    switch (type) {
    case NAME_TYPE_PERSON: return KIND_PERSON;
    case NAME_TYPE_ORGANISATION:
    case NAME_TYPE_COUNTRY:
    case NAME_TYPE_PEOPLE: return KIND_GROUP | KIND_THING;
    case NAME_TYPE_PLACE:
    case NAME_TYPE_FACILITY:
    case NAME_TYPE_EVENT:
    case NAME_TYPE_WORK: return KIND_THING;
    case NAME_TYPE_NONE:
    case NAME_TYPE_COUNT: return KIND_ANY;
    }
    return KIND_ANY;
}

static uint8_t given_of(const Coref *coref, uint32_t token)
{
    uint32_t flags = scan_flags(coref->scan, token);
    return (uint8_t)(((flags & WORD_MALE) != 0 ? KIND_MALE : 0) |
                     ((flags & WORD_FEMALE) != 0 ? KIND_FEMALE : 0));
}

/* "m", "f": what the article's persons are known to be. */
static uint8_t sex_of_person(const Coref *coref, const Ref *ref)
{
    if (ref->find == NONE) return KIND_PERSON;
    uint32_t person = coref->scan->finds.items[ref->find].person;
    char sex = person == NONE ? 0 : coref->scan->persons.items[person].sex;
    return sex == 'm' ? KIND_MALE : sex == 'f' ? KIND_FEMALE : KIND_PERSON;
}

/* "Mr. Example", "Ann Example": the sex, where the words tell. */
static uint8_t sex_of_name(const Coref *coref, const Ref *ref)
{
    uint8_t known = sex_of_person(coref, ref);
    if (known != KIND_PERSON) return known;
    for (uint32_t i = ref->core.first; i < ref->core.end; i++) {
        Str word = coref_token(coref, i)->lower;
        uint8_t noun = reference_noun(coref->words, word);
        if ((noun & KIND_PERSON) == KIND_MALE || (noun & KIND_PERSON) == KIND_FEMALE)
            return noun & KIND_PERSON;
    }
    if (ref->name.first >= ref->name.end) return KIND_PERSON;
    uint8_t given = given_of(coref, ref->name.first);
    return given != 0 ? given : KIND_PERSON;
}

/* "Section 96", "Flight 370" */
static bool is_numbered(const Coref *coref, const Ref *ref)
{
    uint32_t next = ref->head + 1;
    return next < coref->doc->tokens.count && coref_token(coref, next)->kind == TOKEN_NUMBER &&
           coref_token(coref, next)->sentence == ref->sentence;
}

uint8_t reference_kinds_of_name(const Coref *coref, const Ref *ref)
{
    const Token *head = coref_token(coref, ref->head);
    uint8_t kinds = kinds_of_name_type(head->name),
            noun = reference_noun(coref->words, head->lower);
    if (ref->actor == NONE && (noun & KIND_TIME) != 0) return noun; /* "Sunday" */
    if (ref->actor == NONE && kinds == KIND_ANY && is_numbered(coref, ref)) return KIND_THING;
    if (ref->actor != NONE)
        kinds = kinds_of_actor(coref->doc->actors.items[ref->actor].kind);
    else if (kinds == KIND_ANY && ref->name.end > ref->name.first &&
             given_of(coref, ref->name.first) != 0)
        kinds = KIND_PERSON;
    if (kinds == KIND_ANY && noun != 0) kinds = noun;
    if ((kinds & KIND_PERSON) == KIND_PERSON && (kinds & KIND_THING) == 0)
        kinds = (uint8_t)((kinds & ~KIND_PERSON) | sex_of_name(coref, ref));
    return kinds;
}

uint8_t reference_kinds_of_noun(const Coref *coref, const Ref *ref)
{
    uint8_t kinds = reference_noun(coref->words, ref->noun);
    if (kinds == 0 && ref->actor != NONE)
        kinds = kinds_of_actor(coref->doc->actors.items[ref->actor].kind);
    FindKind kind = ref->find == NONE ? FIND_STATE : coref->scan->finds.items[ref->find].kind;
    if (kinds == 0 && (kind == FIND_ROLE || kind == FIND_AGED)) kinds = KIND_PERSON;
    if (kinds == 0) kinds = KIND_THING;
    if (ref->numbers == NUMBER_MANY && (kinds & KIND_GROUP) != 0) kinds |= KIND_THING;
    /* the name in apposition tells more: "his wife, Ann Example", "writer Bob Example" */
    uint32_t other = tree_child(&coref->tree, ref->head, REL_APPOS);
    if (other == NONE) other = tree_child(&coref->tree, ref->head, REL_FLAT);
    if ((kinds & KIND_PERSON) == KIND_PERSON && other != NONE) {
        uint8_t given = given_of(coref, other);
        if (given != 0) kinds = (uint8_t)((kinds & ~KIND_PERSON) | (kinds & given));
    }
    return kinds;
}

uint8_t reference_numbers(const Coref *coref, const Ref *ref)
{
    Xpos xpos = coref_token(coref, ref->head)->xpos;
    if (xpos == XPOS_NNPS) return NUMBER_ANY;
    return xpos == XPOS_NNS ? NUMBER_MANY : NUMBER_ONE;
}
