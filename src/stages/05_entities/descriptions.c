/*
 * Persons by what they are, without an office: "the Chinese statesman".
 *
 *     Xi Jinping spoke first. The Chinese statesman promised help.     person:xi jinping
 *
 * The nationality must be that of a person named before. A description that fits nobody is no
 * mention.
 */
#include "coref.h"

#define WORDS_BEFORE_NOUN 6
#define FINDS_LOOKED_AT 60 /* back */
#define SENTENCES_BACK 8

uint32_t scan_age(const Scan *scan, uint32_t token, uint32_t limit)
{
    if (scan_token(scan, token)->kind != TOKEN_NUMBER) return 0;
    uint32_t at = token + 1;
    if (at < limit && is_joining_hyphen(scan, at)) at++;
    if (!(at < limit && is_word(scan, at, STR("year")))) return 0;
    at++;
    if (at < limit && is_joining_hyphen(scan, at)) at++;
    return at < limit && is_word(scan, at, STR("old")) ? at + 1 - token : 0;
}

/* ---- Finding ------------------------------------------------------------------------------ */

static void add_description(Scan *scan, TokenRange tokens, uint32_t name_first, Str owner)
{
    TokenRange name = {name_first, tokens.end};
    Find *find = scan_add(scan, FIND_DESCRIPTION, tokens, name, STR("ROLE-DESCRIPTION"), 0.6f);
    find->is_definite = true;
    find->owner = owner;
}

static bool is_person_noun(const Scan *scan, const ReferenceWords *words, uint32_t token)
{
    const Token *here = scan_token(scan, token);
    uint8_t kinds = reference_noun(words, here->lemma);
    return here->tag == TAG_NOUN && here->xpos == XPOS_NN && (kinds & KIND_PERSON) != 0 &&
           (kinds & ~(unsigned)KIND_PERSON) == 0 && here->relation != REL_COMPOUND;
}

static bool names_follow(const Scan *scan, uint32_t end, uint32_t limit)
{
    if (end >= limit) return false;
    Tag tag = scan_token(scan, end)->tag;
    return tag == TAG_PROPN || tag == TAG_NOUN || is_word(scan, end, STR("of"));
}

/* "the Chinese statesman": an article, a nationality, a person's noun, and no name. */
static void read_noun(Scan *scan, const ReferenceWords *words, uint32_t article)
{
    uint32_t limit = scan_sentence_end(scan, article);
    Str owner = {NULL, 0};
    for (uint32_t at = article + 1; at < limit && at <= article + WORDS_BEFORE_NOUN;) {
        Mark mark = scan_mark(scan, at, limit);
        bool is_nationality = mark.form != NULL && mark.form->kind == FORM_NATIONALITY;
        if (is_nationality) owner = mark_owner(scan, mark);
        if (!is_nationality && is_person_noun(scan, words, at)) {
            if (owner.len > 0 && !names_follow(scan, at + 1, limit))
                add_description(scan, (TokenRange){article, at + 1}, at, owner);
            return;
        }
        uint32_t age = scan_age(scan, at, limit);
        Tag tag = scan_token(scan, at)->tag;
        if (!is_nationality && age == 0 && tag != TAG_ADJ && tag != TAG_NOUN) return;
        at = is_nationality ? mark.end : at + (age > 0 ? age : 1);
    }
}

/* [tokens] a find of somebody, not of a nationality alone, stands there already. */
static bool *find_taken(const Scan *scan)
{
    bool *taken = arena_new_items(scan->scratch, bool, (size_t)scan->doc->tokens.count + 1);
    for (uint32_t i = 0; i < scan->finds.count; i++) {
        const Find *find = &scan->finds.items[i];
        if (find->kind == FIND_NATIONALITY || find->kind == FIND_STATE) continue;
        for (uint32_t t = find->tokens.first; t < find->tokens.end; t++) taken[t] = true;
    }
    return taken;
}

void descriptions_find(Scan *scan, const ReferenceWords *words)
{
    const bool *taken = find_taken(scan);
    for (uint32_t i = 0; i < scan->doc->tokens.count; i++) {
        if (taken[i] || !is_word(scan, i, STR("the"))) continue;
        read_noun(scan, words, i);
    }
}

/* ---- Resolving ---------------------------------------------------------------------------- */

static bool fits(const Scan *scan, const Find *description, const Find *find)
{
    if (find->person == NONE || find->is_dropped) return false;
    Str owner = scan->persons.items[find->person].owner;
    return str_equal(owner_country(scan, owner), description->owner);
}

void description_resolve(Scan *scan, uint32_t index)
{
    Find *find = &scan->finds.items[index];
    uint32_t sentence = scan_token(scan, find->head)->sentence;
    for (uint32_t back = 1; back <= index && back <= FINDS_LOOKED_AT; back++) {
        const Find *before = &scan->finds.items[index - back];
        if (sentence - scan_token(scan, before->head)->sentence > SENTENCES_BACK) break;
        if (!fits(scan, find, before)) continue;
        find->person = before->person;
        find->actor = before->actor;
        return;
    }
    find->is_dropped = true;
}
