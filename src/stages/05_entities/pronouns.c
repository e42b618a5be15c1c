/*
 * Pronouns. "he", "his", "she" go to a person of that sex: the closer the better, subjects before
 * others, and never to the subject of the same clause if the pronoun is its object. "it" and "its"
 * go to the state, body, organisation or outlet that is the subject before. "I" and "we" in a
 * quotation are the speaker's, whom a later stage finds.
 */
#include "scan.h"

typedef enum PronounKind {
    PRONOUN_HE,
    PRONOUN_SHE,
    PRONOUN_IT,
    PRONOUN_THEY,
    PRONOUN_FIRST
} PronounKind;

typedef enum PronounCase { CASE_SUBJECT, CASE_OBJECT, CASE_POSSESSIVE, CASE_REFLEXIVE } PronounCase;

static const struct {
    Str word;
    PronounKind kind;
    PronounCase place;
} pronouns[] = {
    {STR_INIT("he"), PRONOUN_HE, CASE_SUBJECT},
    {STR_INIT("him"), PRONOUN_HE, CASE_OBJECT},
    {STR_INIT("his"), PRONOUN_HE, CASE_POSSESSIVE},
    {STR_INIT("himself"), PRONOUN_HE, CASE_REFLEXIVE},
    {STR_INIT("she"), PRONOUN_SHE, CASE_SUBJECT},
    {STR_INIT("her"), PRONOUN_SHE, CASE_POSSESSIVE},
    {STR_INIT("hers"), PRONOUN_SHE, CASE_POSSESSIVE},
    {STR_INIT("herself"), PRONOUN_SHE, CASE_REFLEXIVE},
    {STR_INIT("it"), PRONOUN_IT, CASE_SUBJECT},
    {STR_INIT("its"), PRONOUN_IT, CASE_POSSESSIVE},
    {STR_INIT("itself"), PRONOUN_IT, CASE_REFLEXIVE},
    {STR_INIT("they"), PRONOUN_THEY, CASE_SUBJECT},
    {STR_INIT("them"), PRONOUN_THEY, CASE_OBJECT},
    {STR_INIT("their"), PRONOUN_THEY, CASE_POSSESSIVE},
    {STR_INIT("themselves"), PRONOUN_THEY, CASE_REFLEXIVE},
    {STR_INIT("i"), PRONOUN_FIRST, CASE_SUBJECT},
    {STR_INIT("me"), PRONOUN_FIRST, CASE_OBJECT},
    {STR_INIT("my"), PRONOUN_FIRST, CASE_POSSESSIVE},
    {STR_INIT("we"), PRONOUN_FIRST, CASE_SUBJECT},
    {STR_INIT("us"), PRONOUN_FIRST, CASE_OBJECT},
    {STR_INIT("our"), PRONOUN_FIRST, CASE_POSSESSIVE},
};

#define SENTENCES_BACK 3
#define FINDS_BACK 60

static uint32_t pronoun_row(Str lower)
{
    if (lower.len == 0 || lower.len > 10) return NONE;
    for (uint32_t i = 0; i < COUNT(pronouns); i++)
        if (str_equal(pronouns[i].word, lower)) return i;
    return NONE;
}

/* "US" and "U.S." are states; "it is clear that" points nowhere. */
static bool is_pronoun_here(const Scan *scan, uint32_t token, uint32_t row)
{
    const Token *here = scan_token(scan, token);
    if (scan->marks[token].form != NULL) return false;
    if (here->tag != TAG_PRON && here->tag != TAG_DET && here->tag != TAG_X) return false;
    if (here->relation == REL_EXPL) return false;
    if (pronouns[row].kind == PRONOUN_FIRST) return scan->in_quote[token];
    return true;
}

void pronouns_find(Scan *scan)
{
    for (uint32_t i = 0; i < scan->doc->tokens.count; i++) {
        uint32_t row = pronoun_row(scan_token(scan, i)->lower);
        if (row == NONE || !is_pronoun_here(scan, i, row)) continue;
        TokenRange range = {i, i + 1};
        Find *find = scan_add(scan, FIND_PRONOUN, range, range, STR("PRONOUN-UNKNOWN"), 0.3f);
        find->row = row;
    }
}

/* ---- Candidates --------------------------------------------------------------------------- */

static bool is_thing_like(const Find *find)
{
    switch (find->kind) {
    case FIND_STATE:
    case FIND_METONYM:
    case FIND_BODY:
    case FIND_ORGANISATION:
    case FIND_MEDIUM:
    case FIND_OUTLET: return true;
    case FIND_NATIONALITY:
    case FIND_THING:
    case FIND_PLACE:
    case FIND_GROUP:
    case FIND_PERSON:
    case FIND_ROLE:
    case FIND_PRONOUN:
    case FIND_COLLECTIVE: return false;
    }
    return false;
}

static bool is_possessor(const Scan *scan, const Find *find)
{
    return is_possessive(scan, find->tokens.end);
}

/* The verb or other head a token's clause hangs on. */
static uint32_t clause_of(const Scan *scan, uint32_t token)
{
    for (uint32_t steps = 0; steps < 12; steps++) {
        const Token *here = scan_token(scan, token);
        if (here->tag == TAG_VERB || here->head == NONE) return token;
        token = here->head;
    }
    return token;
}

static bool is_subject_find(const Scan *scan, const Find *find)
{
    if (find->kind == FIND_PRONOUN && pronouns[find->row].place != CASE_SUBJECT) return false;
    return is_subject(scan, find);
}

/* "Hun, in a letter to Kim, wished him", where the verb has lost its subject: the last person that
 * no preposition governs. */
static bool may_be_lost_subject(const Scan *scan, const Find *find, uint32_t verb)
{
    const Token *here = scan_token(scan, verb);
    bool is_finite = here->xpos == XPOS_VBD || here->xpos == XPOS_VBZ || here->xpos == XPOS_VBP;
    uint32_t start = scan_sentence_first(scan, verb), first = find->tokens.first;
    if (!is_finite || find->tokens.end > verb) return false;
    if (first > start && scan_token(scan, first - 1)->tag == TAG_ADP) return false;
    for (uint32_t i = start; i < verb; i++) {
        Relation relation = scan_token(scan, i)->relation;
        bool is_its_subject = relation == REL_NSUBJ || relation == REL_NSUBJ_PASS;
        if (is_its_subject && scan_token(scan, i)->head == verb) return false;
    }
    for (uint32_t i = find->tokens.end; i < verb; i++) /* another clause between */
        if (scan_token(scan, i)->tag == TAG_VERB) return false;
    return true;
}

/* The object of a verb is not its subject: the person who cannot be "him" in "Kim sent him". NONE
 * if there is no such subject. */
static uint32_t barred_person(const Scan *scan, uint32_t index)
{
    const Find *pronoun = &scan->finds.items[index];
    if (pronouns[pronoun->row].place != CASE_OBJECT) return NONE;
    uint32_t sentence = scan_token(scan, pronoun->head)->sentence;
    uint32_t clause = clause_of(scan, pronoun->head);
    for (uint32_t back = 1; back <= index && back <= FINDS_BACK; back++) {
        const Find *find = &scan->finds.items[index - back];
        uint32_t head = scan_syntactic_head(scan, find->tokens);
        if (scan_token(scan, head)->sentence != sentence) break;
        if (find->person == NONE) continue;
        if (is_subject_find(scan, find) && clause_of(scan, head) == clause) return find->person;
        if (may_be_lost_subject(scan, find, clause)) return find->person;
    }
    return NONE;
}

/* What a sentence names first, unless after a preposition, is what it is about. */
static bool is_first_of_sentence(const Scan *scan, uint32_t index)
{
    const Find *find = &scan->finds.items[index];
    uint32_t start = scan_sentence_first(scan, find->tokens.first);
    if (find->tokens.first > start && scan_token(scan, find->tokens.first - 1)->tag == TAG_ADP)
        return false;
    for (uint32_t back = 1; back <= index && back <= 8; back++) {
        const Find *before = &scan->finds.items[index - back];
        if (before->tokens.end <= start) return true;
        if (before->person != NONE && before->person != find->person &&
            scan_token(scan, before->tokens.first)->tag != TAG_ADP)
            return false;
    }
    return true;
}

static float score_candidate(const Scan *scan, const Find *pronoun, const Find *candidate,
                             uint32_t sentences_back, uint32_t persons_passed)
{
    float score = 3.0f - (float)sentences_back - 0.15f * (float)persons_passed;
    bool subject = is_subject_find(scan, candidate);
    if (subject) score += 1.2f;
    if (is_possessor(scan, candidate)) score -= 0.3f;
    bool same_clause =
        sentences_back == 0 && clause_of(scan, scan_syntactic_head(scan, candidate->tokens)) ==
                                   clause_of(scan, pronoun->head);
    if (pronouns[pronoun->row].place == CASE_POSSESSIVE && same_clause && subject) score += 0.8f;
    if (candidate->kind == FIND_PRONOUN) score += 0.4f;
    if (scan->in_quote[candidate->head] != scan->in_quote[pronoun->head]) score -= 0.6f;
    return score;
}

static bool sex_fits(char sex, PronounKind kind)
{
    return sex == 0 || (kind == PRONOUN_HE ? sex == 'm' : sex == 'f');
}

static void give_person(Scan *scan, Find *pronoun, uint32_t person, PronounKind kind, Str rule,
                        float confidence)
{
    pronoun->person = person;
    pronoun->actor = scan->persons.items[person].actor;
    pronoun->rule = rule;
    pronoun->confidence = confidence;
    if (scan->persons.items[person].sex == 0)
        scan->persons.items[person].sex = kind == PRONOUN_HE ? 'm' : 'f';
}

#define FARTHEST_TOKENS_AHEAD 40

/* "In his greeting to Bob, Ann ...": before the subject of the sentence, the pronoun is its. */
static bool resolve_ahead(Scan *scan, uint32_t index, PronounKind kind)
{
    Find *pronoun = &scan->finds.items[index];
    uint32_t start = scan_sentence_first(scan, pronoun->head);
    if (pronouns[pronoun->row].place != CASE_POSSESSIVE || pronoun->head == start) return false;
    if (pronoun->head > start + 3) return false;
    const Token *first = scan_token(scan, start);
    if (first->tag != TAG_ADP && first->tag != TAG_SCONJ) return false;
    uint32_t root = scan->doc->sentences.items[first->sentence].root;
    for (uint32_t i = index + 1; i < scan->finds.count && i < index + 12; i++) {
        const Find *find = &scan->finds.items[i];
        if (find->tokens.first > pronoun->head + FARTHEST_TOKENS_AHEAD ||
            scan_token(scan, find->head)->sentence != first->sentence)
            break;
        if (find->person == NONE || find->is_dropped || !is_subject_find(scan, find)) continue;
        uint32_t head = scan_syntactic_head(scan, find->tokens);
        if (root != NONE && clause_of(scan, head) != clause_of(scan, root)) continue;
        if (!sex_fits(scan->persons.items[find->person].sex, kind)) continue;
        give_person(scan, pronoun, find->person, kind, STR("PRONOUN-AHEAD"), 0.8f);
        return true;
    }
    return false;
}

#define FINDS_FAR_BACK 200

/* Where nobody is near: the one person of that sex the article has named so far, if it is one. */
static uint32_t only_person_before(const Scan *scan, uint32_t index, PronounKind kind)
{
    uint32_t only = NONE;
    for (uint32_t back = 1; back <= index && back <= FINDS_FAR_BACK; back++) {
        uint32_t person = scan->finds.items[index - back].person;
        if (person == NONE || person == only || scan->finds.items[index - back].is_dropped)
            continue;
        if (!sex_fits(scan->persons.items[person].sex, kind)) continue;
        if (only != NONE) return NONE;
        only = person;
    }
    return only;
}

static void resolve_person(Scan *scan, uint32_t index, PronounKind kind)
{
    Find *pronoun = &scan->finds.items[index];
    uint32_t sentence = scan_token(scan, pronoun->head)->sentence, best = NONE, passed = 0;
    uint32_t barred = barred_person(scan, index);
    float best_score = 0.0f;
    if (resolve_ahead(scan, index, kind)) return;
    for (uint32_t back = 1; back <= index && back <= FINDS_BACK; back++) {
        const Find *find = &scan->finds.items[index - back];
        uint32_t sentences_back = sentence - scan_token(scan, find->head)->sentence;
        if (sentences_back > SENTENCES_BACK) break;
        if (find->person == NONE || find->is_dropped) continue;
        if (find->tokens.first <= pronoun->head && pronoun->head < find->tokens.end) continue;
        const Person *person = &scan->persons.items[find->person];
        if (!sex_fits(person->sex, kind) || find->person == barred) continue;
        float score = score_candidate(scan, pronoun, find, sentences_back, passed++);
        if (pronouns[pronoun->row].place == CASE_REFLEXIVE && find->tokens.end == pronoun->head)
            score += 9.0f; /* "Putin himself" */
        if (person->sex == 0) score -= 0.5f;
        if (is_first_of_sentence(scan, index - back)) score += 0.7f;
        if (best != NONE && score <= best_score) continue;
        best = find->person;
        best_score = score;
    }
    if (best == NONE) {
        best = only_person_before(scan, index, kind);
        best_score = 0.0f;
    }
    if (best == NONE) return;
    float confidence = best_score > 3.5f ? 0.8f : best_score > 2.0f ? 0.65f : 0.5f;
    give_person(scan, pronoun, best, kind, STR("PRONOUN-PERSON"), confidence);
}

/* ---- it, they ----------------------------------------------------------------------------- */

static bool has_report_verb(const Scan *scan, uint32_t token)
{
    uint32_t head = scan_token(scan, token)->head;
    if (head == NONE) return false;
    return (world_word_flags(scan->world, scan_token(scan, head)->lemma) & WORD_REPORT) != 0;
}

static void resolve_thing(Scan *scan, uint32_t index)
{
    Find *pronoun = &scan->finds.items[index];
    PronounCase place = pronouns[pronoun->row].place;
    uint32_t sentence = scan_token(scan, pronoun->head)->sentence;
    bool acts = place != CASE_SUBJECT ||
                (is_subject(scan, pronoun) && has_report_verb(scan, pronoun->head));
    for (uint32_t back = 1; acts && back <= index && back <= FINDS_BACK; back++) {
        const Find *find = &scan->finds.items[index - back];
        /* "Russia and its leader" */
        bool joined = place == CASE_POSSESSIVE && pronoun->head > 0 && find->actor != NONE &&
                      is_thing_like(find) && is_word(scan, pronoun->head - 1, STR("and")) &&
                      find->tokens.end + 1 == pronoun->head;
        uint32_t sentences_back = sentence - scan_token(scan, find->head)->sentence;
        if (sentences_back > 1 || (sentences_back > 0 && place != CASE_SUBJECT)) break;
        if (find->is_dropped || find->actor == NONE || !is_thing_like(find)) continue;
        if (find->tokens.first <= pronoun->head && pronoun->head < find->tokens.end) continue;
        if (!joined && !is_subject(scan, find)) continue;
        pronoun->actor = find->actor;
        pronoun->owner = find->owner;
        pronoun->rule = STR("PRONOUN-IT");
        pronoun->confidence = 0.6f;
        return;
    }
    pronoun->is_dropped = true; /* a thing, most likely */
}

static void resolve_many(Scan *scan, uint32_t index)
{
    Find *pronoun = &scan->finds.items[index];
    uint32_t sentence = scan_token(scan, pronoun->head)->sentence;
    for (uint32_t back = 1; back <= index && back <= FINDS_BACK; back++) {
        const Find *find = &scan->finds.items[index - back];
        if (sentence - scan_token(scan, find->head)->sentence > 1) break;
        bool many = (find->kind == FIND_COLLECTIVE && find->members[0] != NONE) ||
                    (find->kind == FIND_GROUP && find->actor != NONE);
        if (find->is_dropped || !many || !is_subject(scan, find)) continue;
        pronoun->actor = find->actor;
        memcpy(pronoun->members, find->members, sizeof pronoun->members);
        pronoun->rule = STR("PRONOUN-THEY");
        pronoun->confidence = 0.5f;
        return;
    }
    uint32_t members[2];
    if (!collective_pair_before(scan, index, members)) return;
    memcpy(pronoun->members, members, sizeof members);
    pronoun->rule = STR("PRONOUN-THEY-PAIR");
    pronoun->confidence = 0.5f;
}

void pronoun_resolve(Scan *scan, uint32_t index)
{
    Find *pronoun = &scan->finds.items[index];
    switch (pronouns[pronoun->row].kind) {
    case PRONOUN_HE: resolve_person(scan, index, PRONOUN_HE); break;
    case PRONOUN_SHE: resolve_person(scan, index, PRONOUN_SHE); break;
    case PRONOUN_IT: resolve_thing(scan, index); break;
    case PRONOUN_THEY: resolve_many(scan, index); break;
    case PRONOUN_FIRST: pronoun->rule = STR("PRONOUN-SPEAKER"); break;
    }
}
