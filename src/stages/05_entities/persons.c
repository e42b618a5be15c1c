/*
 * Which names are the same person.
 *
 * First the full names and the names with a title: they make the article's persons, from the data
 * or learnt. Then the short ones ("Lavrov", "Mr Moon", "Kim") are matched with those, and where the
 * article never prints the full name, with leaders of a country the article names. A short name
 * that nobody has is dropped: it is not a person, or not one we can tell.
 */
#include "persons.h"

static const Title *title_of(const Scan *scan, const Find *find)
{
    return find->title_row == NONE ? NULL : &scan->world->titles.items[find->title_row];
}

/* "King Salman" beside "Mohammed bin Salman": the title is another's of the same name. */
static bool leader_fits_better(const Scan *scan, Str family, const Title *title, Str owner,
                               uint32_t person)
{
    if (title == NULL || title_is_style(title)) return false;
    if (person_has_office(scan, &scan->persons.items[person], title->id)) return false;
    uint32_t leader = leader_of_family(scan, family, title, owner);
    return leader != NONE && world_held_office(scan->world, leader, (Str){NULL, 0}, title->id);
}

/* "Temirova said": one word that nobody else in the article has, before a verb of saying. */
static bool says_something(const Scan *scan, const Find *find)
{
    if (find->type != NAME_TYPE_NONE || find->name_class != NAME_SHORT) return false;
    const Token *token = scan_token(scan, find->name.first);
    if (token->tag != TAG_PROPN || (token->flags & TOKEN_ALL_CAPS) != 0) return false;
    if ((scan_flags(scan, find->name.first) & WORD_NOT_A_NAME) != 0) return false;
    if (label_best_score(scan, find->name) < 0) return false; /* no name at all, to the network */
    return token->relation == REL_NSUBJ && token->head != NONE &&
           scan_token(scan, token->head)->tag == TAG_VERB &&
           (world_word_flags(scan->world, scan_token(scan, token->head)->lemma) & WORD_REPORT) != 0;
}

static bool is_child(const Scan *scan, const Find *find)
{
    Str last = scan_word(scan, find->name.end - 1);
    return find->name.end > find->name.first + 1 &&
           (str_equal(last, STR("jr")) || str_equal(last, STR("sr")));
}

/* "Sampel Jr." is "Omar Sampel Jr."; "Omar Sampel" only if nobody knows him from elsewhere. */
static void identify_child(Scan *scan, Find *find)
{
    Str printed = person_printed(scan, find->name, false);
    uint32_t person = person_of_child(scan, printed);
    if (person == NONE) person = person_learn(scan, find, printed);
    person_attach(scan, find, person);
}

/* "the Sample Party", where "Sample" is also a title: no person. */
static bool is_organisation_after_title(const Scan *scan, const Find *find)
{
    return find->title_row != NONE && find->name.end == find->name.first + 1 &&
           (scan_flags(scan, find->name.first) & WORD_ORG_HEAD) != 0 &&
           (scan_flags(scan, find->tokens.first) & WORD_DETERMINER) != 0;
}

/* A word that may be a first name alone: not the end of a longer name ("Morning Joe"), nor with the
 * family name added ("Joe [Example]"), nor a common word in a headline ("Bill Passes"). */
static bool stands_alone(const Scan *scan, const Find *find)
{
    uint32_t first = find->tokens.first, end = find->tokens.end;
    const Token *token = scan_token(scan, first);
    if (token->tag != TAG_PROPN || scan->title_case[token->sentence]) return false;
    if (!is_capitalised(scan, first) || find->title_row != NONE) return false;
    if (is_word(scan, end, STR("[")) || is_word(scan, end, STR("("))) return false;
    bool starts = first == scan_sentence_first(scan, first);
    return starts || (!is_capitalised(scan, first - 1) && !is_word(scan, first - 1, STR("("))) ||
           first - 1 == scan_sentence_first(scan, first);
}

/* "a", "one", "two", "no" */
static bool is_after_number(const Scan *scan, uint32_t token)
{
    if (token == scan_sentence_first(scan, token)) return false;
    return (scan_flags(scan, token - 1) & WORD_INDEFINITE) != 0 ||
           scan_token(scan, token - 1)->tag == TAG_NUM;
}

static void identify_short(Scan *scan, Find *find)
{
    if (is_child(scan, find)) {
        identify_child(scan, find);
        return;
    }
    if (is_organisation_after_title(scan, find)) {
        find->is_dropped = true;
        return;
    }
    Str printed = person_printed(scan, find->name, true);
    Str family = world_normal_name(scan->world, printed, scan->scratch);
    const Title *title = title_of(scan, find);
    uint32_t person = person_of_family(scan, family, title, find->owner, find->tokens.first);
    if (person == NONE) {
        person = map_find(&scan->person_by_spelling, family);
        if (person == MAP_NONE) person = NONE;
    }
    if (person != NONE && leader_fits_better(scan, family, title, find->owner, person))
        person = NONE;
    if (person != NONE) {
        person_attach(scan, find, person);
        if (find->title_row == NONE) find->rule = STR("NAME-SHORT");
        return;
    }
    uint32_t leader = leader_of_family(scan, family, title, find->owner);
    uint32_t spelled = leader == NONE ? person_of_spelling(scan, printed) : NONE;
    if (spelled != NONE) {
        person_attach(scan, find, spelled);
        if (title == NULL) find->rule = STR("NAME-SPELLING");
        find->confidence = 0.75f;
        return;
    }
    uint32_t given =
        leader == NONE && stands_alone(scan, find) ? person_of_given(scan, family) : NONE;
    if (given != NONE) {
        person_attach(scan, find, given);
        find->rule = STR("NAME-GIVEN");
        find->confidence = 0.7f;
        return;
    }
    if (leader != NONE) {
        person_attach(scan, find, person_of_leader(scan, leader));
        find->rule = title == NULL ? STR("NAME-SHORT-DATA") : find->rule;
        find->confidence = 0.75f;
        return;
    }
    /* "the Conservatives", "a Republican": one of many who are called so */
    bool is_many = title == NULL && (scan_token(scan, find->name.end - 1)->xpos == XPOS_NNPS ||
                                     is_after_number(scan, find->name.first));
    bool is_somebody =
        title != NULL || find->type == NAME_TYPE_PERSON || says_something(scan, find);
    if (is_somebody && !is_many)
        person_attach(scan, find, person_learn(scan, find, printed));
    else
        find->is_dropped = true;
}

/* ---- Full names --------------------------------------------------------------------------- */

/* "Al Sample" after "Omar Al Sample": no given name, but the article of the family name. */
static uint32_t person_after_article(const Scan *scan, const Find *find, Str printed)
{
    bool al = str_starts(printed, STR("Al ")) || str_starts(printed, STR("El "));
    if (!al || find->name.end != find->name.first + 2) return NONE;
    Str family = world_normal_name(scan->world, scan_word(scan, find->name.end - 1), scan->scratch);
    uint32_t person =
        person_of_family(scan, family, title_of(scan, find), find->owner, find->tokens.first);
    if (person != NONE) return person;
    person = map_find(&scan->person_by_spelling, family);
    return person == MAP_NONE ? NONE : person;
}

static void identify_full(Scan *scan, Find *find)
{
    if (find->row != NONE) {
        person_attach(scan, find, person_of_leader(scan, find->row));
        return;
    }
    Str printed = person_printed(scan, find->name, false);
    uint32_t leader = leader_of_name(scan, printed);
    if (leader != NONE) {
        person_attach(scan, find, person_of_leader(scan, leader));
        return;
    }
    uint32_t person = person_of_full_name(scan, printed);
    if (person != NONE) person_note_longer_name(scan, person, printed);
    if (person == NONE) person = person_after_article(scan, find, printed);
    if (person == NONE) person = person_learn(scan, find, printed);
    person_attach(scan, find, person);
}

static Str normal_short(const Scan *scan, const Find *find)
{
    return world_normal_name(scan->world, person_printed(scan, find->name, true), scan->scratch);
}

static bool is_one_word(const Scan *scan, const Find *find)
{
    Str printed = person_printed(scan, find->name, true);
    return name_variants_ends(scan->world->variants, printed, scan->scratch).words < 2;
}

/* "Grigoryan said", "according to Zhang Wei", "Zhang Wei, an analyst": what only persons do. */
static bool acts_like_person(const Scan *scan, const Find *find)
{
    uint32_t head = scan_syntactic_head(scan, find->name);
    const Token *token = scan_token(scan, head);
    uint32_t end = find->name.end, limit = scan_sentence_end(scan, find->name.first);
    if (token->tag != TAG_PROPN && token->tag != TAG_X && !is_word(scan, end, STR(",")))
        return false;
    if (end < limit) {
        const Token *next = scan_token(scan, end);
        if (str_equal(next->lemma, STR("say")) || str_equal(next->lower, STR("said"))) return true;
    }
    if (end + 2 < limit && is_word(scan, end, STR(","))) {
        uint32_t at = end + 1, used;
        if ((scan_flags(scan, at) & WORD_DETERMINER) != 0) at++;
        if (scan_match(scan, &scan->world->title_words, at, limit, &used) != MAP_NONE) return true;
    }
    if (token->head == NONE || token->relation != REL_NSUBJ) return false;
    return (world_word_flags(scan->world, scan_token(scan, token->head)->lemma) & WORD_REPORT) != 0;
}

/* ---- Names without a sign ----------------------------------------------------------------- */

/* Two to four names without an article or a preposition of place before: in the news most of these
 * are persons. */
static bool looks_like_person(const Scan *scan, const Find *find)
{
    uint32_t first = find->tokens.first, start = scan_sentence_first(scan, first), words = 0;
    if (scan->title_case[scan_token(scan, first)->sentence]) return false;
    for (uint32_t i = find->name.first; i < find->name.end; i++) {
        const Token *token = scan_token(scan, i);
        if (token->kind != TOKEN_WORD) continue;
        if (token->tag != TAG_PROPN && is_capitalised(scan, i)) return false;
        if ((token->flags & TOKEN_ALL_CAPS) != 0 && token->span.end - token->span.start > 2)
            return false;
        if ((scan_flags(scan, i) & WORD_NOT_A_NAME) != 0) return false;
        words++;
    }
    if (words > 4 ||
        (first > start && (scan_flags(scan, first - 1) & (WORD_DETERMINER | WORD_IN_PLACE)) != 0))
        return false;
    /* a name that goes on with a noun is that noun's: "Sample Valley residents" */
    const Token *next =
        find->name.end < scan_sentence_end(scan, first) ? scan_token(scan, find->name.end) : NULL;
    return next == NULL || (next->tag != TAG_NOUN && next->tag != TAG_PROPN);
}

static void identify_maybe(Scan *scan, Find *find)
{
    Str printed = person_printed(scan, find->name, false);
    bool known =
        leader_of_name(scan, printed) != NONE || person_of_full_name(scan, printed) != NONE;
    if (!known && place_become(scan, find)) return;
    bool acts = !known && acts_like_person(scan, find);
    if (known || acts || looks_like_person(scan, find)) {
        identify_full(scan, find);
        if (!known) find->confidence = acts ? 0.6f : 0.45f;
        return;
    }
    find->is_dropped = true;
}

/* "Boko" after "Duma Boko", whom the rules found: no organisation, if the network is not sure. */
static bool is_short_of_person(const Scan *scan, const Find *find)
{
    bool other = find->kind == FIND_ORGANISATION || find->kind == FIND_PLACE;
    if (!other || find->type == NAME_TYPE_NONE || find->row != NONE || !is_one_word(scan, find))
        return false;
    const Label *label = label_over(scan, find->name.first);
    return label != NULL && !label->is_sure && !is_listed_place_here(scan, find) &&
           map_find(&scan->person_by_family, normal_short(scan, find)) != MAP_NONE;
}

/* The article speaks of the state otherwise: its people, its capital, its bodies, "in Jordan". */
static bool is_state_spoken_of(const Scan *scan, const Find *state)
{
    for (uint32_t i = 0; i < scan->finds.count; i++) {
        const Find *find = &scan->finds.items[i];
        if (find->is_dropped || !str_equal(find->owner, state->owner)) continue;
        if (find->kind != FIND_STATE && find->kind != FIND_PERSON) return true;
        uint32_t first = find->tokens.first;
        if (find->kind == FIND_STATE && first > scan_sentence_first(scan, first) &&
            ((scan_flags(scan, first - 1) & WORD_IN_PLACE) != 0 ||
             is_word(scan, first - 1, STR(","))))
            return true;
    }
    return false;
}

/* "Jordan said" after "Jim Jordan", in an article that has nothing to do with the state. */
static bool is_state_of_person(const Scan *scan, const Find *find, uint32_t index)
{
    if (find->kind != FIND_STATE || find->name.end != find->name.first + 1) return false;
    Str family = normal_short(scan, find);
    if (map_find(&scan->person_by_family, family) == MAP_NONE) return false;
    uint32_t person = person_of_family(scan, family, NULL, (Str){NULL, 0}, find->tokens.first);
    if (person == NONE || scan->persons.items[person].leader != NONE) return false;
    for (uint32_t i = 0; i < index; i++) {
        const Find *before = &scan->finds.items[i];
        bool is_full = before->person == person && before->name.end > before->name.first + 1;
        if (is_full) return !is_state_spoken_of(scan, find);
    }
    return false;
}

/* "von der Leyen" waits for "Ursula von der Leyen". */
static bool starts_small(const Scan *scan, const Find *find)
{
    return (scan_flags(scan, find->name.first) & WORD_PARTICLE) != 0;
}

static bool is_known_family(const Scan *scan, const Find *find)
{
    Str family = normal_short(scan, find);
    return starts_small(scan, find) &&
           (person_of_family(scan, family, NULL, find->owner, find->tokens.first) != NONE ||
            leader_of_family(scan, family, NULL, find->owner) != NONE);
}

static void identify_rest(Scan *scan, uint32_t index)
{
    Find *find = &scan->finds.items[index];
    if (is_state_of_person(scan, find, index)) {
        find->kind = FIND_PERSON;
        find->name_class = NAME_SHORT;
        find->owner = (Str){NULL, 0};
    }
    if (find->kind == FIND_PLACE && find->type != NAME_TYPE_NONE) place_set_country(scan, find);
    if (is_short_of_person(scan, find)) find->kind = FIND_PERSON;
    if (find->kind != FIND_PERSON || find->person != NONE) return;
    if (find->name_class == NAME_MAYBE)
        identify_maybe(scan, find);
    else if (find->name_class == NAME_PERSON && !is_one_word(scan, find) &&
             !is_known_family(scan, find))
        identify_full(scan, find);
    else
        identify_short(scan, find);
    if (find->is_dropped) place_become(scan, find);
}

void persons_identify(Scan *scan)
{
    for (uint32_t i = 0; i < scan->finds.count; i++) {
        Find *find = &scan->finds.items[i];
        if (find->kind != FIND_PERSON || find->name_class != NAME_PERSON) continue;
        if (starts_small(scan, find) && find->row == NONE) continue;
        if (!is_one_word(scan, find) || find->row != NONE) identify_full(scan, find);
    }
    for (uint32_t i = 0; i < scan->finds.count; i++) identify_rest(scan, i);
}
