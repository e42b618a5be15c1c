/*
 * Which names are the same person.
 *
 * First the full names and the names with a title: they make the article's persons, from the data
 * or learnt. Then the short ones ("Lavrov", "Mr Moon", "Kim") are matched with those, and where the
 * article never prints the full name, with leaders of a country the article names. A short name
 * that nobody has is dropped: it is not a person, or not one we can tell.
 */
#include "scan.h"

#include "text/utf8.h"

#define LONGEST_FAMILY_CHAIN 32

static Str first_word(Str text)
{
    uint32_t space = str_find(text, STR(" "), 0);
    return space == STR_NOT_FOUND ? text : (Str){text.data, space};
}

static Str last_word(Str text)
{
    uint32_t start = text.len;
    while (start > 0 && text.data[start - 1] != ' ') start--;
    return (Str){text.data + start, text.len - start};
}

static Str normal_name(const Scan *scan, TokenRange range)
{
    while (range.end > range.first + 1 && (scan_flags(scan, range.end - 1) & WORD_SUFFIX) != 0)
        range.end--;
    return world_normal_name(scan_folded(scan, range), scan->scratch);
}

/* ---- Persons ------------------------------------------------------------------------------ */

static void chain_family(Scan *scan, uint32_t index)
{
    Person *person = &scan->persons.items[index];
    uint32_t before = map_find(&scan->person_by_family, person->family);
    person->next_of_family = before == MAP_NONE ? NONE : before;
    map_set(&scan->person_by_family, person->family, index);
}

uint32_t person_of_leader(Scan *scan, uint32_t row)
{
    const Leader *leader = &scan->world->leaders.items[row];
    uint32_t index = map_find(&scan->person_by_name, leader->key);
    if (index != MAP_NONE) return index;
    index = scan->persons.count;
    const Term *term = world_term_on(scan->world, row, scan->day);
    Str normal = world_normal_name(utf8_fold(leader->name, scan->scratch), scan->scratch);
    Str country = owner_country(scan, term->owner);
    uint32_t actor = actor_add(scan, leader->key, leader->name, ACTOR_PERSON, country, STR("GOV"));
    Actor *made = &scan->doc->actors.items[actor];
    made->is_from_data = true;
    made->role = term->office;
    made->family = leader->family;
    *list_add(scan->scratch, &scan->persons) = (Person){.actor = actor,
                                                        .leader = row,
                                                        .normal = normal,
                                                        .family = leader->family,
                                                        .given = first_word(normal),
                                                        .sex = leader->sex,
                                                        .owner = term->owner};
    map_set(&scan->person_by_name, leader->key, index);
    chain_family(scan, index);
    return index;
}

uint32_t person_of_actor(Scan *scan, uint32_t actor)
{
    while (scan->person_of_actor.count < scan->doc->actors.count)
        *list_add(scan->scratch, &scan->person_of_actor) = NONE;
    for (; scan->persons_noted < scan->persons.count; scan->persons_noted++)
        scan->person_of_actor.items[scan->persons.items[scan->persons_noted].actor] =
            scan->persons_noted;
    return scan->person_of_actor.items[actor];
}

static char sex_of_name(const Scan *scan, Str folded)
{
    uint32_t flags = world_word_flags(scan->world, first_word(folded)) & WORD_GIVEN;
    return flags == WORD_MALE ? 'm' : flags == WORD_FEMALE ? 'f' : 0;
}

static bool is_family_first(const Scan *scan, Str owner, TokenRange name)
{
    if (owner.len == 3) {
        Str folded = utf8_fold(owner, scan->scratch);
        return (world_word_flags(scan->world, folded) & WORD_FAMILY_FIRST) != 0;
    }
    /* "Chang Cheol-woon": a hyphen in the last part */
    uint32_t last = name.end - 1;
    return owner.len == 0 && last >= name.first + 3 && is_joining_hyphen(scan, last - 1) &&
           !is_capitalised(scan, last);
}

static uint32_t learn_person(Scan *scan, const Find *find, Str normal)
{
    Str folded = scan_folded(scan, find->name);
    bool family_first = is_family_first(scan, find->owner, find->name);
    uint32_t index = scan->persons.count;
    /* the family name alone: who that is, only other articles can tell */
    bool is_part = first_word(normal).len == normal.len;
    Str key = arena_format(scan->doc->arena, is_part ? "name:" STR_FMT : "person:" STR_FMT,
                           STR_ARG(normal));
    Str country = owner_country(scan, find->owner);
    uint32_t actor =
        actor_add(scan, key, scan_text(scan, find->name), ACTOR_PERSON, country, (Str){NULL, 0});
    *list_add(scan->scratch, &scan->persons) = (Person){
        .actor = actor,
        .leader = NONE,
        .normal = normal,
        .family = family_first ? first_word(normal) : last_word(normal),
        .given = family_first ? last_word(normal) : first_word(normal),
        .sex = sex_of_name(scan, folded),
        .owner = find->owner,
    };
    scan->doc->actors.items[actor].family =
        arena_copy_str(scan->doc->arena, scan->persons.items[index].family);
    map_set(&scan->person_by_name, arena_format(scan->scratch, "person:" STR_FMT, STR_ARG(normal)),
            index);
    chain_family(scan, index);
    return index;
}

/* ---- Who a full name is ------------------------------------------------------------------- */

static uint32_t leader_of_name(const Scan *scan, Str normal)
{
    uint32_t row = map_find(&scan->world->leader_by_name, normal);
    if (row != MAP_NONE) return row;
    Str first = first_word(normal), last = last_word(normal);
    if (first.len + last.len + 1 >= normal.len) return NONE;
    Str ends = arena_format(scan->scratch, STR_FMT " " STR_FMT, STR_ARG(first), STR_ARG(last));
    row = map_find(&scan->world->leader_by_name, ends);
    return row == MAP_NONE ? NONE : row;
}

static bool has_word(Str text, Str word)
{
    for (uint32_t at = 0; (at = str_find(text, word, at)) != STR_NOT_FOUND; at++) {
        bool starts = at == 0 || text.data[at - 1] == ' ';
        bool ends = at + word.len == text.len || text.data[at + word.len] == ' ';
        if (starts && ends) return true;
    }
    return false;
}

/* "Reza Zahedi" after "Mohammad Reza Zahedi": all words of one stand in the other. */
static bool is_part_of(Str part, Str whole)
{
    uint32_t start = 0;
    for (uint32_t i = 0; i <= part.len; i++) {
        if (i < part.len && part.data[i] != ' ') continue;
        if (!has_word(whole, (Str){part.data + start, i - start})) return false;
        start = i + 1;
    }
    return true;
}

static uint32_t person_of_full_name(const Scan *scan, Str normal)
{
    Str key = arena_format(scan->scratch, "person:" STR_FMT, STR_ARG(normal));
    uint32_t index = map_find(&scan->person_by_name, key);
    if (index != MAP_NONE) return index;
    Str families[2] = {last_word(normal), first_word(normal)};
    for (size_t i = 0; i < COUNT(families); i++) {
        uint32_t at = map_find(&scan->person_by_family, families[i]);
        for (uint32_t steps = 0; at != MAP_NONE && at != NONE && steps < LONGEST_FAMILY_CHAIN;
             steps++, at = scan->persons.items[at].next_of_family) {
            Str other = scan->persons.items[at].normal;
            if (first_word(other).len == other.len) continue;
            if (is_part_of(normal, other) || is_part_of(other, normal)) return at;
        }
    }
    return NONE;
}

bool person_has_office(const Scan *scan, const Person *person, Str office)
{
    for (size_t i = 0; i < COUNT(person->offices); i++)
        if (str_equal(person->offices[i], office)) return true;
    return person->leader != NONE &&
           world_held_office(scan->world, person->leader, (Str){NULL, 0}, office);
}

static bool is_style(const Title *title)
{
    return title->use == USE_STYLE;
}

static void note_title(const Scan *scan, Person *person, const Title *title)
{
    static const Str male[] = {STR_INIT("mr"),  STR_INIT("king"),    STR_INIT("prince"),
                               STR_INIT("sir"), STR_INIT("emperor"), STR_INIT("sultan"),
                               STR_INIT("pope")};
    static const Str female[] = {
        STR_INIT("mrs"),  STR_INIT("ms"),   STR_INIT("queen"),      STR_INIT("princess"),
        STR_INIT("lady"), STR_INIT("dame"), STR_INIT("first lady"), STR_INIT("her excellency")};
    for (size_t i = 0; i < COUNT(male) && person->sex == 0; i++)
        if (str_equal(title->id, male[i])) person->sex = 'm';
    for (size_t i = 0; i < COUNT(female) && person->sex == 0; i++)
        if (str_equal(title->id, female[i])) person->sex = 'f';
    if (person->sex == 0 && str_ends(title->words, STR("woman"))) person->sex = 'f';
    if (person->sex == 0 && str_ends(title->words, STR("man"))) person->sex = 'm';
    if (is_style(title) || str_equal(title->id, STR("counterpart"))) return;
    for (size_t i = 0; i < COUNT(person->offices); i++) {
        if (str_equal(person->offices[i], title->id)) return;
        if (person->offices[i].len > 0) continue;
        person->offices[i] = title->id;
        break;
    }
    Actor *actor = &scan->doc->actors.items[person->actor];
    if (actor->role.len == 0) actor->role = title->id;
    if (actor->sector.len == 0) actor->sector = title->sector;
}

/* "Pashinian" in an article that once prints "Nikol Pashinian", whom the data spell otherwise. */
static void note_spelling(Scan *scan, const Find *find, uint32_t index)
{
    Str normal = normal_name(scan, find->name), last = last_word(normal);
    if (last.len == normal.len) return;
    if (!str_equal(last, scan->persons.items[index].family))
        map_set(&scan->person_by_spelling, last, index);
    /* a family name that comes first, where nothing says that it does */
    Str first = first_word(normal);
    bool given =
        (world_word_flags(scan->world, scan_word(scan, find->name.first)) & WORD_GIVEN) != 0;
    if (!given && map_find(&scan->person_by_spelling, first) == MAP_NONE)
        map_set(&scan->person_by_spelling, first, index);
}

static void attach(Scan *scan, Find *find, uint32_t index)
{
    note_spelling(scan, find, index);
    Person *person = &scan->persons.items[index];
    find->person = index;
    find->actor = person->actor;
    person->find_count++;
    Actor *actor = &scan->doc->actors.items[person->actor];
    if (person->owner.len == 0 && find->owner.len > 0) {
        person->owner = find->owner;
        actor->country = owner_country(scan, find->owner);
    }
    if (find->title_row == NONE) return;
    note_title(scan, person, &scan->world->titles.items[find->title_row]);
    if (find->owner.len == 0) find->owner = person->owner;
}

/* ---- Short names -------------------------------------------------------------------------- */

/* The best person of the article with that family name for a mention: one the data know to be a
 * head first, then the one named most; a title, if there is one, must fit. */
static uint32_t person_of_family(const Scan *scan, Str family, const Title *title, Str owner)
{
    uint32_t best = NONE, best_score = 0, at = map_find(&scan->person_by_family, family);
    for (uint32_t steps = 0; at != MAP_NONE && at != NONE && steps < LONGEST_FAMILY_CHAIN;
         steps++, at = scan->persons.items[at].next_of_family) {
        const Person *person = &scan->persons.items[at];
        bool same_owner =
            owner.len == 0 || person->owner.len == 0 || str_equal(owner, person->owner);
        uint32_t score = 1 + (person->find_count < 50 ? person->find_count : 50);
        if (person->leader != NONE && scan->world->leaders.items[person->leader].bare) score += 100;
        if (title != NULL && !is_style(title) && person_has_office(scan, person, title->id))
            score += 200;
        if (!same_owner) score = score > 1 ? 1 : score;
        if (score > best_score) {
            best = at;
            best_score = score;
        }
    }
    return best;
}

#define DAYS_AFTER_OFFICE 1100 /* a former leader is still printed by the short name */
#define DAYS_BEFORE_OFFICE 200

static bool fits_day(const Scan *scan, const Leader *leader)
{
    if (scan->day == DAY_UNKNOWN) return true;
    for (uint32_t i = leader->first_term; i != NONE;
         i = scan->world->terms.items[i].next_of_leader) {
        const Term *term = &scan->world->terms.items[i];
        bool ended = term->to != INT32_MAX && scan->day > term->to + DAYS_AFTER_OFFICE;
        if (!ended && scan->day >= term->from - DAYS_BEFORE_OFFICE) return true;
    }
    return false;
}

static bool in_office_now(const Scan *scan, const Leader *leader)
{
    for (uint32_t i = leader->first_term; i != NONE;
         i = scan->world->terms.items[i].next_of_leader) {
        const Term *term = &scan->world->terms.items[i];
        if (scan->day != DAY_UNKNOWN ? term->from <= scan->day && scan->day <= term->to
                                     : term->to == INT32_MAX)
            return true;
    }
    return false;
}

/* A leader of the data by the short name: the article must name the country or give the office, and
 * there must be one who fits better than all others. */
static uint32_t leader_of_family(const Scan *scan, Str family, const Title *title, Str owner)
{
    uint32_t best = NONE, best_score = 0, row = map_find(&scan->world->leader_by_family, family);
    bool tie = false;
    for (; row != MAP_NONE && row != NONE; row = scan->world->leaders.items[row].next_of_family) {
        const Leader *leader = &scan->world->leaders.items[row];
        const Term *term = &scan->world->terms.items[leader->first_term];
        bool office = title != NULL && !is_style(title) &&
                      (world_held_office(scan->world, row, (Str){NULL, 0}, title->id) ||
                       (str_equal(title->id, STR("leader")) && title->head == HEAD_STATE));
        bool named = scan_is_named(scan, term->owner);
        if (!fits_day(scan, leader) || (owner.len > 0 && !str_equal(owner, term->owner))) continue;
        if (!office && !(leader->bare && named)) continue;
        uint32_t score = 1 + 4u * office + 2u * named + (in_office_now(scan, leader) ? 3u : 0) +
                         (owner.len > 0 ? 4u : 0);
        tie = score == best_score ? true : score > best_score ? false : tie;
        if (score <= best_score) continue;
        best = row;
        best_score = score;
    }
    return tie ? NONE : best;
}

static const Title *title_of(const Scan *scan, const Find *find)
{
    return find->title_row == NONE ? NULL : &scan->world->titles.items[find->title_row];
}

/* "King Salman" beside "Mohammed bin Salman": the title is another's of the same name. */
static bool leader_fits_better(const Scan *scan, Str family, const Title *title, Str owner,
                               uint32_t person)
{
    if (title == NULL || is_style(title)) return false;
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

static void identify_short(Scan *scan, Find *find)
{
    Str family = normal_name(scan, find->name);
    const Title *title = title_of(scan, find);
    uint32_t person = person_of_family(scan, family, title, find->owner);
    if (person == NONE) {
        person = map_find(&scan->person_by_spelling, family);
        if (person == MAP_NONE) person = NONE;
    }
    if (person != NONE && leader_fits_better(scan, family, title, find->owner, person))
        person = NONE;
    if (person != NONE) {
        attach(scan, find, person);
        if (find->title_row == NONE) find->rule = STR("NAME-SHORT");
        return;
    }
    uint32_t leader = leader_of_family(scan, family, title, find->owner);
    if (leader != NONE) {
        attach(scan, find, person_of_leader(scan, leader));
        find->rule = title == NULL ? STR("NAME-SHORT-DATA") : find->rule;
        find->confidence = 0.75f;
        return;
    }
    if (title != NULL || find->type == NAME_TYPE_PERSON || says_something(scan, find))
        attach(scan, find, learn_person(scan, find, family));
    else
        find->is_dropped = true;
}

/* ---- Full names --------------------------------------------------------------------------- */

static void identify_full(Scan *scan, Find *find)
{
    if (find->row != NONE) {
        attach(scan, find, person_of_leader(scan, find->row));
        return;
    }
    Str normal = normal_name(scan, find->name);
    uint32_t leader = leader_of_name(scan, normal);
    if (leader != NONE) {
        attach(scan, find, person_of_leader(scan, leader));
        return;
    }
    uint32_t person = person_of_full_name(scan, normal);
    if (person == NONE) person = learn_person(scan, find, normal);
    attach(scan, find, person);
}

static bool is_one_word(const Scan *scan, const Find *find)
{
    Str folded = normal_name(scan, find->name);
    return first_word(folded).len == folded.len;
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
    Str normal = normal_name(scan, find->name);
    bool known = leader_of_name(scan, normal) != NONE || person_of_full_name(scan, normal) != NONE;
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
           map_find(&scan->person_by_family, normal_name(scan, find->name)) != MAP_NONE;
}

/* "von der Leyen" waits for "Ursula von der Leyen". */
static bool starts_small(const Scan *scan, const Find *find)
{
    return (scan_flags(scan, find->name.first) & WORD_PARTICLE) != 0;
}

static bool is_known_family(const Scan *scan, const Find *find)
{
    Str family = normal_name(scan, find->name);
    return starts_small(scan, find) && (person_of_family(scan, family, NULL, find->owner) != NONE ||
                                        leader_of_family(scan, family, NULL, find->owner) != NONE);
}

static void identify_rest(Scan *scan, Find *find)
{
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
    for (uint32_t i = 0; i < scan->finds.count; i++) identify_rest(scan, &scan->finds.items[i]);
}
